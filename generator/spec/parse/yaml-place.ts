import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

/** A stretch of a text, in characters from its start; `to` is the one after the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * An error at a stretch of a file: of several lines, the first one. What lies after the end of the text or of its line is
 * the last character there.
 */
export function errorAt(file: SourceFile, range: Range, message: string, hint?: string): Diagnostic {
  const { text } = file;
  const last = Math.max(0, text.trimEnd().length - 1);
  const at = Math.min(Math.max(0, range.from), last);
  const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const from = text[at] === "\n" ? Math.max(start, at - 1) : at;
  const newline = text.indexOf("\n", from);
  const end = Math.min(range.to, newline < 0 ? text.length : newline);
  const underlined = text.slice(from, Math.max(from, end)).trimEnd();
  return {
    file: file.path,
    line: linesBefore(text, start) + 1,
    column: from - start + 1,
    length: Math.max(1, underlined.length),
    message,
    ...(hint === undefined ? {} : { hint }),
    severity: "error",
  };
}

function linesBefore(text: string, offset: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
