import { InputError } from "../errors.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { foreign, joined, own, type Said } from "../text/said.ts";
import type { StepContext } from "../tool/definition.ts";

/** One call of a chain: what `chain:` of a spec says, and what the call takes. */
export interface Link {
  readonly call: string;
  /** The arguments that it takes. */
  readonly takes: readonly string[];
  /** It is asked only where this argument was not given. */
  readonly unless?: string;
  /** What its answer, or the row that is meant, must have: key -> one of these values. */
  readonly needs?: Values;
  /** What it must not have. */
  readonly not?: Values;
  /** The key of its rows, where it gives rows. */
  readonly rows?: string;
  /** Of several rows that fit the last one is meant. */
  readonly last?: boolean;
  /** Paths that may not be, or lie in, another: argument -> the argument of the other. It is not asked where they do. */
  readonly outside?: Readonly<Record<string, string>>;
  /** Paths that must not end with a slash: argument -> what is wrong, with `{holes}`. It is not asked where one does. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is wrong where nothing fits, with `{holes}` for all that is known. */
  readonly else?: string;
  /** What the result says as its `message` where the answer has one of these values, with `{holes}` likewise. */
  readonly note?: { readonly when: Values; readonly message: string };
}

type Values = Readonly<Record<string, readonly Json[]>>;

/** The calls of a chain, by their names. */
export type ChainCalls = Readonly<Record<string, (input: JsonObject) => Promise<object>>>;

/**
 * The steps of a chain: each call is asked in turn, with what it takes of the arguments and of all that the calls before
 * it gave. The last one gives the result.
 * @throws InputError where a call's answer is not what the chain needs: then nothing more is sent
 */
export function chain(
  links: readonly Link[],
): (input: JsonObject, kestra: ChainCalls, context: Pick<StepContext, "mask">) => Promise<JsonObject> {
  return async (input, kestra, { mask }) => {
    let known = input;
    let answer: JsonObject = {};
    const notes: string[] = [];
    for (const link of links) {
      if (link.unless !== undefined && isGiven(known[link.unless])) continue;
      refuseInside(link, known);
      refuseDirectory(link, known);
      const call = kestra[link.call];
      if (call === undefined) throw new Error(`There is no call ${link.call}.`);
      const taken = Object.entries(known).filter(([name]) => link.takes.includes(name));
      answer = (await call(Object.fromEntries(taken))) as JsonObject;
      const meant = found(link, answer, known);
      known = { ...known, ...meant };
      if (link.note !== undefined && fits(meant, { needs: link.note.when }))
        notes.push(filled(link.note.message, known).masked(mask));
    }
    return notes.length === 0 ? answer : { ...answer, message: notes.join(" ") };
  };
}

function refuseInside({ outside = {} }: Link, known: JsonObject): void {
  for (const [inner, outer] of Object.entries(outside)) {
    const [place, whole] = [segmentsOf(known[inner]), segmentsOf(known[outer])];
    if (whole.length === 0 || !whole.every((segment, i) => segment === place[i])) continue;
    throw new InputError(filled(`${inner} ('{${inner}}') is ${outer} ('{${outer}}') or lies in it.`, known));
  }
}

function refuseDirectory({ files = {} }: Link, known: JsonObject): void {
  for (const [argument, wrong] of Object.entries(files)) {
    const path = known[argument];
    if (typeof path === "string" && /\/\s*$/.test(path) && segmentsOf(path).length > 0)
      throw new InputError(filled(wrong, known));
  }
}

function segmentsOf(path: Json | undefined): string[] {
  return (typeof path === "string" ? path : "")
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
}

function found(link: Link, answer: JsonObject, known: JsonObject): JsonObject {
  const rows = link.rows === undefined ? undefined : answer[link.rows];
  const candidates = Array.isArray(rows) ? rows.filter(isObject) : [answer];
  const fitting = candidates.filter((it) => fits(it, link)) as JsonObject[];
  const meant = link.last === true ? fitting.at(-1) : fitting[0];
  if (meant !== undefined) return meant;
  if (link.else === undefined) return {};
  throw new InputError(filled(link.else, { ...known, ...(rows === undefined ? answer : {}) }));
}

function fits(
  candidate: Readonly<Record<string, unknown>>,
  { needs = {}, not = {} }: Pick<Link, "needs" | "not">,
): boolean {
  const has = ([key, values]: readonly [string, readonly Json[]]) => values.includes(candidate[key] as Json);
  return Object.entries(needs).every(has) && !Object.entries(not).some(has);
}

/** The sentence is the spec's; what fills its holes is not. */
function filled(sentence: string, known: JsonObject): Said {
  const parts = sentence.split(/\{(\w+)\}/).map((part, i) => {
    if (i % 2 === 0) return own(part);
    const value = known[part];
    return foreign(typeof value === "string" ? value : JSON.stringify(value ?? null));
  });
  return joined(parts, "");
}

/** An argument that is empty was not given. */
function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}
