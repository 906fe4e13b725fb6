/**
 * The text of a block scalar as YAML reads it.
 * @param written from its `|` or `>` to its last line; where it says its indentation, the least of its lines is taken
 */
export function blockText(written: string): string {
  const [header = "", ...lines] = written.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const [, marks = ""] = /^.([-+1-9]*)/.exec(header) ?? [];
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/[^ ]/));
  const least = indents.reduce((one, other) => Math.min(one, other), Infinity);
  const indent = /[1-9]/.test(marks) ? least : (indents[0] ?? 0);
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const body = lines
    .slice(0, last + 1)
    .map((line) => line.slice(indent))
    .join("\n");
  const breaks = last === -1 ? 0 : lines.length - 1 - last;
  const kept = marks.includes("-") ? 0 : marks.includes("+") ? breaks : Math.min(1, breaks);
  return (header.startsWith(">") ? folded(body) : body) + "\n".repeat(kept);
}

/** A line break is a space, and an empty line is a line break; lines that are indented further keep theirs. */
function folded(text: string): string {
  return text.replace(
    /^([^\s][^\n]*)(\n+)(?=[^\s])/gm,
    (_, line: string, breaks: string) => line + (breaks.length === 1 ? " " : breaks.slice(1)),
  );
}
