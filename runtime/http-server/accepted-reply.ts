import { parseForeign } from "../foreign-json.ts";
import type { ServerResponse } from "node:http";
import type { MessageId } from "../client-message.ts";
import { isObject } from "../json.ts";
import type { Accepted } from "./accept.ts";
import { sendAnswer } from "./reply.ts";

/** How a stream becomes one JSON. */
interface Gathering {
  /** The answers go out as an array. */
  readonly isBatch: boolean;
  /** A request to the client stood on the stream, which it will not see. */
  readonly refuse: (id: MessageId) => void;
}

const single: Gathering = { isBatch: false, refuse: () => undefined };

/** Sends an answer of the SDKs in a type that the client takes. Errors are JSON for everyone. */
export async function sendAccepted(
  answer: Response,
  response: ServerResponse,
  accepted: Accepted,
  gathering: Gathering = single,
): Promise<void> {
  const type = answer.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream") && !accepted.events)
    await sendAnswer(await gathered(answer, response, gathering), response);
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

/** What is only told on the way is left out. */
async function gathered(
  { body, status, headers }: Response,
  response: ServerResponse,
  { isBatch, refuse }: Gathering,
): Promise<Response> {
  const answers: unknown[] = [];
  for await (const message of messagesIn(body, response)) {
    if (!("id" in message)) continue;
    if ("method" in message) refuse(message.id as MessageId);
    else answers.push(message);
  }
  const kept = Object.entries(Object.fromEntries(headers)).filter(([name]) => /^mcp-/.test(name));
  return Response.json(isBatch ? answers : answers[0], { status, headers: kept });
}

async function* messagesIn(body: Response["body"], response: ServerResponse) {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const gone = () => {
    reader?.cancel().catch(() => undefined);
  };
  response.once("close", gone);
  if (response.closed) gone();
  try {
    let rest = "";
    for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
      const events = (rest + next.value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) yield* messagesOf(event);
    }
  } finally {
    response.off("close", gone);
  }
}

function messagesOf(event: string): readonly Record<string, unknown>[] {
  const data = /^data: (.+)$/m.exec(event)?.[1];
  const message: unknown = data === undefined ? undefined : parseForeign(data);
  return isObject(message) ? [message] : [];
}
