import type { OpenSchema } from "../../runtime/json/schema.ts";
import { nearest } from "../../runtime/near-miss.ts";
import type { Contract, ContractSchema } from "../contract/contract.ts";
import { answerSchema, flatten, walk } from "../contract/schema.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";
import type { Scope } from "../resolve/context/scope.ts";
import { readingOf } from "./reading.ts";

/** What Kestra answers with 2xx on one line. */
export interface AnswerFacts {
  readonly line: string;
  readonly contract: Contract;
  /** `METHOD /path`, for messages. */
  readonly request: string;
  readonly media?: string;
  readonly schema?: ContractSchema;
}

/** An answer that has a body. */
export interface BodyFacts extends AnswerFacts {
  readonly media: string;
  readonly schema: ContractSchema;
}

/** A dotted path and where it is written. An empty one is the value itself. */
export interface PathAt {
  readonly path: readonly string[];
  readonly at: YamlPath;
}

/** The path that is written as `state.current`; `.` is the value itself. */
export function pathAt(written: string, at: YamlPath): PathAt {
  return { path: written === "." ? [] : written.split("."), at };
}

/** The answer, where it has a body; the lack of one is reported. */
export function withBody(scope: Scope, answer: AnswerFacts): BodyFacts | undefined {
  const { media, schema } = answer;
  if (media !== undefined && schema !== undefined) return { ...answer, media, schema };
  scope.report(
    scope.at,
    `${answer.request} answers with no body.`,
    "Write a sentence, or constants such as `{ status: done }`.",
  );
  return undefined;
}

/** The answer, where it is JSON; any other is reported. */
export function withJson(scope: Scope, answer: AnswerFacts): BodyFacts | undefined {
  const body = withBody(scope, answer);
  if (body === undefined || isJson(body)) return body;
  scope.report(scope.at, `${body.request} answers with ${body.media}, not JSON.`, "Write `{ text: . }`.");
  return undefined;
}

export function isJson({ media }: BodyFacts): boolean {
  return media.includes("json");
}

/** The value at a path: its schema where it stands, and the schema of all that is read on the way to it. */
export function leaf(scope: Scope, answer: AnswerFacts, schema: ContractSchema, from: PathAt, vital = true) {
  const found = find(scope, answer, schema, from);
  if (found === undefined) return undefined;
  const bare = answerSchema(answer.contract, found.schema);
  const required = found.required && vital;
  const value =
    required || typeof bare.type !== "string" ? bare : { ...bare, type: [bare.type, "null"] as const };
  return { value, required, schema: readingOf([{ path: from.path, schema: value, required }]) };
}

/** The list at a path, and what its items are. */
export function list(scope: Scope, answer: AnswerFacts, schema: ContractSchema, from: PathAt) {
  const found = find(scope, answer, schema, from);
  if (found === undefined) return undefined;
  const flat = flatten(answer.contract, found.schema);
  if (flat.type !== "array") {
    const name = from.path.length === 0 ? "The answer" : `"${from.path.join(".")}"`;
    scope.report(from.at, `${name} of ${answer.request} is not an array.`);
    return undefined;
  }
  return { items: flat.items ?? {}, required: found.required };
}

function find(scope: Scope, answer: AnswerFacts, schema: ContractSchema, from: PathAt) {
  const step = walk(answer.contract, schema, from.path);
  if (step.found) return step;
  const path = from.path.join(".");
  if (step.any) {
    scope.report(
      from.at,
      `The contract says nothing of what stands at "${step.name}" in "${path}" of the answer to ${answer.request}.`,
      "Add a correction to specs/corrections.yaml that names the recorded exchange which shows it.",
    );
    return undefined;
  }
  const near = nearest(step.name, step.among);
  const hint =
    near === undefined
      ? `It has ${step.among.join(", ")}.`
      : `Did you mean "${path.replace(step.name, near)}"?`;
  scope.report(from.at, `The answer to ${answer.request} has no "${path}".`, hint);
  return undefined;
}

/** An array that need not be there may also be null. */
export function arrayOf(items: OpenSchema, required: boolean): OpenSchema {
  return { type: required ? "array" : ["array", "null"], items };
}
