import type { BoundNamespace } from "../auth/bound.ts";
import type { Signal } from "../abort.ts";
import { byOwnNames } from "./arguments/argument-aliases.ts";
import { withoutAdded } from "./arguments/added-arguments.ts";
import { bound } from "./bound.ts";
import { briefly } from "./brief.ts";
import { choose } from "../tool/choose.ts";
import type { Context } from "../tool/context.ts";
import { ContractError, InputError, KestraError, StoreError } from "../errors.ts";
import { withExactNumbers } from "../json/exact-numbers.ts";
import { refuseUnreachable } from "./foreseen.ts";
import { inputOf, refuseUnknown } from "./arguments/input.ts";
import { isObject } from "../json.ts";
import { pinned } from "./arguments/pinned.ts";
import { describe, type Log } from "../log.ts";
import { rolesName } from "../tool/made/made.ts";
import { requireAvailable, requireListed } from "../catalog/availability.ts";
import { resourceLink, type ResourceLink } from "../tool/resource-link.ts";
import { failure, success, type CallResult } from "./result.ts";
import { run } from "./run.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { needOf, type InstanceNeed } from "../tool/instance-need.ts";
import { own, say, type Said } from "../text/said.ts";
import { withoutNulls } from "../json/without-nulls.ts";
import type { Call } from "./planned-call.ts";

/** What a call needs of the server around it. `Asked`: how it asks first, where it does. */
export interface CallNeeds<Asked = never> {
  /** The call's context. @throws KestraError where it needs a Kestra and none answers */
  readonly prepare: (need: InstanceNeed) => Promise<Context>;
  /** What the tool is listed among, and not called where it is not; absent: where nothing is listed. */
  readonly tools?: ToolSource | undefined;
  /** The one namespace that the server works in; absent where there is no such one. */
  readonly pin?: BoundNamespace | undefined;
  /** The client's. */
  readonly signal: Signal;
  /** Aborts with a KestraError when the whole call has taken too long. */
  readonly deadline?: Signal;
  readonly log: Log;
  /** Is told why it failed. */
  readonly failed?: (why: unknown) => void;
  /** Takes credentials out of a message. */
  readonly mask: (text: string) => string;
  /** Is asked before anything is sent. @returns what is answered in place of the call; undefined: it may go on */
  readonly confirm?: (call: Call) => Promise<CallResult | Asked | undefined>;
  /** A link as it is given to the client; absent where the client knows none. */
  readonly link?: ((link: ResourceLink) => ResourceLink) | undefined;
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
    const { why, message } = failureOf(error, tool, caller);
    caller.failed?.(why);
    return failure(message);
  }
}

/**
 * Why a call failed, and what is told of it.
 * @throws the reason of the signal where the client cancelled
 */
export function failureOf(
  error: unknown,
  { name }: ToolDefinition,
  { signal, deadline, log, mask }: Pick<CallNeeds, "signal" | "deadline" | "log" | "mask">,
): { readonly why: unknown; readonly message: string } {
  signal.throwIfAborted();
  const why: unknown = deadline?.aborted === true ? deadline.reason : error;
  return { why, message: messageOf(why, name, log).masked(mask) };
}

/** A call whose arguments are right, which the instance can answer, and which its caller may make. @throws InputError, KestraError */
export async function callOf(
  tool: ToolDefinition,
  given: Readonly<Record<string, unknown>>,
  { prepare, pin, tools }: Pick<CallNeeds, "prepare" | "pin" | "tools">,
): Promise<Call> {
  const written = withoutAdded(tool, byOwnNames(tool, given));
  refuseUnknown(tool, written);
  const chosen = choose(tool, written);
  const values = pinned(tool, chosen, written, pin);
  const { behaviour } = chosen;
  const input = inputOf(tool, chosen, values);
  const context = await prepare(needOf(behaviour));
  requireAvailable(chosen, context.instance);
  if (tools !== undefined) requireListed(tool, tools, context.instance);
  refuseUnreachable(behaviour, input, context.instance);
  const guard = await context.permit?.({ ...rolesName(tool), action: chosen.action?.name, behaviour }, input);
  return { tool, chosen, input, context: guard === undefined ? context : { ...context, guard } };
}

async function answer<Asked>(
  tool: ToolDefinition,
  given: Readonly<Record<string, unknown>>,
  caller: CallNeeds<Asked>,
): Promise<CallResult | Asked> {
  const call = await callOf(tool, given, caller);
  const instead = await caller.confirm?.(call);
  if (instead !== undefined) return instead;
  const { chosen, input, context } = call;
  const { behaviour } = chosen;
  const limit = behaviour.limit ?? {};
  const taken = isObject(input) ? input : {};
  const { output, more, excerpt } = await run(behaviour, input, context);
  const { inputSchema, outputSchema } = tool;
  const bounded = bound(briefly(withoutNulls(output, outputSchema), behaviour, input), {
    limit,
    bare: behaviour.bare,
    input: taken,
    inputSchema,
    outputSchema,
    more,
    excerpt,
  });
  const link = caller.link && resourceLink(behaviour, taken, bounded);
  const { bare, ours } = behaviour;
  return success(withExactNumbers(bounded, caller.mask), { bare, ours, link: link && caller.link(link) });
}

/** What the agent is told. Of an error that nobody foresaw only that there was one: its text may hold anything. */
function messageOf(error: unknown, tool: string, log: Log): Said {
  if (error instanceof InputError)
    return error.message.startsWith(`${tool}: `) ? error.said : say`${own(tool)}: ${error.said}`;
  if (error instanceof KestraError) return error.said;
  if (error instanceof StoreError) return say`${own(tool)}: ${error.said}`;
  if (error instanceof ContractError) {
    log("error", say`${own(tool)}: ${error.said}`);
    return error.said;
  }
  log("error", say`${own(tool)}: ${describe(error)}`);
  return say`${own(tool)} failed for a reason that lies in kestra-mcp itself, not in the arguments. Its log says more.`;
}
