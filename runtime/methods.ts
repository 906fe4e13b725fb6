import { setTimeout as wait } from "node:timers/promises";
import { callTool } from "./call.ts";
import type { Context } from "./context.ts";
import { KestraError } from "./errors.ts";
import { isObject } from "./json.ts";
import { listed, type ListedTool } from "./listing.ts";
import { behavioursOf } from "./narrow.ts";
import { didYouMean } from "./near-miss.ts";
import { failure } from "./result.ts";
import type { Session } from "./session.ts";
import type { ToolDefinition } from "./tool-definition.ts";
import { pathOf } from "./wire.ts";

/** What a request of any protocol era brings besides its parameters. */
export interface MethodContext {
  readonly session: Session;
  /** Aborts when the client cancels. */
  readonly signal: AbortSignal;
  readonly progress: Context["progress"];
  /** Who asks; undefined over stdio. */
  readonly principal?: string;
}

/** Answers one method. It knows no SDK: a binding turns its result and errors into messages. */
export type Handler = (params: Readonly<Record<string, unknown>>, context: MethodContext) => Promise<object>;

/** An error of the protocol itself: the client asked for what cannot be. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  /** Of JSON-RPC, such as -32602. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const invalidParams = -32602;

/** How long a first list waits to know the instance: clients show nothing until it is there. */
const listWait = 250;

/** Every method that we answer ourselves. */
export const methods = {
  "tools/list": async (params, { session }) => {
    if (params.cursor !== undefined)
      throw new ProtocolError(invalidParams, "There is one page only: no cursor is valid.");
    session.detector.start();
    await session.detector.settle(listWait);
    return listOf(session);
  },
  "tools/call": async (params, context) => {
    const { session, signal } = context;
    const { log, mask } = session;
    const { tool, refusal } = toolNamed(params.name, session);
    const values = params.arguments ?? {};
    if (!isObject(values)) throw new ProtocolError(invalidParams, "arguments must be an object.");
    if (tool === undefined) return failure(refusal);
    const limit = deadlineFor(tool, session);
    try {
      const prepare = () => contextOf(context, limit);
      return await callTool(tool, values, { prepare, signal, deadline: limit.signal, log, mask });
    } finally {
      limit.clear();
    }
  },
} satisfies Readonly<Record<string, Handler>>;

/** The list of now, without waiting. */
export function listOf(session: Session): { readonly tools: readonly ListedTool[] } {
  return { tools: session.shown().map(listed) };
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
export function toolNamed(name: unknown, { selection }: Session): Named {
  if (typeof name !== "string") throw new ProtocolError(invalidParams, "name must be the name of a tool.");
  const tools = selection.selected.map(({ tool }) => tool);
  const tool = byName(tools, name);
  if (tool !== undefined) return { tool };
  const hidden = byName(selection.hidden, name);
  if (hidden !== undefined) return { refusal: `Unknown tool: '${name}'. It is hidden: ${hidden.reason}.` };
  const word = name.slice(0, 80);
  const guess = didYouMean(
    word,
    tools.map((one) => one.name),
  );
  throw new ProtocolError(invalidParams, `Unknown tool: ${word}.${guess}`);
}

function byName<T extends { readonly name: string; readonly aliases?: readonly string[] }>(
  all: readonly T[],
  name: string,
): T | undefined {
  return all.find((one) => one.name === name) ?? all.find(({ aliases }) => aliases?.includes(name));
}

/** When a whole call must be done. */
interface Deadline {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Aborts then, with the KestraError that the agent reads. */
  readonly signal: AbortSignal;
  clear(): void;
}

/** How many times as long as one request a whole call may take. */
const requestsInTime = 4;

function deadlineFor(tool: ToolDefinition, { connection }: Session): Deadline {
  const ms = requestsInTime * connection.timeout;
  const controller = new AbortController();
  const changes = behavioursOf(tool).some(({ effect }) => effect !== "read");
  const advice = changes
    ? "What it changes may have been changed: look before you try again."
    : "Ask for less, or set KESTRA_MCP_TIMEOUT higher.";
  const timer = setTimeout(() => {
    const message = `${tool.name} was not done within ${ms / 1000} s, ${requestsInTime} times KESTRA_MCP_TIMEOUT. ${advice}`;
    controller.abort(new KestraError(message, 0));
  }, ms).unref();
  const clear = () => {
    clearTimeout(timer);
  };
  return { at: Date.now() + ms, signal: controller.signal, clear };
}

/** How long a stream is read at most, in milliseconds: many clients give a call up after a minute, and its answer is lost. */
const longestStream = 45_000;

/** How many times as long as one request the time is that a slow one leaves, for what is done with its answer. */
const slowReserve = 0.5;

/** Waits until the instance is known. */
async function contextOf(context: MethodContext, limit: Deadline): Promise<Context> {
  const { session, progress, principal } = context;
  const { detector, http, connection } = session;
  const signal = AbortSignal.any([context.signal, limit.signal]);
  const instance = await detector.instance(signal);
  // What a stream told is of use only where there is time for another request after it.
  const streamUntil = Math.min(limit.at - connection.timeout, Date.now() + longestStream);
  const slowUntil = limit.at - slowReserve * connection.timeout;
  return {
    instance,
    tenant: connection.tenant,
    ui: `${connection.baseUrl}/ui/${encodeURIComponent(connection.tenant)}`,
    credentials: connection.credentials,
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
    async send(plan, options) {
      const begun = performance.now();
      const tell = (outcome: string | number) => {
        const took = Math.round(performance.now() - begun);
        session.log("debug", `${plan.method} ${pathOf(plan, connection.tenant)}: ${outcome}, ${took} ms`);
      };
      try {
        const answer = await http.send(plan, { ...options, signal, streamUntil, slowUntil });
        tell(answer.status);
        return answer;
      } catch (error) {
        tell("no answer");
        if (error instanceof KestraError && error.status === 0 && !signal.aborted) detector.doubt();
        throw error;
      }
    },
  };
}
