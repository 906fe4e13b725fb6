import type { Json } from "../../../../runtime/json.ts";
import type { ContractOperation } from "../../../contract/contract.ts";
import { heldOn } from "../../../spec/by-line.ts";
import { parsePlace } from "../../../spec/place.ts";
import { onLine } from "../../../resolve/context/scope.ts";
import { confirm, placeByName, type Target } from "../../../resolve/request/target.ts";
import type { DriftChange } from "./change.ts";
import { findPlace, type FoundPlace } from "./find-place.ts";
import { silentScope, type LinePair } from "./lines-pair.ts";
import { putFromLine, putPlace } from "../../../workspace/put-line.ts";
import type { Use, UsedParam } from "./uses.ts";
import type { YamlText } from "../../../workspace/yaml-text.ts";
import type { YamlPath } from "../../../diagnostics/source-file.ts";

/** A place of the request that another one takes over on the new line. */
export interface PlaceMove {
  readonly from: string;
  readonly to: string;
}

/** What an operation's arguments and constants find on the new line. */
export interface PlaceDrift {
  readonly changes: readonly DriftChange[];
  readonly moves: readonly (PlaceMove & { readonly sure: boolean })[];
}

interface Sides {
  readonly use: Use;
  readonly pair: LinePair;
  readonly yaml: YamlText;
  readonly old: ContractOperation;
  readonly next: ContractOperation;
}

/** Compares where every argument and constant of a use goes. */
export function placeDrift(sides: Sides): PlaceDrift {
  const { use } = sides;
  const params = use.params
    .filter(({ name }) => use.grammar.limit?.offset !== name)
    .map((param) => paramDrift(sides, param));
  const constants = setDrift(sides);
  const all = [...params, constants];
  return { changes: all.flatMap((it) => it.changes), moves: all.flatMap((it) => it.moves) };
}

const nothing: PlaceDrift = { changes: [], moves: [] };

function paramDrift(sides: Sides, param: UsedParam): PlaceDrift {
  const from = writtenOn(sides, param, "base");
  const before = from === undefined ? undefined : targetOf(sides, from, "base", param.at);
  if (from === undefined || before === undefined) return nothing;
  const to = writtenOn(sides, param, "next");
  const after = to === undefined ? undefined : targetOf(sides, to, "next", param.at);
  if (to !== undefined && after !== undefined) {
    const moved = to === from ? [] : [{ from, to, sure: true }];
    return { changes: compared(sides, param, before, after), moves: moved };
  }
  const { next, oldest } = sides.pair;
  const found = findPlace(before.place, before.schema.type === "array", sides.next, next);
  if (found === undefined) {
    const sentence = `\`${param.name}\` goes to \`${from}\`, which line ${next.line} lacks.`;
    return { changes: [{ about: "parameter", at: param.at, sentence, breaking: true }], moves: [] };
  }
  const target = targetOf(sides, found.to, "next", param.at);
  const edits = putPlace(
    sides.yaml,
    param.at,
    { line: next.line, oldest, value: found.to, base: from },
    lostFacts(param, before, target),
  );
  const sentence = `\`${param.name}\` goes to \`${from}\`, which line ${next.line} lacks; ${found.sure ? "" : "probably "}it is \`${found.to}\` there.`;
  const proposal = { kind: found.sure ? ("safe" as const) : ("word" as const), edits };
  const change: DriftChange = { about: "parameter", at: param.at, sentence, breaking: true, proposal };
  return { changes: [change], moves: [{ from, ...found }] };
}

/** Facts of the contract that a filter, always text, does not give any more. */
function lostFacts(
  { param }: UsedParam,
  before: Target,
  after: Target | undefined,
): Readonly<Record<string, Json>> {
  const { type } = before.schema;
  if (typeof type !== "string" || after?.schema.type === type || param.type !== undefined) return {};
  return { type };
}

function writtenOn(sides: Sides, { name, param }: UsedParam, side: "base" | "next"): string | undefined {
  const { line } = sides.pair[side];
  if (param.to !== undefined) return heldOn(param.to, line, []).value ?? undefined;
  const scope = silentScope(sides.pair, sides.use);
  return placeByName(scope, { line, operation: side === "base" ? sides.old : sides.next }, name);
}

