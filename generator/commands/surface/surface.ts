import type { Json, JsonObject } from "../../../runtime/json.ts";
import { isObject } from "../../../runtime/json.ts";

/** All that a client sees of a server, and which of it is listed where nothing is configured. */
export interface Surface {
  /** In the order of their names. */
  readonly tools: readonly SeenTool[];
  /** Name of a list, such as `default, open source` -> the tools in it. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Former name -> the tool that still answers to it. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** A tool as `tools/list` shows it. Another build may show less than ours: what is missing is empty. */
export interface SeenTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema: JsonObject;
  readonly annotations: JsonObject;
}

/** Why two surfaces cannot be compared, in a sentence for whoever asked. */
export class SurfaceError extends Error {}

/**
 * The tools of a listing: a list, `{ tools }`, or the answer to a `tools/list`.
 * @param from where it came from, for messages @throws SurfaceError where it is none
 */
export function seenTools(value: unknown, from: string): readonly SeenTool[] {
  const list = Array.isArray(value) ? (value as unknown[]) : listIn(value);
  if (list === undefined) {
    throw new SurfaceError(`${from} holds no list of tools: it is a JSON array, or { "tools": [...] }.`);
  }
  const tools = list.map((it, i) => seenTool(it, `Tool ${i + 1} in ${from}`));
  const names = tools.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new SurfaceError(`${from} lists the tool "${twice}" twice.`);
  return tools.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** One tool of a listing. @throws SurfaceError where it has no name or no arguments */
export function seenTool(value: unknown, where: string): SeenTool {
  if (!isObject(value) || typeof value.name !== "string" || !isObject(value.inputSchema)) {
    throw new SurfaceError(`${where} is not a tool: it has no \`name\` or no \`inputSchema\`.`);
  }
  const annotations = objectOf(value.annotations);
  return {
    name: value.name,
    title: textOf(value.title ?? annotations.title),
    description: textOf(value.description),
    inputSchema: value.inputSchema as JsonObject,
    outputSchema: objectOf(value.outputSchema),
    annotations,
  };
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (!isObject(value)) return undefined;
  if (Array.isArray(value.tools)) return value.tools as unknown[];
  return isObject(value.result) ? listIn(value.result) : undefined;
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? (value as JsonObject) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value of a key that may be missing, also where the key is one that every object has. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
