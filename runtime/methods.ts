import { callTool } from "./call.ts";
import type { Context } from "./context.ts";
import { KestraError } from "./errors.ts";
import { isObject } from "./json.ts";
import { listed, type ListedTool } from "./listing.ts";
import { didYouMean } from "./near-miss.ts";
import type { Session } from "./session.ts";
import type { ToolDefinition } from "./tool-definition.ts";
import { pathOf } from "./wire.ts";

/** What a request of any protocol era brings besides its parameters. */
export interface MethodContext {
  readonly session: Session;
  /** Aborts when the client cancels. */
  readonly signal: AbortSignal;
  readonly progress: Context["progress"];
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
    const tool = toolNamed(params.name, session);
    const values = params.arguments ?? {};
    if (!isObject(values)) throw new ProtocolError(invalidParams, "arguments must be an object.");
    const prepare = () => contextOf(context);
    return callTool(tool, values, { prepare, signal, log: session.log, mask: session.mask });
  },
} satisfies Readonly<Record<string, Handler>>;

/** The list of now, without waiting. */
export function listOf(session: Session): { readonly tools: readonly ListedTool[] } {
  return { tools: session.shown().map(listed) };
}

/**
 * A tool by its name or a former one, with the actions that the operator allows.
 * @throws ProtocolError where there is none or it is hidden
 */
export function toolNamed(name: unknown, { selection }: Session): ToolDefinition {
  const tools = selection.selected.map(({ tool }) => tool);
  const tool =
    tools.find((one) => one.name === name) ?? tools.find(({ aliases }) => aliases?.includes(String(name)));
  if (tool !== undefined) return tool;
  const word = String(name).slice(0, 80);
  const hidden = selection.hidden.find((one) => one.name === name);
  const why =
    hidden === undefined
      ? didYouMean(
          word,
          tools.map((one) => one.name),
        )
      : ` It is hidden: ${hidden.reason}.`;
  throw new ProtocolError(invalidParams, `Unknown tool: ${word}.${why}`);
}

/** Waits until the instance is known. */
async function contextOf({ session, signal, progress }: MethodContext): Promise<Context> {
  const { detector, http, connection } = session;
  const instance = await detector.instance(signal);
  return {
    instance,
    tenant: connection.tenant,
    ui: `${connection.baseUrl}/ui/${encodeURIComponent(connection.tenant)}`,
    signal,
    now: () => new Date(),
    uuid: () => crypto.randomUUID(),
    progress,
    async send(plan, options) {
      const begun = performance.now();
      const tell = (outcome: string | number) => {
        const took = Math.round(performance.now() - begun);
        session.log("debug", `${plan.method} ${pathOf(plan, connection.tenant)}: ${outcome}, ${took} ms`);
      };
      try {
        const answer = await http.send(plan, { ...options, signal });
        tell(answer.status);
        return answer;
      } catch (error) {
        tell("no answer");
        if (error instanceof KestraError && error.status === 0) detector.doubt();
        throw error;
      }
    },
  };
}
