import { limits } from "../limits.ts";
import { setTimeout as wait } from "node:timers/promises";
import { callTool } from "../call/call.ts";
import { asksFor, confirmArgument } from "../confirm/policy.ts";
import { confirm } from "../confirm/confirm.ts";
import type { Context } from "../tool/context.ts";
import { KestraError } from "../errors.ts";
import { invalidParams, ProtocolError, type Handler, type MethodContext } from "./handler.ts";
import { isObject } from "../json.ts";
import { listed, type ListedTool } from "../catalog/listing.ts";
import { behavioursOf } from "../catalog/narrow.ts";
import { failure } from "../call/result.ts";
import { clientFor } from "./clients.ts";
import type { Session } from "./session.ts";
import { createDeadline, type Deadline } from "../deadline.ts";
import type { ToolDefinition } from "../tool/definition.ts";
import { nameOf } from "../http-client/wire.ts";
import { unwatched } from "./messages.ts";
import { refuseCursor } from "./texts.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Call } from "../call/planned-call.ts";
import type { InputRequired } from "../confirm/input-required.ts";

/**
 * How long a first list waits to know the instance, in milliseconds: clients show nothing until it is there. Over HTTP
 * many are never told that it has changed.
 */
const listWait = { stdio: 250, http: 2000 };

/** Every method that we answer ourselves. */
export const methods = {
  "tools/list": async (params, { session, principal }) => {
    refuseCursor(params.cursor);
    session.detector.start();
    await session.detector.settle(principal === undefined ? listWait.stdio : listWait.http);
    return listOf(session);
  },
  "tools/call": async (params, context) => {
    const { session, signal } = context;
    const { mask } = session;
    const log = context.log ?? session.log;
    const { tool, refusal } = toolNamed(params.name, session);
    const given = params.arguments ?? {};
    if (!isObject(given)) throw new ProtocolError(invalidParams, "arguments must be an object.");
    if (tool === undefined) return failure(refusal);
    const { token, values } = apart(given, tool, session);
    const limit = deadlineFor(tool, context);
    try {
      const prepare = () => contextOf(context, limit);
      const ask = (call: Call) => confirm(call, { token, request: context, ...confirmingOf(session) });
      const caller = { prepare, signal, deadline: limit.signal, log, mask, confirm: ask };
      return await callTool<InputRequired>(tool, values, caller);
    } finally {
      limit.clear();
    }
  },
} satisfies Readonly<Record<string, Handler>>;

/** The arguments of a call without the token of one that is confirmed, where the tool takes such a token. */
function apart(given: Readonly<Record<string, unknown>>, tool: ToolDefinition, { config }: Session) {
  if (!asksFor(config.confirm, tool)) return { values: given };
  const { [confirmArgument]: token, ...values } = given;
  return { token, values };
}

function confirmingOf({ config, connection, mask, confirmTokens }: Session) {
  return { policy: config.confirm, tokens: confirmTokens, connection, mask };
}

/** The list of now, without waiting. */
export function listOf(session: Session): { readonly tools: readonly ListedTool[] } {
  const { tools } = listingOf(session);
  return { tools };
}

/** A list, with what tells it from another one. */
export interface Listing {
  readonly tools: readonly ListedTool[];
  /** As JSON. */
  readonly text: string;
}

const listings = new WeakMap<readonly ToolDefinition[], Listing>();

/** The list of now; made once for all connections of a session. */
export function listingOf(session: Session): Listing {
  const shown = session.shown();
  const made = listings.get(shown);
  if (made !== undefined) return made;
  const tools = shown.map(listed);
  const listing = { tools, text: JSON.stringify(tools) };
  listings.set(shown, listing);
  return listing;
}

/** A tool, or why the operator's configuration has none of that name. */
export type Named =
  | { readonly tool: ToolDefinition; readonly refusal?: never }
  | { readonly tool?: never; readonly refusal: string };

/**
 * A tool by its name or a former one, with the actions that the operator allows. One that is hidden is refused in the
 * words of the official server, whose clients read that as a result.
 * @throws ProtocolError for a name that no tool has
 */
export function toolNamed(name: unknown, { tools }: Session): Named {
  if (typeof name !== "string") throw new ProtocolError(invalidParams, "name must be the name of a tool.");
  const found = tools.find(name);
  if ("tool" in found) return { tool: found.tool };
  if ("hidden" in found) return { refusal: `Unknown tool: '${name}'. It is hidden: ${found.hidden}.` };
  throw new ProtocolError(invalidParams, `Unknown tool: ${name.slice(0, 80)}.${found.guess}`);
}

/** When a whole call must be done: its signal aborts then with the KestraError that the agent reads. */
interface CallDeadline extends Deadline {
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** How many times as long as one request a whole call may take. */
const requestsInTime = 4;

function deadlineFor(tool: ToolDefinition, { session: { connection }, signal }: MethodContext): CallDeadline {
  const ms = requestsInTime * connection.timeout;
  const reason = () => {
    const changes = behavioursOf(tool).some(({ effect }) => effect !== "read");
    const advice = changes
      ? say`What it changes may have been changed: look before you try again.`
      : say`Ask for less, or set KESTRA_MCP_TIMEOUT higher.`;
    const said = say`${own(tool.name)} was not done within ${ms / 1000} s, ${requestsInTime} times KESTRA_MCP_TIMEOUT. ${advice}`;
    return new KestraError(said, 0);
  };
  const at = Date.now() + ms;
  return { at, ...createDeadline({ at, others: [signal], reason }) };
}

/** How many times as long as one request the time is that a slow one leaves, for what is done with its answer. */
const slowReserve = 0.5;

/** Waits until the instance is known. */
async function contextOf(context: MethodContext, limit: CallDeadline): Promise<Context> {
  const { session, progress, principal, tell, traceparent } = context;
  const log = context.log ?? session.log;
  const { detector, clients, connection } = session;
  const { signal } = limit;
  const instance = await detector.instance(signal);
  // What a stream told is of use only where there is time for another request after it.
  const streamUntil = Math.min(limit.at - connection.timeout, Date.now() + limits.streamTime);
  const slowUntil = limit.at - slowReserve * connection.timeout;
  return {
    instance,
    tenant: connection.tenant,
    ui: `${connection.baseUrl}/ui/${encodeURIComponent(connection.tenant)}`,
    credentials: connection.credentials,
    mask: session.mask,
    signal,
    deadline: limit.at,
    principal,
    now: () => new Date(),
    uuid: () => crypto.randomUUID(),
    async sleep(milliseconds) {
      await wait(milliseconds, undefined, { signal }).catch(() => {
        signal.throwIfAborted();
      });
    },
    progress,
    isWatched: progress !== unwatched,
    async send(plan, options) {
      const begun = performance.now();
      const report = (outcome: Said) => {
        const took = Math.round(performance.now() - begun);
        const said = say`${nameOf(plan, connection.tenant)}: ${outcome}, ${took} ms`;
        log("debug", said);
        tell?.("debug", said.masked(session.mask));
      };
      try {
        const traced =
          traceparent === undefined ? plan : { ...plan, headers: { ...plan.headers, traceparent } };
        const answer = await clientFor(clients, plan).http.send(traced, {
          ...options,
          signal,
          streamUntil,
          slowUntil,
        });
        report(say`${answer.status}`);
        return answer;
      } catch (error) {
        report(say`no answer`);
        if (
          error instanceof KestraError &&
          error.status === 0 &&
          !signal.aborted &&
          plan.service === undefined
        )
          detector.doubt();
        throw error;
      }
    },
  };
}
