/** The last lines of a text that are not empty, in one. */
export function lastLines(text: string, most: number): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.slice(-most).join(" | ");
}