function targetOf(sides: Sides, written: string, side: "base" | "next", at: YamlPath): Target | undefined {
  const { line } = sides.pair[side];
  const scope = onLine(silentScope(sides.pair, sides.use), line);
  return confirm(scope, { line, operation: side === "base" ? sides.old : sides.next }, written, at);
}

/** What an argument may hold, before and after. */
function compared(sides: Sides, param: UsedParam, before: Target, after: Target): readonly DriftChange[] {
  const { name, at } = param;
  const { line } = sides.pair.next;
  const changes: DriftChange[] = [];
  const type = (target: Target): string => JSON.stringify(target.schema.type ?? "any");
  if (type(before) !== type(after)) {
    const sentence = `\`${name}\` was ${type(before)} and is ${type(after)} on line ${line}.`;
    changes.push({ about: "parameter", at, sentence, breaking: true });
  }
  if (after.required && !before.required && param.param.optional !== false) {
    const sentence = `\`${name}\` is required on line ${line}.`;
    changes.push({ about: "parameter", at, sentence, breaking: param.param.default === undefined });
  }
  const values = (target: Target): readonly unknown[] =>
    target.schema.enum ?? target.schema.items?.enum ?? [];
  const [had, has] = [values(before), values(after)];
  const gone = has.length === 0 ? [] : had.filter((it) => !has.includes(it));
  const more = had.length === 0 ? [] : has.filter((it) => !had.includes(it));
  if (gone.length > 0) {
    const sentence = `\`${name}\` does not take ${gone.map(shown).join(", ")} any more.`;
    changes.push({ about: "enum", at, sentence, breaking: true });
  }
  if (more.length > 0) {
    const sentence = `\`${name}\` takes ${more.map(shown).join(", ")} too.`;
    changes.push({ about: "enum", at, sentence, breaking: false });
  }
  return changes;
}

/** What `set` sends: constants whose place is gone are moved all at once, since they are one map. */
function setDrift(sides: Sides): PlaceDrift {
  const { use, pair, yaml } = sides;
  const held = heldOn(use.grammar.set ?? {}, pair.base.line, [...use.at, "set"]);
  const after = heldOn(use.grammar.set ?? {}, pair.next.line, [...use.at, "set"]).value;
  if (held.value === null || JSON.stringify(after) !== JSON.stringify(held.value)) return nothing;
  const entries = Object.entries(held.value);
  const looked = entries.map(([from, value]): Constant => {
    const before = targetOf(sides, from, "base", held.at);
    if (before === undefined || targetOf(sides, from, "next", held.at) !== undefined) return { from, value };
    const place = parsePlace(from);
    const found = typeof place === "string" ? undefined : findPlace(place, false, sides.next, pair.next);
    return { from, value, lost: true, ...(found === undefined ? {} : { found }) };
  });
  const lost = looked.filter((it) => it.lost === true);
  if (lost.length === 0) return nothing;
  const kept = looked.filter((it) => it.lost !== true || it.found !== undefined);
  const value = Object.fromEntries(kept.map((it) => [it.found?.to ?? it.from, it.value]));
  const sure = lost.every((it) => it.found?.sure === true);
  const edits = putFromLine(yaml, [...use.at, "set"], { line: pair.next.line, oldest: pair.oldest, value });
  const names = lost.map(
    (it) => `\`${it.from}\`${it.found === undefined ? "" : ` (now \`${it.found.to}\`)`}`,
  );
  const sentence = `\`set\` sends ${names.join(", ")}, which line ${pair.next.line} lacks.`;
  const proposal = { kind: sure ? ("safe" as const) : ("word" as const), edits };
  return {
    changes: [{ about: "parameter", at: held.at, sentence, breaking: true, proposal }],
    moves: lost.flatMap((it) => (it.found === undefined ? [] : [{ from: it.from, ...it.found }])),
  };
}

interface Constant {
  readonly from: string;
  readonly value: Json;
  readonly lost?: true;
  readonly found?: FoundPlace;
}

/** A value of an enum, in Markdown. */
function shown(value: unknown): string {
  return `\`${String(value)}\``;
}
