/** `1.0`, `1.0 and 1.3`, `1.0, 1.3 and 2.0`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
