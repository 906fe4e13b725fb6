/** A text of somebody else in one line, without the marks of HTML, cut after some characters. */
export function plainLine(text: string | null | undefined, most: number): string | undefined {
  const line = (text ?? "")
    .replace(/<\/?[a-z]{1,10}>/gi, "")
    .replace(/\s+/g, " ")
    .trim();
  if (line === "") return undefined;
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
