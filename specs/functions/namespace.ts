/** `company.team (created)`; a namespace that only other things imply is disabled, and so not created. */
export function namespaceEntry(namespace: Readonly<Record<string, unknown>>): string {
  const id = typeof namespace.id === "string" ? namespace.id : "<unknown>";
  const created = namespace.disabled === undefined || namespace.disabled === false;
  return `${id} (${created ? "created" : "not created"})`;
}
