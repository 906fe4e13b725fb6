import { createBag } from "../../../bag.ts";
import { resultJson } from "../../../call/result-json.ts";
import { isObject } from "../../../json.ts";
import { stampOf } from "../../../mcp/protocol/answering-2026.ts";
import type { EarlyAnswer } from "../../../mcp/protocol/early-answer.ts";
import type { RequestFacts } from "../../../mcp/request-facts.ts";
import { revision2026 } from "../../../mcp/revision.ts";
import type { Service } from "../../../mcp/service.ts";
import { sendNothing, sendWhole } from "../wire/whole.ts";
import { earlyResult } from "./early/result.ts";
import type { Exchange } from "./exchange.ts";
import { plainCall, type PlainCall } from "../../../mcp/protocol/plain-call.ts";

/** Calls of revision 2026-07-28 that are answered as its SDK would, without it. */
export interface Early2026 {
  /** The call that a request is, where the SDK has taken one before that says the same of its client. */
  callOf(exchange: Exchange): PlainCall | undefined;
  /** The SDK has taken this request. */
  taken(exchange: Exchange): void;
  /** @returns undefined once it is answered, or cancelled; else the facts with which the SDK goes on with it */
  answer(exchange: Exchange, call: PlainCall, begin: Begin): Promise<RequestFacts | undefined>;
  /** Cancels all. */
  close(): void;
}

type Begin = (call: PlainCall) => {
  readonly early: Pick<EarlyAnswer<never>, "result" | "handOver" | "cancel" | "isCancelled">;
  readonly facts: RequestFacts;
};

/** What clients say of themselves that is remembered, and its characters: there are a few kinds of them. */
const [mostKnown, longest] = [200, 2000];

export function createEarly2026(info: Service["info"]): Early2026 {
  const known = new Set<string>();
  const open = createBag<Pick<EarlyAnswer<never>, "cancel">>();
  const stamp = stampOf(info);
  return {
    callOf(exchange) {
      const { accepted } = exchange;
      const call = accepted.json && isNamed(exchange) ? plainCall(exchange.body) : undefined;
      const said = call && saidIn(call);
      return said !== undefined && known.has(said) ? call : undefined;
    },
    taken(exchange) {
      const call = isNamed(exchange) ? plainCall(exchange.body) : undefined;
      const said = call && saidIn(call);
      if (said === undefined || said.length > longest || known.has(said)) return;
      const [oldest] = known;
      if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
      known.add(said);
    },
    async answer(exchange, call, begin) {
      const { request, response, caller, calls } = exchange;
      const release = caller.hold(() => {
        response.destroy();
      });
      const { early, facts } = begin(call);
      calls.received();
      const over = open.add(early);
      try {
        // A client that goes away cancels what it asked for.
        const result = await earlyResult(early, request.socket, () => {
          early.cancel(new Error("The client has gone."));
        });
        if (result === undefined && !early.isCancelled()) return facts;
        if (result === undefined) await sendNothing(response);
        else
          await sendWhole(response, {
            headers: ["content-type", "application/json"],
            body: () => resultJson(result, call.id, stamp),
          });
        return undefined;
      } finally {
        over();
        release();
      }
    },
    close() {
      for (const one of open) one.cancel(new Error("The server stops."));
    },
  };
}

/** How a name begins that a header cannot hold as it is: the SDK reads it. */
const encoded = "=?base64?";

/** Whether the headers say what the body does. */
function isNamed({ request: { headers }, body }: Exchange): boolean {
  if (headers["mcp-protocol-version"] !== revision2026 || headers["mcp-method"] !== "tools/call")
    return false;
  if (String(headers["mcp-name"]).startsWith(encoded)) return false;
  return isObject(body) && isObject(body.params) && headers["mcp-name"] === body.params.name;
}

/** What a call says of its client, and not of itself alone. */
function saidIn({ params: { _meta } }: PlainCall): string | undefined {
  if (!isObject(_meta)) return undefined;
  const { progressToken: _, traceparent: __, ...said } = _meta;
  return JSON.stringify(said);
}
