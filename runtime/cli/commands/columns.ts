/**
 * Rows as lines whose cells stand below each other, without the columns that say nothing but for the first; a line is cut where
 * the terminal ends.
 */
export function columns(rows: readonly (readonly string[])[], width = Infinity): string {
  const most = Math.max(0, ...rows.map(({ length }) => length));
  const widths = Array.from({ length: most }, (_, i) =>
    Math.max(0, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const used = widths.flatMap((it, i) => (it > 0 || i === 0 ? [i] : []));
  return rows
    .map((row) => {
      const cells = used.map((i) => (row[i] ?? "").padEnd(widths[i] ?? 0));
      return `${cut(cells.join("  ").trimEnd(), width)}\n`;
    })
    .join("");
}

/** `The first words of a…` */
function cut(line: string, width: number): string {
  const characters = Array.from(line);
  return characters.length <= width ? line : `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}

/** A text on lines that are no longer than this, where its words let it. */
export function wrapped(text: string, width = 100): string {
  const parts = text.split("\n").map((line) => {
    const lines = [""];
    for (const word of line.split(" ")) {
      const last = lines.pop() ?? "";
      const more = last === "" ? word : `${last} ${word}`;
      if (last !== "" && more.length > width) lines.push(last, word);
      else lines.push(more);
    }
    return lines.join("\n");
  });
  return parts.join("\n");
}
