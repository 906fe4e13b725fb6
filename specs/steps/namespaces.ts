/** The ids that hold a word, whatever its case. */
export function withWord(ids: readonly string[], word: string): string[] {
  return ids.filter((id) => id.toLowerCase().includes(word.trim().toLowerCase()));
}
