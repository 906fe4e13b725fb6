import { nodeSignal } from "../../abort.ts";
import { filledArguments } from "../../catalog/holes.ts";
import { wholeOutput } from "../../call/read-resource.ts";
import { invalidParams, ProtocolError, type Handler, type MethodContext } from "../handler.ts";
import { isObject } from "../../json.ts";
import { limits } from "../../limits.ts";
import { describe } from "../../log.ts";
import { unwatched } from "../messages.ts";
import { destined } from "../methods.ts";
import { madeCall } from "../made-call.ts";
import type { Lookup } from "../../catalog/texts.ts";
import { whyHidden } from "./prompt-parts.ts";
import { shownTools } from "./shown-tools.ts";
import { textsOf, withGuess } from "./texts-of.ts";
import { connectionVariable } from "../../connections/connection-argument.ts";
import { tenantVariable, variablesOf } from "../../tool/resource-template.ts";
import { isWithin, type Bound } from "../../auth/bound.ts";
import type { Principal } from "../../auth/principal.ts";
import { viewOf } from "../../access/view-of.ts";

type Values = Readonly<Record<string, string>>;

/** For how long what is offered may be looked for, in milliseconds: by then more was typed. */
const patience = 3000;

/** What the protocol allows. */
const most = 100;

/** What is offered while somebody types an argument of a prompt, or a variable of a template. */
export const completionMethods = {
  "completion/complete": async ({ ref, argument, context: written }, context) => {
    const { name, value } = argumentIn(argument);
    const source = await sourceOf(ref, name, context);
    const given = isObject(written) && isObject(written.arguments) ? written.arguments : {};
    const others = Object.fromEntries(
      Object.entries(given).flatMap(([key, one]) =>
        typeof one === "string" && one !== "" ? [[key, one]] : [],
      ),
    );
    const values = matching(
      await offered(source, { ...others, ...(value !== "" && { value }) }, context),
      value,
    );
    return {
      completion: {
        values: values.slice(0, most),
        total: values.length,
        hasMore: values.length > most,
      },
    };
  },
} satisfies Readonly<Record<string, Handler>>;

/** @throws ProtocolError */
function argumentIn(argument: unknown): { readonly name: string; readonly value: string } {
  const { name, value } = isObject(argument) ? argument : {};
  if (typeof name === "string" && typeof value === "string" && value.length <= limits.text)
    return { name, value };
  throw new ProtocolError(invalidParams, "argument must be an object with the texts name and value.");
}

/** What is offered, or the lookups that may tell it. */
type Source = { readonly values: readonly string[] } | { readonly lookups: readonly Lookup[] };

/** Where what is offered comes from. @throws ProtocolError for what there is not */
async function sourceOf(ref: unknown, name: string, context: MethodContext): Promise<Source> {
  const { type, name: prompt, uri } = isObject(ref) ? ref : {};
  const { prompts, templates, completions } = await textsOf(context);
  const tools = await shownTools(context);
  const wrong = (words: string) => new ProtocolError(invalidParams, words);
  const none = { values: [] };
  const named = (key: string | undefined): Source => {
    const all = completions[key ?? ""] ?? [];
    const lookups = all.filter((one) => tools.lacksCall(one) === undefined);
    if (lookups.length > 0 || !all.some(({ granted }) => granted === true)) return { lookups };
    return { values: allowedNamespaces(context.principal, context.session.config.namespaces) };
  };
  if (type === "ref/prompt") {
    const found = prompts.find((one) => one.name === prompt);
    if (found === undefined)
      throw wrong(
        `Unknown prompt: ${withGuess(
          prompt,
          prompts.map((one) => one.name),
        )}`,
      );
    const known = found.arguments.find((one) => one.name === name);
    if (known === undefined)
      throw wrong(`${found.name}: there is no argument ${JSON.stringify(name.slice(0, 60))}.`);
    return whyHidden(found, tools) === undefined ? named(known.complete) : none;
  }
  if (type !== "ref/resource") throw wrong("ref.type must be ref/prompt or ref/resource.");
  const found = templates.find(({ uriTemplate }) =>
    [uriTemplate, uriTemplate + connectionVariable].includes(String(uri)),
  );
  if (found === undefined)
    throw wrong(
      `Unknown template: ${withGuess(
        uri,
        templates.map((one) => one.uriTemplate),
      )}`,
    );
  if (tools.lacksCall(found) !== undefined) return none;
  if (!variablesOf(found.uriTemplate).some((one) => one.name === name)) return none;
  return name === tenantVariable
    ? { values: [context.session.connection.tenant] }
    : named(found.complete[name]);
}

/** The namespaces in which the roles of a caller, and the server's bound, allow to read, where they allow it in some. */
function allowedNamespaces({ permission }: Principal, bound: Bound | undefined): readonly string[] {
  const bounds = bound?.map(({ namespace }) => namespace) ?? [];
  if (permission === "all") return bounds;
  const reading = permission.grants.filter(({ effects }) => effects.includes("read"));
  const granted = reading.flatMap(({ namespaces = [] }) => namespaces);
  if (bound === undefined) return granted;
  const isEverywhere = reading.some(({ namespaces }) => namespaces === undefined);
  const isGranted = (one: string) =>
    isEverywhere ||
    isWithin(
      granted.map((namespace) => ({ namespace, below: true })),
      one,
    );
  return [...new Set([...granted.filter((one) => isWithin(bound, one)), ...bounds.filter(isGranted)])];
}

/** What there is; nothing where that cannot be found out quickly. */
async function offered(source: Source, values: Values, context: MethodContext): Promise<readonly string[]> {
  if ("values" in source) return source.values;
  const lookup = source.lookups.find(({ when = [] }) => when.every((name) => Object.hasOwn(values, name)));
  if (lookup === undefined) return [];
  try {
    return await rowsOf(lookup, values, context);
  } catch (error) {
    context.signal.throwIfAborted();
    context.session.log("debug", describe(error));
    return [];
  }
}

async function rowsOf(lookup: Lookup, values: Values, context: MethodContext): Promise<readonly string[]> {
  const { tools } = await viewOf(context.session, context.principal);
  const found = tools.find(lookup.tool);
  if (!("tool" in found)) return [];
  const signal = AbortSignal.any([nodeSignal(context.signal), AbortSignal.timeout(patience)]);
  const written = filledArguments(lookup.with, values);
  const asked = { ...context, signal, progress: unwatched };
  const { context: there, given, release } = await destined(written, found.tool, asked);
  if (there === undefined) return [];
  try {
    const output = await madeCall(found.tool, given, there, (caller) =>
      wholeOutput(found.tool, given, caller),
    );
    const rows = output[lookup.rows];
    return (Array.isArray(rows) ? (rows as readonly unknown[]) : []).flatMap((row) => {
      const value = lookup.value === undefined ? row : isObject(row) ? row[lookup.value] : undefined;
      return typeof value === "string" ? [value] : [];
    });
  } finally {
    release?.();
  }
}

/** Those that begin so, and after them those that have it within: upper case does not count. */
function matching(values: readonly string[], typed: string): readonly string[] {
  const word = typed.toLowerCase();
  const all = [...new Set(values)].filter((one) => one.toLowerCase().includes(word));
  const begin = all.filter((one) => one.toLowerCase().startsWith(word));
  return [...begin, ...all.filter((one) => !begin.includes(one))];
}
