import type { OpenObject } from "../../runtime/json/schema.ts";
import type { LinkModel, MakerModel } from "../model.ts";
import type { Json } from "../../runtime/json.ts";
import { nearest } from "../../runtime/near-miss.ts";
import type { LinkGrammar } from "../spec/spec.ts";
import type { Argument } from "./request/argument.ts";
import type { ResolvedOperation } from "./operation.ts";
import { checkGiven, makerOf } from "./context/function.ts";
import type { Scope } from "./context/scope.ts";
import { shapeSchema } from "../forms/shape.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

type ResolvedCall = ResolvedOperation & { readonly name: string };

/** A call, with what it gives: its answer, or what a function makes of that. */
type Call = ResolvedCall & { readonly by?: MakerModel };

/** The calls that the links of a chain ask, in their order; undefined for one that is not there. */
export function linkedCalls(
  scope: Scope,
  written: readonly (string | LinkGrammar)[],
  calls: readonly ResolvedCall[],
): readonly (Call | undefined)[] {
  return written.map((link, i) => {
    const grammar = typeof link === "string" ? { call: link } : link;
    const call = calls.find(({ name }) => name === grammar.call);
    if (grammar.with === undefined || call === undefined) return call;
    const at = [...scope.at, "chain", i];
    const by = makerOf(scope, { with: grammar.with, of: grammar.of, at }, true);
    return { ...call, by, output: shapeSchema(scope, grammar.gives ?? {}, [...at, "gives"]) };
  });
}

/** The links of a chain: each asks a call that is there, needs what its answer has, and takes what is known by then. */
export function chainOf(
  scope: Scope,
  written: readonly (string | LinkGrammar)[],
  calls: readonly ResolvedCall[],
  linked: readonly (Call | undefined)[],
  argumentList: readonly Argument[],
): readonly LinkModel[] {
  const known = argumentList.map((it) => it.name);
  const links = written.flatMap((it, i) => {
    const grammar = typeof it === "string" ? { call: it } : it;
    const at = [...scope.at, "chain", i, ...(typeof it === "string" ? [] : ["call"])];
    const call = linked[i];
    if (call === undefined) {
      reportUnknown(
        scope,
        at,
        `There is no call "${grammar.call}".`,
        grammar.call,
        calls.map(({ name }) => name),
      );
      return [];
    }
    if (i < written.length - 1) checkHidden(scope, grammar, call, argumentList);
    const link = linkOf(scope, grammar, [...scope.at, "chain", i], call, known, i === written.length - 1);
    // What is not always asked gives only what else was given.
    if (grammar.unless === undefined)
      known.push(...Object.keys(foundIn(call)).filter((key) => !known.includes(key)));
    return [link];
  });
  for (const { name } of calls.filter((it) => !links.some(({ call }) => call === it.name))) {
    scope.report([...scope.at, "calls", name], `The chain never asks "${name}".`, undefined, "key");
  }
  return links;
}

