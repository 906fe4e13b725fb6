/** Whose rules a word is written by: `cmd` of Windows, or a POSIX shell. */
export type Shell = "cmd" | "sh";

/** The command that makes a call: each argument by its name, so that as little as possible needs quotes. */
export function commandOf(tool: string, values: Readonly<Record<string, unknown>>, shell: Shell): string {
  const args = Object.entries(values).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    // Nobody types several lines; and what begins with @ would be the name of a file.
    return `--arg ${quoted(/\n|^@/.test(text) ? `${name}=@FILE` : `${name}=${text}`, shell)}`;
  });
  return ["kestra-mcp call", tool, ...args].join(" ");
}

/** A word as this shell reads it. */
export function quoted(word: string, shell: Shell): string {
  if (/^[\w@+=:,./-]+$/.test(word)) return word;
  if (shell === "sh") return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  // A quote is escaped by a backslash, and backslashes before one by as many more.
  const parts = word.split('"').map((part) => part + "\\".repeat(backslashesAtEnd(part)));
  return `"${parts.join(String.raw`\"`)}"`;
}

function backslashesAtEnd(text: string): number {
  let count = 0;
  while (text.at(-1 - count) === "\\") count++;
  return count;
}
