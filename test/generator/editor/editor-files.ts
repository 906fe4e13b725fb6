import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { Position } from "./language-server.ts";

/** A file of one of the folders beside this one, and where in the project the editor believes it to be. */
export interface EditorFile {
  readonly name: string;
  readonly text: string;
  readonly path: string;
}

/** The YAML files of a folder. A tool is opened in a toolset, anything else beside its schema. */
export function editorFiles(folder: string): readonly EditorFile[] {
  const names = readdirSync(join(import.meta.dirname, folder)).filter((name) => name.endsWith(".yaml"));
  return names.sort().map((name) => {
    const text = readFileSync(join(import.meta.dirname, folder, name), "utf8");
    const path = text.includes("$schema=../") ? `specs/flow/${name}` : `specs/${name}`;
    return { name, text, path };
  });
}

/** A key of a YAML file, and where its first character stands. */
export interface KeyAt {
  readonly key: string;
  readonly at: Position;
}

/** Every key of a YAML text. */
export function keysIn(text: string): readonly KeyAt[] {
  const counter = new LineCounter();
  const found: KeyAt[] = [];
  visit(parseDocument(text, { lineCounter: counter }), {
    Pair(_, pair) {
      if (!isPair(pair) || !isScalar(pair.key) || !pair.key.range) return;
      const { line, col } = counter.linePos(pair.key.range[0]);
      found.push({ key: String(pair.key.value), at: { line: line - 1, character: col - 1 } });
    },
  });
  return found;
}
