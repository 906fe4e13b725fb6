/** What HTML writes for characters of its own. */
const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/** Characters that are looked at: what is shown is far less. */
const mostRead = 10_000;

/** A text of somebody else in one line, without the marks of HTML and without what nobody sees, cut after some characters. */
export function plainLine(text: string | null | undefined, most: number): string | undefined {
  const line = (text ?? "")
    .slice(0, mostRead)
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replace(/<\/?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?>/gi, "")
    .replace(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  if (line === "") return undefined;
  const shown = line.length > most ? `${line.slice(0, most - 1)}…` : line;
  // A character that takes two may have been cut in its middle.
  return shown.replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, "");
}
