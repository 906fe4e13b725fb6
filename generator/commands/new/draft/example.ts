import { InputError } from "../../../../runtime/errors.ts";
import type { Json } from "../../../../runtime/json.ts";
import type { Contract } from "../../../contract/contract.ts";
import type { OperationModel } from "../../../model.ts";
import { plan } from "../../../resolve/plan.ts";
import { planned } from "../../../resolve/sent.ts";
import type { ExampleGrammar, OperationGrammar, SendsGrammar } from "../../../spec/spec.ts";
import { byLines } from "./by-lines.ts";
import type { Edit } from "./edit.ts";
import { bodySample, sampleOf, spoken } from "./sample.ts";
import type { Slot } from "./slot.ts";

/** An example of an operation, and what a person must look at. */
export interface FirstExample {
  readonly example: ExampleGrammar;
  readonly edits: readonly Edit[];
}

/** Where the values of a body come from: the newest line, and what may stand in it by the argument's name. */
export interface BodySamples {
  readonly contract: Contract;
  readonly bodies: ReadonlyMap<string, Slot>;
}

/**
 * An example with a value for each argument that must be given, and for one of the body where none must. What it sends on
 * each line is what the compiler says that the handler sends.
 * @param lines all lines, oldest first: one that the operation does not have is told in a map of lines
 */
export function firstExample(
  model: OperationModel,
  { params = {} }: OperationGrammar,
  description: string,
  lines: readonly string[],
  from: BodySamples,
): FirstExample {
  const { properties, required = [] } = model.inputSchema;
  const given =
    required.length > 0 && hasBody(params, required) ? required : [...required, ...bodyOf(params, model)];
  const valueOf = (name: string): Json | undefined => {
    if (isInstant(model, name)) return "2026-05-01T00:00:00Z";
    const { schema, place = "" } = from.bodies.get(name) ?? {};
    if (place === "form.*") return { greeting: "hello" };
    const argument = properties[name] ?? {};
    const isDeep = argument.type === "object" || argument.type === "array";
    return schema !== undefined && isDeep
      ? bodySample(from.contract, name, schema)
      : sampleOf(name, argument, isInPath(model, name) ? isSegment : undefined);
  };
  const samples = [...new Set(given)].map((name) => ({ name, value: valueOf(name) }));
  const edits = samples
    .filter((it) => it.value === undefined)
    .map(({ name }): Edit => ({
      reason: "sample",
      at: ["examples"],
      todo: `Give ${name} a value that meets ${properties[name]?.pattern ?? "its bounds"}.`,
    }));
  const call = Object.fromEntries(samples.map(({ name, value }) => [name, value ?? "hello"]));
  const sends = lines.map((line) => ({
    line,
    value: model.lines.includes(line) ? sentOn(model, call, line) : undefined,
  }));
  const known = sends.flatMap(({ line, value }) => (value === undefined ? [] : [{ line, value }]));
  return { example: { ask: question(description, call), call, sends: byLines(known) }, edits };
}

function sentOn(model: OperationModel, call: Readonly<Record<string, Json>>, line: string): SendsGrammar {
  try {
    const { request, body } = planned(plan(model, call, line));
    // What the plan leaves out is undefined, which YAML cannot say.
    return body === undefined ? request : { request, body: JSON.parse(JSON.stringify(body)) as Json };
  } catch (error) {
    if (error instanceof InputError) return `${model.method} /`;
    throw error;
  }
}

/** The contract says that it is a date-time. */
function isInstant({ request }: OperationModel, name: string): boolean {
  return JSON.stringify(request).includes(`"argument":${JSON.stringify(name)},"as":"instant"`);
}

function isInPath({ request }: OperationModel, name: string): boolean {
  return request.some(({ value: { path } }) =>
    path.some((part) => typeof part === "object" && part.argument === name),
  );
}

/** A path has no room for a slash within a segment. */
function isSegment(sample: string): boolean {
  return !sample.includes("/");
}

/** The first argument of a body of which none must be given. */
function bodyOf(params: OperationGrammar["params"] & object, model: OperationModel): readonly string[] {
  const inBody = Object.keys(params).filter((name) => isInBody(params, name, model));
  return inBody.slice(0, 1);
}

function hasBody(params: OperationGrammar["params"] & object, names: readonly string[]): boolean {
  return names.some((name) => /"(?:body|form)/.test(JSON.stringify(params[name]?.to ?? "")));
}

function isInBody(params: OperationGrammar["params"] & object, name: string, model: OperationModel): boolean {
  const to = JSON.stringify(params[name]?.to ?? "");
  if (/"(?:body|form)/.test(to)) return true;
  return model.request.some(({ value: { body } }) =>
    JSON.stringify(body ?? {}).includes(`"argument":"${name}"`),
  );
}

/** `Get a flow: namespace company.team, id 5xYz.` */
function question(description: string, call: Readonly<Record<string, Json>>): string {
  const [first = description] = /^.*?[.!?](?=\s|$)/.exec(description) ?? [];
  const said = Object.entries(call).flatMap(([name, value]) => {
    const word = spoken(value);
    return word === undefined ? [] : [`${name.replaceAll("_", " ")} ${word}`];
  });
  const plain = first.replace(/[.!?]$/, "");
  return said.length === 0 ? `${plain}.` : `${plain}: ${said.slice(0, 3).join(", ")}.`;
}
