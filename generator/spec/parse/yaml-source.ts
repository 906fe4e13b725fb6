import { parseDocument, type Document } from "yaml";
import { isObject } from "../../../runtime/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { locate } from "./locate.ts";
import { errorAt } from "./yaml-place.ts";
import { syntaxErrors } from "./syntax.ts";
import { findTraps } from "./traps.ts";
import type { SourceFile, YamlPath } from "../../diagnostics/source-file.ts";

/** A YAML file that could be read, and the way back from its values to their places. */
export interface YamlSource {
  readonly document: Document;
  /** Reports at a place in the file, or the place nearest to it that exists. */
  readonly error: (path: YamlPath, message: string, hint?: string, on?: "key" | "value") => Diagnostic;
}

/**
 * Reads a YAML 1.2 document that is a map. Errors are returned, never thrown; without a source nothing of the file can
 * be understood.
 */
export function readYaml(file: SourceFile): {
  readonly source?: YamlSource;
  readonly diagnostics: readonly Diagnostic[];
} {
  const whole = { from: 0, to: 1 };
  const deep = tooDeep(file.text);
  if (deep !== undefined) {
    return {
      diagnostics: [errorAt(file, { from: deep, to: deep + 1 }, "The file is nested too deeply here.")],
    };
  }
  const document = documentOf(file);
  const broken = syntaxErrors(file, document);
  if (broken.length > 0) return { diagnostics: broken };
  if (document.contents === null) {
    return {
      diagnostics: [
        errorAt(file, whole, "The file is empty.", "Write `key: value` lines, or remove the file."),
      ],
    };
  }
  const error: YamlSource["error"] = (path, message, hint, on = "value") =>
    errorAt(file, locate(document, path, on), message, hint);
  const { diagnostics, readable } = findTraps(file, document);
  if (!readable) return { diagnostics };
  if (!isObject(valueOf(document))) {
    return {
      diagnostics: [...diagnostics, error([], "The file is not a map.", "Write `key: value` lines.")],
    };
  }
  return { source: { document, error }, diagnostics };
}

/** The document as plain data. Its aliases have been found to be harmless. */
export function valueOf(document: Document): unknown {
  return document.toJS({ maxAliasCount: -1 });
}

function documentOf(file: SourceFile): Document {
  return parseDocument(file.text, {
    version: "1.2",
    schema: "core",
    strict: true,
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
    logLevel: "error",
  });
}

const mostBrackets = 50;
const deepLine = /^[ \t?-]{200}/mu;

/** Where a text is nested more deeply than people write. The parser itself crashes a process on some thousand levels. */
function tooDeep(text: string): number | undefined {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/gu)) {
    open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
    if (open > mostBrackets) return index;
  }
  return deepLine.exec(text)?.index;
}
