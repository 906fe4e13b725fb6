/** `company.team (created)`; a namespace that only other things imply is disabled, and so not created. */
export function namespaceEntry(namespace: Readonly<Record<string, unknown>>): string {
  const id = typeof namespace.id === "string" ? namespace.id : "<unknown>";
  const created = namespace.disabled === undefined || namespace.disabled === false;
  return `${id} (${created ? "created" : "not created"})`;
}

/** The ids that hold a word, whatever its case. */
export function withWord(ids: readonly string[], word: string): string[] {
  return ids.filter((id) => id.toLowerCase().includes(word.trim().toLowerCase()));
}
