import type * as v2 from "../../../mcp/protocol/v2.ts";
import { isModern } from "../../../mcp/era.ts";
import type { Service } from "../../../mcp/service.ts";
import type { Session } from "../../../mcp/session.ts";
import type { UnderWay } from "../../../mcp/under-way.ts";
import { sendAccepted } from "./accepted-reply.ts";
import type { Exchange } from "./exchange.ts";
import { onGone } from "../wire/gone.ts";
import { webRequest } from "../wire/reply.ts";

/** Revision 2026-07-28 over HTTP. Its SDK is loaded by the first request that looks like it. */
export interface Modern {
  /** Answers a request of this revision; settles when the answer is written. @returns false: it is of another one */
  serve(exchange: Exchange): Promise<boolean>;
  close(): Promise<void>;
}

export function createModern(service: Service, underWay: UnderWay): Modern {
  // One for each session of those who are there, so that each hears of changes to its own tools.
  const endpoints = new Map<Session, { readonly endpoint: v2.EndpointV2; uses: number }>();

  let binding: Promise<typeof v2> | undefined;
  const openFor = async (session: Session) => {
    const { endpointV2 } = await (binding ??= import("../../../mcp/protocol/v2.ts"));
    const open = endpoints.get(session) ?? { endpoint: endpointV2({ service, session, underWay }), uses: 0 };
    endpoints.set(session, open);
    open.uses++;
    return open;
  };

  return {
    async serve(exchange) {
      const { request, response, body, caller, facts, calls } = exchange;
      if (!looksModern(exchange)) return false;
      const release = caller.hold(() => {
        response.destroy();
      });
      const open = await openFor(caller.session);
      // A client that goes away cancels what it asked for.
      const gone = new AbortController();
      const left = onGone(request.socket, () => {
        gone.abort();
      });
      try {
        const asked = webRequest(request, gone.signal);
        if (!(await open.endpoint.isMine(asked, body))) return false;
        const answer = await open.endpoint.fetch(asked, body, facts);
        calls.received();
        await sendAccepted(answer, exchange);
        return true;
      } finally {
        left();
        release();
        if (--open.uses === 0) {
          endpoints.delete(caller.session);
          await open.endpoint.close();
        }
      }
    },
    async close() {
      await Promise.all([...endpoints.values()].map(({ endpoint }) => endpoint.close()));
    },
  };
}

/** Cheap, and true for everything that is of this revision. */
function looksModern({ request: { method, headers }, body }: Exchange): boolean {
  if (method !== "POST") return false;
  const version = headers["mcp-protocol-version"];
  if (headers["mcp-method"] !== undefined || (typeof version === "string" && version >= "2026")) return true;
  return Array.isArray(body) ? body.some(isModern) : isModern(body);
}
