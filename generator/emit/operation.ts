import type { BehaviourModel, OperationModel } from "../model.ts";
import type { Limit } from "../../runtime/tool/definition.ts";
import { zodSource } from "./code/zod-source.ts";
import { capital } from "./code/names.ts";
import { byLine, joined } from "./code/per-line.ts";
import { readText } from "./answer/read.ts";
import { requestText } from "./request/request.ts";
import type { Scope } from "./code/scope.ts";
import { constant, typeAlias, type Statement } from "./code/statements.ts";
import { literal, object, quote } from "./code/text.ts";

/** The schema of a behaviour's arguments, made on first use. @param name in camelCase, without `Input` */
export function inputConstant(
  name: string,
  { inputSchema }: Pick<BehaviourModel, "inputSchema">,
  use: Scope["use"],
): Statement {
  const { text, helpers } = zodSource(inputSchema);
  for (const helper of helpers) use(helper);
  if (/\bz\./.test(text)) use("z");
  return constant(`${name}Input`, `${use("lazy")}(() => ${text})`);
}

/** The schema of a behaviour's arguments, made on first use, and its type. @param name in camelCase, without `Input` */
export function inputStatements(
  name: string,
  { inputSchema }: BehaviourModel,
  use: Scope["use"],
  exported = false,
): readonly Statement[] {
  const inputName = `${name}Input`;
  return [
    inputConstant(name, { inputSchema }, use),
    typeAlias(capital(inputName), `${use("z")}.output<ReturnType<typeof ${inputName}>>`, exported),
  ];
}

/**
 * One operation, whole: arguments, request, and what becomes of the answer.
 * @param name of its constant @param inputName of its arguments, without `Input`
 */
export function operationStatements(
  name: string,
  inputName: string,
  operation: OperationModel,
  use: Scope["use"],
): readonly Statement[] {
  const text = object([
    ...reach(operation),
    `input: ${inputName}Input`,
    `request: ${requestText(operation, use)}`,
    ...siblingsText(operation),
    `read: ${readsText(operation, use)}`,
    ...onText(operation, use),
    ...adviceText(operation),
    ...bounds(operation),
    ...(operation.pages === undefined ? [] : [`pages: ${literal({ ...operation.pages })}`]),
    ...(operation.slow === undefined ? [] : ["slow: true"]),
    ...(operation.streams === undefined ? [] : ["streams: true"]),
    ...(operation.excerpt === undefined ? [] : [`excerpt: ${quote(operation.excerpt)}`]),
  ]);
  const type = `${use("Operation")}<${capital(inputName)}Input, object>`;
  return [...inputStatements(inputName, operation, use), constant(name, `${text} satisfies ${type}`)];
}

/** Where a behaviour can be used, and what it can do there. */
export function reach({ effect, idempotent, lines, edition }: BehaviourModel): readonly string[] {
  return [
    `effect: ${quote(effect)}`,
    `idempotent: ${idempotent}`,
    `lines: ${literal(lines)}`,
    ...(edition === undefined ? [] : [`edition: ${quote(edition)}`]),
  ];
}

/** How much of an output is given, and how. */
export function bounds({
  limit,
  bare,
}: {
  readonly limit?: Limit;
  readonly bare?: string;
}): readonly string[] {
  return [
    ...(limit === undefined ? [] : [`limit: ${literal({ ...limit })}`]),
    ...(bare === undefined ? [] : [`bare: ${quote(bare)}`]),
  ];
}

function readsText(operation: OperationModel, use: Scope["use"]): string {
  const reads = joined(operation.read);
  const texts = reads.map(({ from, value }) => ({
    from,
    value: readText(value, operation.inputSchema, use),
  }));
  const [only, ...others] = texts;
  return only !== undefined && others.length === 0 ? only.value : byLine(texts);
}

function onText(operation: OperationModel, use: Scope["use"]): readonly string[] {
  if (operation.on.length === 0) return [];
  const entries = operation.on.map(
    ({ status, read }) => `${status}: ${readText(read, operation.inputSchema, use)}`,
  );
  return [`on: ${object(entries)}`];
}

function siblingsText({ siblings }: OperationModel): readonly string[] {
  if (siblings.every(({ value }) => value.length === 0)) return [];
  const texts = siblings.map(({ from, value }) => ({ from, value: literal(value) }));
  const [only, ...others] = texts;
  return [`siblings: ${only !== undefined && others.length === 0 ? only.value : byLine(texts)}`];
}

function adviceText(operation: OperationModel): readonly string[] {
  const advice = joined(operation.advice);
  if (advice.every(({ value }) => Object.keys(value).length === 0)) return [];
  const texts = advice.map(({ from, value }) => ({ from, value: literal({ ...value }) }));
  const [only, ...others] = texts;
  return [`advice: ${only !== undefined && others.length === 0 ? only.value : byLine(texts)}`];
}