function linkOf(
  scope: Scope,
  grammar: LinkGrammar,
  at: YamlPath,
  call: Call,
  known: readonly string[],
  isLast: boolean,
): LinkModel {
  const takes = call.arguments.map((it) => it.name);
  for (const it of call.arguments.filter((one) => one.required && !known.includes(one.name))) {
    scope.report(
      [...scope.at, "calls", call.name, "params", it.name],
      `"${call.name}" needs ${it.name}, which nothing gives before it.`,
      `Known are ${known.join(", ")}.`,
      "key",
    );
  }
  const { unless, needs, not, outside, files, last, else: sentence, note } = grammar;
  checkGiven(scope, { of: grammar.of, at }, known);
  const isPicky = needs !== undefined || not !== undefined;
  if (unless !== undefined && !known.includes(unless)) {
    reportUnknown(scope, [...at, "unless"], `Nothing is called "${unless}".`, unless, known);
  }
  if (isLast && unless !== undefined) {
    scope.report(at, "The last link gives the result: it is always asked.");
  }
  for (const name of Object.entries(outside ?? {}).flat()) {
    if (!known.includes(name))
      reportUnknown(scope, [...at, "outside"], `Nothing is called "${name}".`, name, known);
  }
  for (const name of Object.keys(files ?? {})) {
    if (!known.includes(name))
      reportUnknown(scope, [...at, "files", name], `Nothing is called "${name}".`, name, known, "key");
  }
  if (isPicky && sentence === undefined) {
    scope.report(at, "Nothing says what is wrong where nothing fits.", "Add `else:`.", "key");
  }
  const found = Object.keys(foundIn(call));
  for (const [word, wanted] of [
    ["needs", needs],
    ["not", not],
    ["note.when", note?.when],
  ] as const) {
    for (const key of Object.keys(wanted ?? {}).filter((it) => !found.includes(it))) {
      reportUnknown(
        scope,
        [...at, ...word.split("."), key],
        `"${call.name}" gives no "${key}".`,
        key,
        found,
        "key",
      );
    }
  }
  const rows = rowsKey(call);
  const holes = [...known, ...(rows === undefined ? found : [])];
  for (const [place, words] of [
    ["else", sentence],
    ["note.message", note?.message],
    ...Object.entries(files ?? {}).map(([name, wrong]) => [`files.${name}`, wrong] as const),
  ] as const) {
    for (const [, hole = ""] of (words ?? "").matchAll(/\{([^{}]+)\}/g)) {
      if (!holes.includes(hole))
        reportUnknown(scope, [...at, ...place.split(".")], `Nothing is called "${hole}".`, hole, holes);
    }
  }
  return {
    call: call.name,
    takes,
    ...(unless === undefined ? {} : { unless }),
    ...(needs === undefined ? {} : { needs: lists(needs) }),
    ...(not === undefined ? {} : { not: lists(not) }),
    ...(outside === undefined ? {} : { outside }),
    ...(files === undefined ? {} : { files }),
    ...(rows === undefined ? {} : { rows }),
    ...(last === true ? { last } : {}),
    ...(call.by === undefined ? {} : { by: call.by }),
    ...(sentence === undefined ? {} : { else: sentence }),
    ...(note === undefined ? {} : { note: { when: lists(note.when), message: note.message } }),
    answer: call.output,
  };
}

/** What a chain gives: the answer of its last call, and what its links note. */
export function chainOutput(
  scope: Scope,
  written: readonly (string | LinkGrammar)[],
  last: Call | undefined,
): OpenObject {
  const output: OpenObject = last?.output ?? { type: "object", properties: {} };
  if (!written.some((it) => typeof it !== "string" && it.note !== undefined)) return output;
  if (Object.hasOwn(output.properties, "message")) {
    scope.report([...scope.at, "chain"], "The last call gives a `message` already, where a `note` goes.");
  }
  return { ...output, properties: { ...output.properties, message: { type: "string" } } };
}

/** What a call gives must not take the place of what the agent said. */
function checkHidden(
  scope: Scope,
  { unless }: LinkGrammar,
  call: Call,
  argumentList: readonly Argument[],
): void {
  for (const { name } of argumentList.filter((it) => it.name !== unless && it.name in foundIn(call))) {
    scope.report(
      [...scope.at, "calls", call.name, "output"],
      `"${call.name}" gives ${name}, which is what the agent's argument is called.`,
      "Give it another name.",
      "key",
    );
  }
}

function lists(needs: Readonly<Record<string, Json>>): Readonly<Record<string, readonly Json[]>> {
  return Object.fromEntries(
    Object.entries(needs).map(([key, value]) => [key, Array.isArray(value) ? (value as Json[]) : [value]]),
  );
}

function rowsKey({ output }: Call): string | undefined {
  return Object.keys(output.properties).find((key) => output.properties[key]?.type === "array");
}

/** What a call gives to those after it: the keys of its answer, or of a row where it gives rows. */
function foundIn(call: Call): OpenObject["properties"] {
  const rows = rowsKey(call);
  return rows === undefined
    ? call.output.properties
    : (call.output.properties[rows]?.items?.properties ?? {});
}

function reportUnknown(
  scope: Scope,
  at: YamlPath,
  message: string,
  name: string,
  known: readonly string[],
  on: "key" | "value" = "value",
): void {
  const near = nearest(name, known);
  const hint = near === undefined ? `There is ${known.join(", ")}.` : `Did you mean "${near}"?`;
  scope.report(at, message, hint, on);
}
