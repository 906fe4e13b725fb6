import { isNode, isPair, isScalar, LineCounter, parseDocument, type Node } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile, YamlPath } from "../diagnostics/source-file.ts";

/** A YAML file as plain data, and the way back from a place in the data to the line and column. */
export interface YamlFile {
  readonly data: unknown;
  /** What makes the file unreadable; `data` is undefined then. */
  readonly diagnostics: readonly Diagnostic[];
  /** An error at a place in the data, or at the nearest one that exists. */
  readonly error: (path: YamlPath, message: string, hint?: string) => Diagnostic;
}

/** Parses one YAML file. Errors in it are returned, never thrown. */
export function yamlFile(file: SourceFile): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: counter });
  const at = (from: number, to: number, message: string, hint?: string): Diagnostic => {
    const { line, col } = counter.linePos(from);
    const end = file.text.indexOf("\n", from);
    const length = Math.max(1, Math.min(to, end < 0 ? file.text.length : end) - from);
    const place = { file: file.path, line: Math.max(1, line), column: Math.max(1, col), length };
    return { ...place, message, ...(hint === undefined ? {} : { hint }), severity: "error" };
  };
  const diagnostics = document.errors.map((error) => {
    const message = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/u, "");
    return at(error.pos[0], error.pos[1], `This is not YAML: ${message}.`);
  });
  const error: YamlFile["error"] = (path, message, hint) => {
    const [from, to] = range(document.contents, path);
    return at(from, to, message, hint);
  };
  if (diagnostics.length > 0) return { data: undefined, diagnostics, error };
  try {
    return { data: document.toJS({ maxAliasCount: 0 }), diagnostics, error };
  } catch {
    return { data: undefined, diagnostics: [error([], "YAML aliases are refused.")], error };
  }
}

/** Where a place stands in the text, from and to. */
function range(root: Node | null, path: YamlPath): readonly [number, number] {
  let node: unknown = root;
  let found: readonly [number, number] = rangeOf(root) ?? [0, 1];
  for (const key of path) {
    const next = child(node, key);
    if (next === undefined) break;
    node = next;
    found = rangeOf(next) ?? found;
  }
  return found;
}

function child(node: unknown, key: string | number): unknown {
  if (typeof node !== "object" || node === null || !("items" in node) || !Array.isArray(node.items))
    return undefined;
  if (typeof key === "number") return node.items[key] as unknown;
  const pair: unknown = node.items.find(
    (item: unknown) => isPair(item) && isScalar(item.key) && item.key.value === key,
  );
  return isPair(pair) ? (pair.value ?? pair.key) : undefined;
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined;
}
