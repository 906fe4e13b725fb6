import type * as protocol from "../../../mcp/protocol/2026.ts";
import { begin2026 } from "../../../mcp/protocol/answering-2026.ts";
import { begunWith } from "../../../mcp/protocol/early-answer.ts";
import { isOf2026 } from "../../../mcp/revision.ts";
import type { Service, Serving } from "../../../mcp/service.ts";
import type { Session } from "../../../mcp/session.ts";
import type { InFlight } from "../../../mcp/in-flight.ts";
import { sendAccepted } from "./accepted-reply.ts";
import type { Caller } from "../callers/callers.ts";
import { createEarly2026 } from "./early-2026.ts";
import type { Exchange } from "./exchange.ts";
import { onGone } from "../wire/gone.ts";
import { webRequest } from "../wire/reply.ts";

/** Revision 2026-07-28 over HTTP. Its SDK is loaded by the first request that looks like it. */
export interface Revision2026 {
  /** Answers a request of this revision; settles when the answer is written. @returns false: it is of another one */
  serve(exchange: Exchange): Promise<boolean>;
  close(): Promise<void>;
}

interface Open2026 {
  readonly endpoint: protocol.Endpoint2026;
  uses: number;
}

export function createRevision2026(service: Service, inFlight: InFlight): Revision2026 {
  // For each session of those who are there, so that each hears of changes to its own tools; and there one for each caller, so
  // that nobody takes the share of another.
  const endpoints = new Map<Session, Map<string, Open2026>>();

  const early = createEarly2026(service.info);
  let binding: Promise<typeof protocol> | undefined;
  const load = () => (binding ??= import("../../../mcp/protocol/2026.ts"));
  const servingOf = ({ session }: Caller): Serving => ({ service, session, inFlight, transport: "http" });
  const openFor = async (caller: Caller) => {
    const { session, key } = caller;
    const { endpoint2026 } = await load();
    const callers = endpoints.get(session) ?? new Map<string, Open2026>();
    const open = callers.get(key) ?? {
      endpoint: endpoint2026(servingOf(caller)),
      uses: 0,
    };
    endpoints.set(session, callers.set(key, open));
    open.uses++;
    return open;
  };
  const forget = ({ session, key }: Caller) => {
    const callers = endpoints.get(session);
    callers?.delete(key);
    if (callers?.size === 0) endpoints.delete(session);
  };

  return {
    async serve(exchange) {
      const { request, response, body, caller, calls, standing } = exchange;
      if (!looksOf2026(exchange)) return false;
      const plain = early.callOf(exchange);
      let { facts } = exchange;
      if (plain !== undefined) {
        endpoints.get(caller.session)?.get(caller.key)?.endpoint.seen(facts.principal);
        const left = await early.answer(exchange, plain, (call) =>
          begunWith(facts, begin2026(servingOf(caller), call, facts)),
        );
        if (left === undefined) return true;
        facts = left;
      }
      const release = caller.hold(() => {
        response.destroy();
      });
      const open = await openFor(caller);
      // A client that goes away cancels what it asked for.
      const gone = new AbortController();
      const left = onGone(request.socket, () => {
        gone.abort();
      });
      try {
        open.endpoint.seen(facts.principal);
        standing.onChange((now) => {
          open.endpoint.seen(now);
        });
        const asked = webRequest(request, gone.signal);
        if (!(await open.endpoint.isMine(asked, body))) return false;
        const answer = await open.endpoint.fetch(asked, body, facts);
        calls.received();
        if (answer.ok) early.taken(exchange);
        await sendAccepted(answer, exchange);
        return true;
      } finally {
        left();
        release();
        if (--open.uses === 0) {
          forget(caller);
          await open.endpoint.close();
        }
      }
    },
    async close() {
      early.close();
      const all = [...endpoints.values()].flatMap((callers) => [...callers.values()]);
      await Promise.all(all.map(({ endpoint }) => endpoint.close()));
    },
  };
}

/** Cheap, and true for everything that is of this revision. */
function looksOf2026({ request: { method, headers }, body }: Exchange): boolean {
  if (method !== "POST") return false;
  const version = headers["mcp-protocol-version"];
  if (headers["mcp-method"] !== undefined || (typeof version === "string" && version >= "2026")) return true;
  return Array.isArray(body) ? body.some(isOf2026) : isOf2026(body);
}
