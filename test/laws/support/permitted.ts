import { planned, written } from "../../../generator/resolve/sent.ts";
import { isWithin, usualOf } from "../../../runtime/auth/bound.ts";
import { narrowedBy } from "../../../runtime/access/narrowed-plan.ts";
import { permitOf, type Allowed } from "../../../runtime/access/permit.ts";
import { callTool, type CallNeeds } from "../../../runtime/call/call.ts";
import type { CallResult } from "../../../runtime/call/result.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { answerOf } from "./answers.ts";
import { callerOn } from "./caller.ts";
import type { Example } from "./examples.ts";

/** What a call sent, and what came of it. */
export interface Ran {
  readonly plans: readonly RequestPlan[];
  readonly result: CallResult;
  readonly text: string;
}

/**
 * Makes the call of an example as somebody would who may do so much, every answer being the example's.
 * @param namespace that executions are in
 */
export async function runAllowed(
  { tool, call, line, sends }: Pick<Example, "tool" | "call" | "line" | "sends">,
  allowed: Allowed,
  namespace: string,
): Promise<Ran> {
  const { bound } = allowed;
  const plans: RequestPlan[] = [];
  // What is sent at once may come in another order.
  const left = sends.map((it) => ({ asked: JSON.stringify(written(it)), answer: it.answer ?? {} }));
  const caller = callerOn(line, (plan) => {
    plans.push(plan);
    const at = left.findIndex(({ asked }) => asked === JSON.stringify(planned(plan)));
    const [found] = left.splice(Math.max(at, 0), 1);
    return Promise.resolve(answerOf(found?.answer ?? {}));
  });
  const permit = permitOf(allowed, () => Promise.resolve(namespace));
  const narrowed = bound && {
    narrowed: narrowedBy(bound),
    isTold: (one: string) => isWithin(bound, one),
  };
  const prepare: typeof caller.prepare = async (need) => ({
    ...(await caller.prepare(need)),
    permit,
    ...narrowed,
  });
  const needs: CallNeeds = { ...caller, prepare, pin: usualOf(bound) };
  const result = await callTool(tool, call, needs);
  return { plans, result, text: result.content[0]?.text ?? "" };
}
