import type { Document } from "yaml";
import { ConfigurationError } from "../errors.ts";
import { isObject } from "../json.ts";
import { codeFrame } from "../text/code-frame.ts";

/** A place in a YAML file: the keys on the way to it. */
export type Path = readonly (string | number)[];

/** What is wrong at a place. */
export interface FileFault {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  /** Whether the key is meant or its value; absent: the value. */
  readonly on?: "key" | "value";
}

/** A YAML file that is a map, and the way back from its values to their places. */
export interface OperatorsYaml {
  readonly value: Readonly<Record<string, unknown>>;
  /** @throws ConfigurationError with the place of each, where there is any */
  readonly refuse: (faults: readonly FileFault[]) => void;
}

/**
 * Reads a file that an operator wrote.
 * @param name what it is shown as
 * @param isSecret whether what it says is never shown
 * @throws ConfigurationError with line and column, and the line itself where it is no secret
 */
export async function readYamlFile(name: string, text: string, isSecret = false): Promise<OperatorsYaml> {
  const { LineCounter, parseDocument, isMap, isScalar, isNode, isSeq } = await import("yaml");
  const places = new LineCounter();
  const told = (from: number, to: number, message: string, hint?: string): readonly string[] => {
    const { line, col } = places.linePos(Math.min(from, Math.max(0, text.length - 1)));
    return [
      `${name}:${line}:${col} ${message}`,
      ...(isSecret ? [] : codeFrame(text, line, col, Math.max(1, to - from))),
      ...(hint === undefined ? [] : [`  ${hint}`]),
    ];
  };
  const fail = (lines: readonly string[]): never => {
    const [first = "", ...rest] = lines;
    throw new ConfigurationError(first, { lines: rest });
  };
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: places, prettyErrors: false, logLevel: "silent" });
  } catch {
    throw new ConfigurationError(`${name} is nested too deeply.`);
  }
  const [error] = document.errors;
  // The library's words may hold the text.
  if (error !== undefined)
    fail(
      told(error.pos[0], error.pos[1], isSecret ? "This is not YAML." : `This is not YAML: ${error.message}`),
    );
  const rangeOf = ({ path, on = "value" }: FileFault): readonly [number, number] => {
    let [node, key]: unknown[] = [document.contents, undefined];
    for (const name of path) {
      const pair = isMap(node)
        ? node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(name))
        : undefined;
      const next: unknown = pair?.value ?? (isSeq(node) ? node.items[Number(name)] : undefined);
      if (pair === undefined && next === undefined) break;
      [node, key] = [next, pair?.key];
    }
    const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true && key !== undefined;
    const meant = on === "key" || isBlock || !isNode(node) ? (key ?? node) : node;
    const [from = 0, to = 1] = isNode(meant) ? (meant.range ?? []) : [];
    return [from, isBlock && meant === node ? from + 1 : to];
  };
  const value = plain(document, name);
  if (!isObject(value)) fail(told(0, 1, "The file is not a map.", "Write `key: value` lines."));
  return {
    value: value as OperatorsYaml["value"],
    refuse(faults) {
      if (faults.length === 0) return;
      fail(faults.flatMap((fault) => told(...rangeOf(fault), fault.message, fault.hint)));
    },
  };
}

function plain(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new ConfigurationError(`${name} has an alias that cannot be followed.`);
  }
}
