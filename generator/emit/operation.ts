import type { BehaviourModel, OperationModel } from "../model.ts";
import { zodSource } from "./code/zod-source.ts";
import { byLine, joined } from "./code/per-line.ts";
import { readText } from "./answer/read.ts";
import { requestText } from "./request/request.ts";
import type { PrintScope } from "./code/scope.ts";
import { literal, object, quote } from "./code/text.ts";

/** A function that makes the schema of a behaviour's arguments. */
export function inputText(
  { inputSchema }: Pick<BehaviourModel, "inputSchema">,
  use: PrintScope["use"],
): string {
  const { text, helpers } = zodSource(inputSchema);
  for (const helper of helpers) use(helper);
  if (/\bz\./.test(text)) use("z");
  return `() => ${text}`;
}

/**
 * One operation, whole: arguments, request, and what becomes of the answer.
 * @param lines all that there are
 * @param heldReads constants that hold how an answer is read, by its text
 */
export function operationText(
  operation: OperationModel,
  lines: readonly string[],
  use: PrintScope["use"],
  heldReads: ReadonlyMap<string, string> = new Map(),
): string {
  const { effect, edition } = operation;
  const read = readsText(operation, use);
  const properties = object([
    ...(operation.service === undefined ? [] : [`service: ${quote(operation.service)}`]),
    `method: ${quote(operation.method)}`,
    `effect: ${quote(effect)}`,
    ...(operation.lines.join() === lines.join() ? [] : [`lines: ${literal(operation.lines)}`]),
    ...(edition === undefined ? [] : [`edition: ${quote(edition)}`]),
    ...whereText(operation),
    `input: ${inputText(operation, use)}`,
    `request: ${requestText(operation, use)}`,
    ...siblingsText(operation),
    `read: ${heldReads.get(read) ?? read}`,
    ...onText(operation, use),
    ...adviceText(operation),
    ...bounds(operation),
    ...(operation.pages === undefined ? [] : [`pages: ${literal({ ...operation.pages })}`]),
    ...(operation.labels === undefined ? [] : [`labels: ${literal({ ...operation.labels })}`]),
    ...(operation.slow === undefined ? [] : ["slow: true"]),
    ...(operation.streams === undefined ? [] : ["streams: true"]),
    ...(operation.excerpt === undefined ? [] : [`excerpt: ${quote(operation.excerpt)}`]),
  ]);
  return `${use("operation")}(${properties})`;
}

/** What tells which namespaces a call is about. @param given what keeps its type in an object of its own */
export function whereText({ where }: Pick<BehaviourModel, "where">, given = ""): readonly string[] {
  return [`where: ${typeof where === "string" ? quote(where) : literal({ ...where })}${given}`];
}

/** How much of an output is given, how, what of it can be read besides, and whether it holds words of others. */
export function bounds({
  limit,
  brief,
  bare,
  links,
  ours,
}: Pick<BehaviourModel, "limit" | "brief" | "bare" | "links" | "ours">): readonly string[] {
  return [
    ...(limit === undefined ? [] : [`limit: ${literal({ ...limit })}`]),
    ...(brief === undefined ? [] : [`brief: ${literal({ ...brief })}`]),
    ...(bare === undefined ? [] : [`bare: ${quote(bare)}`]),
    ...(links === undefined ? [] : [`links: ${quote(links)}`]),
    ...(ours === undefined ? [] : ["ours: true"]),
  ];
}

/** How an answer of 2xx is read: one reader, or one for each line. */
export function readsText(operation: OperationModel, use: PrintScope["use"]): string {
  const reads = joined(operation.read);
  const texts = reads.map(({ from, value }) => ({
    from,
    value: readText(value, operation.inputSchema, use),
  }));
  const [only, ...others] = texts;
  return only !== undefined && others.length === 0 ? only.value : byLine(texts);
}

function onText(operation: OperationModel, use: PrintScope["use"]): readonly string[] {
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
