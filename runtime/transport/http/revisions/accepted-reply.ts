import { parseForeign } from "../../../json/foreign-json.ts";
import type { ServerResponse } from "node:http";
import type { MessageId } from "../../../mcp/wire/client-message.ts";
import { isObject } from "../../../json.ts";
import type { Exchange } from "./exchange.ts";
import { onGone } from "../wire/gone.ts";
import { sendAnswer } from "../wire/reply.ts";
import { cancelledAnswer, idsIn } from "./requests.ts";

/** Told of a request to the client that stood on the stream: it will not see it. */
type Refuse = (id: MessageId) => void;

/** Sends an answer of the SDKs in a type that the client takes. Errors are JSON for everyone. */
export async function sendAccepted(
  answer: Response,
  exchange: Pick<Exchange, "response" | "accepted" | "body">,
  refuse: Refuse = () => undefined,
): Promise<void> {
  const { response, accepted } = exchange;
  const type = answer.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream") && !accepted.events)
    await sendAnswer(await gathered(answer, exchange, refuse), response);
  else if (type.startsWith("application/json") && answer.ok && !accepted.json)
    await sendAnswer(asStream(answer, await answer.text()), response);
  else await sendAnswer(answer, response);
}

/** @param json one line, as `JSON.stringify` writes it */
function asStream({ status, headers }: Response, json: string): Response {
  const all = {
    ...Object.fromEntries(headers),
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
  };
  return new Response(`event: message\ndata: ${json}\n\n`, { status, headers: all });
}

/** A stream as one JSON, in an array for a batch. What is only told on the way is left out. */
async function gathered(
  answer: Response,
  { response, body }: Pick<Exchange, "response" | "body">,
  refuse: Refuse,
): Promise<Response> {
  const { status, headers } = answer;
  const answers: object[] = [];
  const open = new Set<unknown>(idsIn(body));
  for await (const message of messagesIn(answer.body, response)) {
    if (!("id" in message)) continue;
    if ("method" in message) refuse(message.id as MessageId);
    else {
      open.delete(message.id);
      answers.push(message);
    }
  }
  // A stream may end without an answer, but not a body of JSON.
  for (const id of idsIn(body)) if (open.has(id)) answers.push(cancelledAnswer(id));
  const kept = Object.entries(Object.fromEntries(headers)).filter(([name]) => /^mcp-/.test(name));
  return Response.json(Array.isArray(body) ? answers : answers[0], { status, headers: kept });
}

async function* messagesIn(body: Response["body"], response: ServerResponse) {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const left = onGone(response.req.socket, () => {
    reader?.cancel().catch(() => undefined);
  });
  try {
    let rest = "";
    for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
      const events = (rest + next.value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) yield* messagesOf(event);
    }
  } finally {
    left();
  }
}

function messagesOf(event: string): readonly Record<string, unknown>[] {
  const data = /^data: (.+)$/m.exec(event)?.[1];
  const message: unknown = data === undefined ? undefined : parseForeign(data);
  return isObject(message) ? [message] : [];
}
