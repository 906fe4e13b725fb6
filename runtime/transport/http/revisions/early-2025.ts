import { randomUUID } from "node:crypto";
import type { RequestFacts } from "../../../mcp/request-facts.ts";
import { resultJson } from "../../../call/result-json.ts";
import { earlyResult } from "./early/result.ts";
import type { Exchange } from "./exchange.ts";
import { plainCall, type PlainCall } from "../../../mcp/protocol/plain-call.ts";
import { retryInterval, type Session2025 } from "./session-2025.ts";
import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import { sendWhole } from "../wire/whole.ts";

/** Milliseconds after which a client hears that its call was taken, where that is not done by then. */
const patience = 500;

const meta = new Set(["progressToken"]);

/** From this revision on a client takes an event that only tells it an id. */
const primedSince = "2025-11-25";

/** The call that a request of a session is, where it can be answered without the SDK, which refuses those of a closed one. */
export function earlyCall({ early }: Session2025, exchange: Exchange): PlainCall | undefined {
  const { request, accepted } = exchange;
  const version = request.headers["mcp-protocol-version"];
  const isKnown = version === undefined || SUPPORTED_PROTOCOL_VERSIONS.includes(String(version));
  return isKnown && accepted.events && !early.isClosed() ? plainCall(exchange.body, meta) : undefined;
}

/**
 * Answers a call of a session as the SDK would, where nothing is needed that only the SDK can do.
 * @returns undefined once it is answered, or cancelled; else the facts with which the SDK goes on with it
 */
export async function answerEarly(
  session: Session2025,
  exchange: Exchange,
  call: PlainCall,
): Promise<RequestFacts | undefined> {
  const { early, facts } = session.begin(call, exchange.facts);
  exchange.calls.received();
  const over = session.early.add(call.id, early);
  // The SDK goes on with one that takes its time, so that its client hears that it was taken, and with one whose client has gone,
  // so that what comes later is kept for it.
  const timer = setTimeout(early.handOver, patience).unref();
  const result = await earlyResult(early, exchange.request.socket, early.handOver);
  clearTimeout(timer);
  over();
  if (result === undefined && !early.isCancelled()) return facts;
  const version = exchange.request.headers["mcp-protocol-version"];
  const isPrimed = typeof version === "string" && version >= primedSince;
  await sendWhole(exchange.response, {
    headers: [
      ...["cache-control", "no-cache, no-transform"],
      ...["content-type", "text/event-stream"],
      ...["mcp-session-id", session.id],
      ...["x-accel-buffering", "no"],
    ],
    body: () => eventsOf(session, { isPrimed, text: result && resultJson(result, call.id) }),
  });
  return undefined;
}

/** What the SDK's stream holds, which a client that has lost it can ask for once more. */
function eventsOf(
  { events, early }: Pick<Session2025, "events" | "early">,
  { isPrimed, text }: { readonly isPrimed: boolean; readonly text: string | undefined },
): string {
  // Nobody can ask for what a closed one would remember.
  if (early.isClosed()) return text === undefined ? "" : `event: message\ndata: ${text}\n\n`;
  const stream = randomUUID();
  const primer = isPrimed ? `id: ${events.keep(stream)}\nretry: ${retryInterval}\ndata: \n\n` : "";
  if (text === undefined) return primer;
  const id = events.keep(stream, text);
  return `${primer}event: message\nid: ${id}\ndata: ${text}\n\n`;
}
