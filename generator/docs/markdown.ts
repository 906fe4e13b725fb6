/** A text as Markdown that shows it as it is: one line, nothing in it is markup but its code spans. */
export function text(plain: string): string {
  const parts = oneLine(plain).split(/(`[^`]*`)/);
  return parts.map((part, i) => (i % 2 === 1 ? code(part.slice(1, -1)) : escaped(part))).join("");
}

/** A code span, whatever the code holds. */
export function code(plain: string): string {
  const line = oneLine(plain);
  // In a table's cell a pipe is escaped by a backslash, so that one of its own cannot stand before it.
  if (line.includes("\\|"))
    return `<code>${line.replaceAll(/[^\p{L}\p{N} ]/gu, (it) => `&#${it.codePointAt(0) ?? 0};`)}</code>`;
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // A span that begins or ends with a backtick needs a space, and nothing at all is no span.
  const room = line === "" || line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "" : `${fence}${room}${line}${room}${fence}`;
}

/** A table. @param rows cells that are Markdown already: of `text`, `code`, `link` */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");
}

/** A link. @param label Markdown already */
export function link(label: string, to: string): string {
  return `[${label}](${to})`;
}

/** Lines of a list. @param items Markdown already, each in one line */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** JSON in a fenced block, in one line where that is short: it has no line that a fence could be taken for. */
export function jsonBlock(value: unknown): string {
  const line = JSON.stringify(value);
  return `\`\`\`json\n${line.length <= 100 ? line : JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** The parts of a page, a blank line between them; what is empty is left out. */
export function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** What says at the top of a page that nobody edits it. */
export function notice(source: string): string {
  return `<!-- Generated from ${source} by \`npm run generate\`. Do not edit. -->`;
}

/** A pipe ends a cell, also in a code span: GitHub's tables want it escaped there too. */
function cell(markdown: string): string {
  return markdown.replaceAll("|", "\\|");
}

function escaped(plain: string): string {
  return plain
    .replaceAll(/[\\*[\]~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("`", "\\`")
    .replaceAll(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_");
}

function oneLine(plain: string): string {
  return plain.replaceAll(/\s+/g, " ").trim();
}
