import { usualOf } from "../auth/bound.ts";
import type { CallNeeds } from "../call/call.ts";
import type { InstanceNeed } from "../tool/instance-need.ts";
import type { CallResult } from "../call/result.ts";
import type { MethodContext } from "./handler.ts";
import { isInputRequired } from "../confirm/input-required.ts";
import { chosenAction } from "../call/chosen-action.ts";
import { tellingOf } from "./request-facts.ts";
import { failureReason } from "../observe/failure-reason.ts";
import { deadlineFor } from "./call-deadline.ts";
import type { Outcome } from "../observe/observer.ts";
import { toolContext } from "./tool-context.ts";
import type { ToolDefinition } from "../tool/definition.ts";

type Values = Readonly<Record<string, unknown>>;

/** How a call is made: by what it needs of the server around it. */
type MadeBy = Pick<CallNeeds, "prepare" | "pin" | "signal" | "log" | "mask"> &
  Required<Pick<CallNeeds, "deadline" | "failed">>;

/** Makes a call within its time, and tells observers what became of it. @param values its arguments */
export async function madeCall<T extends object>(
  tool: ToolDefinition,
  values: Values,
  context: MethodContext,
  call: (caller: MadeBy) => Promise<T>,
): Promise<T> {
  const { session, signal, requestId } = context;
  const limit = deadlineFor(tool, context);
  const begun = performance.now();
  let outcome: Outcome = "failed";
  let result: T | undefined;
  let reason = "refused before anything was asked";
  const span = session.tracing?.begin(
    `tools/call ${tool.name}`,
    "server",
    { "mcp.method.name": "tools/call", "gen_ai.tool.name": tool.name },
    context.traceparent,
  );
  const traced = span === undefined ? context : { ...context, traceparent: span.traceparent };
  // Of the log alone nobody wants to know.
  const named =
    requestId === undefined || session.observers.length === 0 ? undefined : namespacesIn(tool, values);
  try {
    result = await call({
      prepare: (need: InstanceNeed) => toolContext(traced, limit, need),
      pin: usualOf(session.config.namespaces),
      signal,
      deadline: limit.signal,
      log: context.log ?? session.log,
      mask: session.mask,
      failed(why) {
        reason = failureReason(why);
        context.failed?.(why);
      },
    });
    outcome = outcomeOf(result);
    return result;
  } catch (error) {
    reason = failureReason(error);
    throw error;
  } finally {
    limit.clear();
    const ms = Math.round(performance.now() - begun);
    const namespaces = (await named)?.of(result);
    const about = {
      tool: tool.name,
      action: chosenAction(tool, values),
      namespaces,
      ...tellingOf(context),
    };
    const became = signal.aborted ? "cancelled" : outcome;
    span?.end({ "kestra_mcp.outcome": became }, became === "failed" ? "tool_error" : undefined);
    session.observer.call({
      outcome: became,
      reason: became === "failed" ? reason : undefined,
      ms,
      ...about,
    });
  }
}

function outcomeOf(result: object): Outcome {
  if (isInputRequired(result)) return "asked";
  return (result as Partial<CallResult>).isError === true ? "failed" : "done";
}

async function namespacesIn(tool: ToolDefinition, values: Values) {
  const { onFirstUse } = await import("../access/on-first-use.ts");
  return onFirstUse.calledNamespaces(tool, values);
}
