import type { FileFault, Path } from "../access/yaml-file.ts";
import { holesIn } from "../catalog/holes.ts";
import { isObject, type Json } from "../json.ts";
import type { OpenSchema } from "../json/schema.ts";
import { nearest } from "../near-miss.ts";
import type { CallableAction, CallableTool } from "./callable.ts";

/** A call as it is written, and what its holes may be filled with. */
export interface CallGrammar {
  readonly tool: string;
  /** A value that is absent is the hole of the same name. */
  readonly with?: Readonly<Record<string, Json>>;
}

/** What a call is checked against. */
export interface CallGround {
  readonly tools: readonly CallableTool[];
  /** What makes the call, such as `a prompt`. */
  readonly what: string;
  /** The names of all holes. */
  readonly holes: readonly string[];
  /** The names of those that are always filled where the call is made. */
  readonly certain: readonly string[];
  /** What to do about a hole that is not. */
  readonly remedy?: string;
}

/** ` Did you mean "x"?` as a hint, or the other one. */
export function meantOr(word: string, names: readonly string[], other?: string): string | undefined {
  const near = nearest(word, names);
  return near === undefined ? other : `Did you mean "${near}"?`;
}

/** What is wrong with a call: its tool is there, its arguments are too and take what is given, and it only reads. */
export function checkCall(call: CallGrammar, at: Path, ground: CallGround): readonly FileFault[] {
  const { tools, what } = ground;
  const tool = tools.find(({ name }) => name === call.tool);
  if (tool === undefined) {
    const hint = meantOr(
      call.tool,
      tools.map(({ name }) => name),
    );
    return [fault([...at, "tool"], `There is no tool "${call.tool}".`, hint)];
  }
  const given = argumentsOf(call);
  const picked = pick(tool, given);
  if (typeof picked === "string")
    return [
      fault(tool.by !== undefined && tool.by in given ? [...at, "with", tool.by] : [...at, "tool"], picked),
    ];
  const { action, name } = picked;
  const said = name === "" ? tool.name : `${tool.name} ${tool.by ?? ""} ${name}`;
  if (action.effect !== "read")
    return [fault([...at, "tool"], `What ${what} calls must only read, and ${said} is ${action.effect}.`)];
  const names = tool.by === undefined ? action.names : [...action.names, tool.by];
  return [
    ...Object.entries(given).flatMap(([key, value]) =>
      names.includes(key)
        ? checkValue(tool.properties[key] ?? {}, value, {
            key,
            at: [...at, "with", key],
            tool: said,
            action,
            ground,
          })
        : [fault([...at, "with", key], `${said} has no argument "${key}".`, meantOr(key, names), "key")],
    ),
    ...action.required
      .filter((one) => !(one in given))
      .map((one) => fault([...at, "tool"], `${said} needs "${one}".`, "Give it under `with`.")),
  ];
}

/** The arguments that a call is given, each hole that stands for itself written out. */
export function argumentsOf({ with: given }: CallGrammar): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, value === null ? `{{${name}}}` : value]),
  );
}

function pick(
  { name, by, default: preset, actions }: CallableTool,
  given: Readonly<Record<string, Json>>,
): { readonly action: CallableAction; readonly name: string } | string {
  const wanted = by === undefined ? "" : (given[by] ?? preset);
  const action = typeof wanted === "string" && Object.hasOwn(actions, wanted) ? actions[wanted] : undefined;
  if (action !== undefined && typeof wanted === "string") return { action, name: wanted };
  const names = Object.keys(actions).join(", ");
  if (wanted === undefined) return `${name} needs "${by ?? ""}": one of ${names}.`;
  return `${name} has no ${by ?? ""} ${JSON.stringify(wanted)}: it has ${names}.`;
}

interface Place {
  readonly key: string;
  readonly at: Path;
  readonly tool: string;
  readonly action: CallableAction;
  readonly ground: CallGround;
}

function checkValue(
  schema: OpenSchema,
  value: Json,
  { key, at, tool, action, ground }: Place,
): readonly FileFault[] {
  const holes = typeof value === "string" ? holesIn(value).map(({ name }) => name) : [];
  if (holes.length === 0)
    return fits(value, schema)
      ? []
      : [fault(at, `"${key}" of ${tool} takes ${taken(schema)}, not ${JSON.stringify(value)}.`)];
  const unknown = holes.find((name) => !ground.holes.includes(name));
  if (unknown !== undefined)
    return [
      fault(at, `There is nothing called "${unknown}" to fill the hole.`, meantOr(unknown, ground.holes)),
    ];
  if (!takesText(schema))
    return [fault(at, `"${key}" of ${tool} takes ${taken(schema)}, and a hole gives a text.`)];
  const loose = holes.find((name) => !ground.certain.includes(name));
  if (loose === undefined || !action.required.includes(key)) return [];
  return [fault(at, `${tool} needs "${key}", and "${loose}" may not be given.`, ground.remedy)];
}

function typesOf({ type }: OpenSchema): readonly string[] {
  return type === undefined ? [] : ([type].flat() as readonly string[]);
}

function takesText(schema: OpenSchema): boolean {
  const types = typesOf(schema);
  return schema.enum === undefined && (types.length === 0 || types.includes("string"));
}

function fits(value: Json, schema: OpenSchema): boolean {
  if (schema.enum !== undefined) return (schema.enum as readonly unknown[]).includes(value);
  const types = typesOf(schema);
  return types.length === 0 || types.some((type) => isOf(value, type));
}

function isOf(value: Json, type: string): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return typeof value === type;
  }
}

const articles: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
};

/** `a whole number`, `one of a, b`. */
function taken(schema: OpenSchema): string {
  if (schema.enum !== undefined) return `one of ${schema.enum.join(", ")}`;
  return typesOf(schema)
    .map((type) => articles[type] ?? type)
    .join(" or ");
}

export function fault(path: Path, message: string, hint?: string, on?: "key" | "value"): FileFault {
  return { path, message, ...(hint !== undefined && { hint }), ...(on !== undefined && { on }) };
}
