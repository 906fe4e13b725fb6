import type { Brief } from "../../runtime/json/brief-rows.ts";
import type { OpenObject, OpenSchema } from "../../runtime/json/schema.ts";
import { nearest } from "../../runtime/near-miss.ts";
import type { Scope } from "../resolve/context/scope.ts";
import type { ParamGrammar, BriefGrammar } from "../spec/spec.ts";
import { typeOf } from "../open-type.ts";

/** The argument that a brief gives its tool: it asks for all. */
export const fullParam: { readonly name: "full"; readonly param: ParamGrammar } = {
  name: "full",
  param: { type: "boolean", default: false },
};

/** Kestra's dates by their names: no contract tells those that steps give. */
const dateName = /(?:^d|D)ate$|^(?:timestamp|updated|created|startsAt|endsAt)$/;

/**
 * How rows are told, of what a spec says and of what the schema of an output tells.
 * @param rows the key of the rows; absent: there are none, which is reported
 */
export function briefOf(
  scope: Scope,
  written: BriefGrammar,
  output: OpenObject,
  rows: string | undefined,
): Brief {
  const row = rows === undefined ? undefined : output.properties[rows]?.items;
  const at = [...scope.at, "brief"];
  const { properties = {}, required = [] } = row ?? {};
  if (row?.properties === undefined)
    scope.report(
      at,
      "Its output has no rows whose keys are known.",
      "Leave `brief` out, or name their keys.",
    );
  const names = Object.keys(properties);
  for (const [list, keys] of Object.entries(written) as [string, readonly string[]][]) {
    for (const [i, key] of keys.entries()) {
      if (names.includes(key)) continue;
      const meant = nearest(key, names);
      const hint = meant === undefined ? `There are ${names.join(", ")}.` : `Did you mean "${meant}"?`;
      scope.report([...at, list, i], `A row has no "${key}".`, hint);
    }
  }
  reportTwice(scope, at, written);
  const isNeeded = (key: string): boolean => required.includes(key);
  for (const [i, key] of (written.full ?? []).entries())
    if (isNeeded(key)) scope.report([...at, "full", i], `Each row must have "${key}".`, "Make it optional.");
  const dates = Object.entries(properties).flatMap(([key, schema]) => datesIn(key, schema));
  const filled = names.filter((key) => !isNeeded(key) && mayBeEmpty(properties[key] ?? {}));
  return {
    ...(dates.length === 0 ? {} : { dates }),
    ...(filled.length === 0 ? {} : { filled }),
    ...written,
  };
}

/** A key is told in one way: what is in `runs` may besides be said once, which comes first. */
function reportTwice(scope: Scope, at: Scope["at"], written: BriefGrammar): void {
  const lists = Object.entries(written) as [keyof BriefGrammar, readonly string[]][];
  for (const [nth, [list, keys]] of lists.entries())
    for (const [i, key] of keys.entries()) {
      const [other] =
        lists.slice(0, nth).find(([one, all]) => all.includes(key) && !mayBoth(one, list)) ?? [];
      if (other !== undefined)
        scope.report([...at, list, i], `"${key}" stands under \`${other}\` already.`, "Leave it out of one.");
    }
}

function mayBoth(one: keyof BriefGrammar, other: keyof BriefGrammar): boolean {
  return [one, other].includes("runs") && ![one, other].includes("full");
}

/** What clients see of an output whose rows need not have what is said once, which stands beside them. */
export function withEach(
  output: OpenObject,
  rows: string,
  { once = [], runs = [], crowded = [], dates = [] }: Brief,
): OpenObject {
  const all = output.properties[rows];
  const row = all?.items;
  const shared = [...once, ...crowded];
  if (all === undefined || row?.properties === undefined) return output;
  const { properties: whole, required, ...items } = row;
  const needed = (required ?? []).filter((key) => !shared.includes(key) && !runs.includes(key));
  const said = shared.flatMap((key) => {
    const schema = whole[key];
    return schema === undefined ? [] : [[key, schema] as const];
  });
  const each: OpenSchema = {
    type: "object",
    description: "What each row has that does not say otherwise.",
    properties: Object.fromEntries(said),
  };
  const asBefore: OpenSchema = {
    type: "array",
    items: { type: "string" },
    description: "Keys that a row lacks where it has the same as the row before it.",
  };
  const datesTo: OpenSchema = { type: "string" };
  const before: Readonly<Record<string, OpenSchema>> = {
    ...(said.length > 0 && { each }),
    ...(runs.length > 0 && { absentAsBefore: asBefore }),
    ...(dates.length > 0 && { datesTo }),
  };
  const told = { ...items, properties: whole, ...(needed.length > 0 ? { required: needed } : {}) };
  const others = Object.entries(output.properties).flatMap(([key, schema]): [string, OpenSchema][] =>
    key === rows ? [...Object.entries(before), [key, { ...all, items: told }]] : [[key, schema]],
  );
  return { ...output, properties: Object.fromEntries(others) };
}

function datesIn(path: string, schema: OpenSchema): readonly string[] {
  const type = typeOf(schema);
  if (type === "string") return dateName.test(path.split(".").at(-1) ?? "") ? [path] : [];
  if (type !== "object") return [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => datesIn(`${path}.${key}`, inner));
}

function mayBeEmpty(schema: OpenSchema): boolean {
  const type = typeOf(schema);
  return type === "array" || type === "object";
}
