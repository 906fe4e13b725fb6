/** `company.team (created)`; a namespace that only other things imply is disabled, and so not created. */
export function namespaceEntry(namespace: Readonly<Record<string, unknown>>): string {
  const id = typeof namespace.id === "string" ? namespace.id : "<unknown>";
  const created = namespace.disabled === undefined || namespace.disabled === false;
  return `${id} (${created ? "created" : "not created"})`;
}

/** An id that holds a word, whatever its case; undefined where it does not. */
export function withWord(id: string, word = ""): string | undefined {
  return id.toLowerCase().includes(word.trim().toLowerCase()) ? id : undefined;
}
