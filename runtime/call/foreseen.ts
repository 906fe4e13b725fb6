import { isAvailable } from "../catalog/availability.ts";
import { InputError } from "../errors.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isObject } from "../json.ts";
import type { Context } from "../tool/context.ts";
import { isComposite, type AnyOperation, type Behaviour } from "../tool/definition.ts";
import { namesIn, type Issue } from "../tool/issue.ts";
import { planOf } from "./plan.ts";
import { RouteWordError } from "./route-words.ts";

/**
 * Refuses arguments that one of the calls of steps could not send in the end: nothing of them is sent then.
 * @throws RouteWordError where they would turn a change into another request
 */
export function refuseUnreachable(behaviour: Behaviour, input: unknown, instance: Context["instance"]): void {
  if (!isComposite(behaviour) || !isObject(input)) return;
  for (const operation of Object.values(behaviour.calls)) {
    if (operation.effect !== "read" && isAvailable(operation, instance)) foreseen(operation, input, instance);
  }
}

/**
 * The request of a call with those of the arguments that it has too; what only an answer will give stands in it as the
 * call names it, in braces.
 * @returns undefined where the arguments do not say enough
 * @throws RouteWordError
 */
export function foreseen(
  operation: AnyOperation,
  given: Readonly<Record<string, unknown>>,
  { line }: Context["instance"],
): RequestPlan | undefined {
  const schema = operation.input();
  const known = namesIn(schema);
  const taken = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => known.includes(key) && value !== ""),
  );
  const first = schema.safeParse(taken);
  const second = first.success ? first : schema.safeParse({ ...taken, ...unknowns(first.error.issues) });
  if (!second.success) return undefined;
  try {
    return planOf(operation, second.data, { line, uuid: () => crypto.randomUUID() });
  } catch (error) {
    if (error instanceof InputError && !(error instanceof RouteWordError)) return undefined;
    throw error;
  }
}

/** Something of the right type for each argument that lacks. */
function unknowns(issues: readonly Issue[]): Readonly<Record<string, unknown>> {
  const missing = issues.flatMap((issue) => {
    const [key, ...inner] = issue.path;
    if (issue.code !== "invalid_type" || typeof key !== "string" || inner.length > 0) return [];
    return [[key, { string: `{${key}}`, array: [], object: {}, record: {} }[issue.expected]] as const];
  });
  return Object.fromEntries(missing);
}
