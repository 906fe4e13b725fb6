import { byOwnNames } from "./argument-aliases.ts";
import { withoutAdded } from "./added-arguments.ts";
import { bound } from "./bound.ts";
import { choose } from "../tool/choose.ts";
import type { Context } from "../tool/context.ts";
import { ContractError, InputError, KestraError } from "../errors.ts";
import { withExactNumbers } from "../json/exact-numbers.ts";
import { refuseUnreachable } from "./foreseen.ts";
import { inputOf, refuseUnknown } from "./input.ts";
import { isObject } from "../json.ts";
import { describe, type Log } from "../log.ts";
import { requireAvailable } from "../catalog/availability.ts";
import { failure, success, type CallResult } from "./result.ts";
import { run } from "./run.ts";
import { isComposite, type Behaviour, type ToolDefinition } from "../tool/definition.ts";
import { own, say, type Said } from "../text/said.ts";
import { withoutNulls } from "../json/without-nulls.ts";
import type { Call } from "./planned-call.ts";

/**
 * What a call needs to know of the Kestra: which one answers, which is waited for; the same, or the newest one where none
 * does; or nothing, since it asks none.
 */
export type InstanceNeed = "known" | "assumed" | "none";

function needOf(behaviour: Behaviour): InstanceNeed {
  if (!isComposite(behaviour) || behaviour.offline !== true) return "known";
  return Object.keys(behaviour.calls).length === 0 ? "none" : "assumed";
}

/** What a call needs of the server around it. `Asked`: how it asks first, where it does. */
export interface CallNeeds<Asked = never> {
  /** The call's context. @throws KestraError where it needs a Kestra and none answers */
  readonly prepare: (need: InstanceNeed) => Promise<Context>;
  /** The client's. */
  readonly signal: AbortSignal;
  /** Aborts with a KestraError when the whole call has taken too long. */
  readonly deadline?: AbortSignal;
  readonly log: Log;
  /** Takes credentials out of a message. */
  readonly mask: (text: string) => string;
  /** Is asked before anything is sent. @returns what is answered in place of the call; undefined: it may go on */
  readonly confirm?: (call: Call) => Promise<CallResult | Asked | undefined>;
}

/**
 * Calls a tool. Every failure is a result that the agent reads.
 * @throws the reason of the signal where the client cancelled: then nothing is answered
 */
export async function callTool<Asked = never>(
  tool: ToolDefinition,
  values: Readonly<Record<string, unknown>>,
  caller: CallNeeds<Asked>,
): Promise<CallResult | Asked> {
  try {
    return await answer(tool, values, caller);
  } catch (error) {
    caller.signal.throwIfAborted();
    const why: unknown = caller.deadline?.aborted === true ? caller.deadline.reason : error;
    return failure(messageOf(why, tool.name, caller.log).masked(caller.mask));
  }
}

async function answer<Asked>(
  tool: ToolDefinition,
  given: Readonly<Record<string, unknown>>,
  caller: CallNeeds<Asked>,
): Promise<CallResult | Asked> {
  const values = withoutAdded(tool, byOwnNames(tool, given));
  refuseUnknown(tool, values);
  const chosen = choose(tool, values);
  const { behaviour } = chosen;
  const input = inputOf(tool, chosen, values);
  const context = await caller.prepare(needOf(behaviour));
  requireAvailable(chosen, context.instance);
  refuseUnreachable(behaviour, input, context.instance);
  const instead = await caller.confirm?.({ tool, chosen, input, context });
  if (instead !== undefined) return instead;
  const limit = behaviour.limit ?? {};
  const taken = isObject(input) ? input : {};
  const { output, more, excerpt } = await run(behaviour, input, context);
  const { inputSchema, outputSchema } = tool;
  const bounded = bound(withoutNulls(output, outputSchema), {
    limit,
    bare: behaviour.bare,
    input: taken,
    inputSchema,
    outputSchema,
    more,
    excerpt,
  });
  return success(withExactNumbers(bounded, caller.mask), behaviour.bare);
}

/** What the agent is told. Of an error that nobody foresaw only that there was one: its text may hold anything. */
function messageOf(error: unknown, tool: string, log: Log): Said {
  if (error instanceof InputError)
    return error.message.startsWith(`${tool}: `) ? error.said : say`${own(tool)}: ${error.said}`;
  if (error instanceof KestraError) return error.said;
  if (error instanceof ContractError) {
    log("error", say`${own(tool)}: ${error.said}`);
    return error.said;
  }
  log("error", say`${own(tool)}: ${describe(error)}`);
  return say`${own(tool)} failed for a reason that lies in kestra-mcp itself, not in the arguments. Its log says more.`;
}
