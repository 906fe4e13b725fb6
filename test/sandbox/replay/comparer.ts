import { masks as allMasks, unordered, type Mask } from "./masks.ts";
import { pairing, type Pairing } from "./pairing.ts";
import type { Json, RecordedResponse } from "./recording.ts";

/** What an answer of the sandbox was. */
export type ActualResponse = Pick<RecordedResponse, "status" | "headers" | "body">;

export interface Difference {
  /** `status`, `headers.content-type`, `body.results[0].id` */
  readonly path: string;
  readonly recorded: Json | undefined;
  readonly actual: Json | undefined;
}

export interface Comparison {
  /** What the ids of earlier answers stood for. */
  readonly pairs?: Pairing;
  readonly masks?: readonly Mask[];
  /** Whether the request asked for an order. */
  readonly sorted?: boolean;
}

interface Context {
  readonly pairs: Pairing;
  readonly masks: readonly Mask[];
  readonly sorted: boolean;
  /** The recording shows only a part of each list and each long text. */
  readonly truncated: boolean;
}

type JsonObject = { readonly [key: string]: Json };

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keyOf(path: string): string {
  return /([^.[\]]+)(\[\d+\])*$/.exec(path)?.[1] ?? "";
}

function inside(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

const cut = "…cut…";

function sameLeaf(
  path: string,
  recorded: Json | undefined,
  actual: Json | undefined,
  context: Context,
): boolean {
  if (recorded === actual) return true;
  if (typeof recorded === "string" && recorded.endsWith(cut) && typeof actual === "string") {
    if (context.truncated && actual.startsWith(recorded.slice(0, -cut.length))) return true;
  }
  const leaf = { path, key: keyOf(path) };
  return context.masks.some((mask) => mask.covers(leaf, recorded, actual, context.pairs));
}

/** Finds for each element of the recording one of this run, whatever the order. */
function compareSets(
  path: string,
  recorded: readonly Json[],
  actual: readonly Json[],
  context: Context,
): readonly Difference[] {
  const left = actual.map((value) => value);
  return recorded.flatMap((item, index): readonly Difference[] => {
    const place = `${path}[${index}]`;
    for (const [position, candidate] of left.entries()) {
      const attempt = context.pairs.attempt();
      const found = compareValues(place, item, candidate, { ...context, pairs: attempt.pairing });
      if (found.length === 0) {
        attempt.keep();
        left.splice(position, 1);
        return [];
      }
    }
    const [nearest] = left.slice(0, 1);
    return nearest === undefined
      ? [{ path: place, recorded: item, actual: undefined }]
      : compareValues(place, item, nearest, context);
  });
}

function compareLists(
  path: string,
  recorded: readonly Json[],
  actual: readonly Json[],
  context: Context,
): readonly Difference[] {
  const fits = context.truncated ? actual.length >= recorded.length : actual.length === recorded.length;
  const length: readonly Difference[] = fits
    ? []
    : [{ path: inside(path, "length"), recorded: recorded.length, actual: actual.length }];
  const free = unordered.some((it) => it.path.test(path) && (it.unsorted !== true || !context.sorted));
  if (free || context.truncated) return [...length, ...compareSets(path, recorded, actual, context)];
  return [
    ...length,
    ...recorded.flatMap((item, index) => compareValues(`${path}[${index}]`, item, actual[index], context)),
  ];
}

function compareObjects(
  path: string,
  recorded: JsonObject,
  actual: JsonObject,
  context: Context,
): readonly Difference[] {
  return [...new Set([...Object.keys(recorded), ...Object.keys(actual)])].flatMap((key) =>
    context.truncated && !(key in recorded) && isDictionary(path)
      ? []
      : compareValues(inside(path, key), recorded[key], actual[key], context),
  );
}

/** Objects whose keys are data; a truncated recording shows some of them. */
function isDictionary(path: string): boolean {
  return /(^|\.)(definitions|properties|\$defs)$/.test(path);
}

function compareValues(
  path: string,
  recorded: Json | undefined,
  actual: Json | undefined,
  context: Context,
): readonly Difference[] {
  if (isList(recorded) && isList(actual)) return compareLists(path, recorded, actual, context);
  if (isObject(recorded) && isObject(actual)) return compareObjects(path, recorded, actual, context);
  return sameLeaf(path, recorded, actual, context) ? [] : [{ path, recorded, actual }];
}

/** What of an answer is not as it was recorded, and no mask covers. */
export function compare(
  recorded: RecordedResponse,
  actual: ActualResponse,
  { pairs = pairing(), masks = allMasks, sorted = false }: Comparison = {},
): readonly Difference[] {
  const context: Context = { pairs, masks, sorted, truncated: recorded.truncated === true };
  const under = (name: string, differences: readonly Difference[]): readonly Difference[] =>
    differences.map((it) => ({ ...it, path: it.path === "" ? name : `${name}.${it.path}` }));
  return [
    ...under("status", compareValues("", recorded.status, actual.status, context)),
    ...under("headers", compareValues("", recorded.headers, actual.headers, context)),
    ...under("body", compareValues("", recorded.body, actual.body, context)),
  ];
}

/** One line for each difference. */
export function printed(differences: readonly Difference[]): string {
  return differences
    .map(({ path, recorded, actual }) => `${path}: ${short(recorded)} was recorded, not ${short(actual)}`)
    .join("\n");
}

function short(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
