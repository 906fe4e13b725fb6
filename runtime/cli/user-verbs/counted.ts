/** `1 grant`, `2 grants`. */
export function counted(many: number, word: string): string {
  return `${many} ${word}${many === 1 ? "" : "s"}`;
}
