/** Of an explanation what is about one argument: each line that begins with it, with what stands below it, under its headings. */
export function onlyArgument(text: string, name: string): string {
  const [head = "", ...lines] = text.split("\n");
  const kept: { readonly line: string; readonly depth: number; readonly isAbout: boolean }[] = [];
  let about = Infinity;
  for (const line of lines.filter((it) => it.trim() !== "")) {
    const depth = line.search(/\S/u);
    if (depth <= about) about = Infinity;
    const word = line.trim();
    if (depth > 0 && (word.startsWith(`${name}: `) || word.startsWith(`${name} -> `))) about = depth;
    kept.push({ line, depth, isAbout: depth >= about });
  }
  const isHeading = (at: number): boolean => {
    const next = kept.findIndex(({ depth }, i) => i > at && depth <= (kept[at]?.depth ?? 0));
    return kept.slice(at, next === -1 ? undefined : next).some(({ isAbout }) => isAbout);
  };
  const told = kept.filter(({ isAbout }, at) => isAbout || isHeading(at)).map(({ line }) => line);
  return `${[head, ...told].join("\n")}\n`;
}
