import type { Diagnostic } from "./diagnostic.ts";
import { codeFrame, legible } from "../../runtime/text/code-frame.ts";
import { byText } from "../text/by-text.ts";
import { count } from "../text/count.ts";

/**
 * The report of a compilation: each diagnostic with its place, the line it is on, and what to do; warnings first and
 * apart, then the errors. Nothing where there is nothing to tell.
 * @param texts the files by their path; a diagnostic of any other file has no code frame.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
): string {
  const sorted = diagnostics.toSorted(byPlace);
  const warnings = sorted.filter((it) => it.severity === "warning");
  const errors = sorted.filter((it) => it.severity === "error");
  return [
    ...warnings.map((it) => printed(it, texts)),
    ...(warnings.length > 0 ? [`${count(warnings.length, "warning")}.`] : []),
    ...errors.map((it) => printed(it, texts)),
    ...(errors.length > 0 ? [summary(errors)] : []),
  ].join("\n\n");
}

function printed(diagnostic: Diagnostic, texts: ReadonlyMap<string, string>): string {
  const { file, line, column, length, message, hint, severity } = diagnostic;
  const mark = severity === "warning" ? "warning: " : "";
  const text = texts.get(file);
  return [
    legible(`${file}:${line}:${column} ${mark}${message}`),
    ...(text === undefined ? [] : codeFrame(text, line, column, length)),
    ...(hint === undefined ? [] : [`  ${legible(hint)}`]),
  ].join("\n");
}

function summary(errors: readonly Diagnostic[]): string {
  const files = new Set(errors.map((it) => it.file)).size;
  return `${count(errors.length, "error")} in ${count(files, "file")}. Nothing was written.`;
}

/** By file, line, column and message: the same order on every machine. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  return byText(a.file, b.file) || a.line - b.line || a.column - b.column || byText(a.message, b.message);
}
