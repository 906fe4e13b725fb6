import { strongest } from "../../runtime/tool/effect.ts";
import type { CompositeModel } from "../model.ts";
import { bounds, inputText, whereText } from "./operation.ts";
import type { PrintedOperations } from "./operations.ts";
import type { PrintScope } from "./code/scope.ts";
import { chainText } from "./steps/chain.ts";
import { upsertText } from "./steps/upsert.ts";
import { literal, object, propertyKey, quote } from "./code/text.ts";

/** True where a hand-written function is what joins the calls. */
export function needsSteps(composite: CompositeModel): boolean {
  return composite.upsert === undefined && composite.chain === undefined;
}

/** The object that says what a composite takes and what it sends, and its steps where they are not hand-written. */
export function compositeText(
  composite: CompositeModel,
  operation: PrintedOperations["text"],
  use: PrintScope["use"],
): string {
  const { effect, calls, uses, offline } = composite;
  const follows = strongest(calls.map((it) => it.operation.effect));
  const given = needsSteps(composite) ? " as const" : "";
  const sent = calls.map((it) => `${propertyKey(it.name)}: ${operation(it.operation)}`);
  return object([
    ...(effect === follows ? [] : [`effect: ${quote(effect)}${given}`]),
    ...whereText(composite, given),
    `input: ${inputText(composite, use)}`,
    `calls: ${object(sent)}`,
    ...(uses === undefined ? [] : [`uses: ${literal(uses)} as const`]),
    ...(offline === undefined ? [] : [`offline: true${given}`]),
    ...stepsText(composite, use),
    ...bounds(composite),
  ]);
}

/** The steps that the spec says. */
function stepsText(
  { upsert, chain, inputSchema }: CompositeModel,
  use: PrintScope["use"],
): readonly string[] {
  if (upsert !== undefined) return [`steps: ${upsertText(upsert, inputSchema, use)}`];
  return chain === undefined ? [] : [`steps: ${chainText(chain, inputSchema, use)}`];
}
