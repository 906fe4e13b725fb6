import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Asked, Seen } from "../client.ts";
import { dialects, type Heard } from "./dialects.ts";

/** A model that makes the calls that it is told, and says what it was given. */
export interface StandInModel {
  readonly url: string;
  /** What the agent offered it and answered; undefined where no agent asked. */
  readonly seen: () => Seen | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Starts a model's API on this machine, so that an agent that nobody logged in calls tools: it asks for the calls in their order,
 * one at a time, and ends.
 */
export async function startStandInModel(calls: readonly Asked[]): Promise<StandInModel> {
  let heard: Heard | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const dialect = dialects.find(({ speaks }) => speaks.test(request.url ?? ""));
    if (dialect === undefined || body === "") {
      response.writeHead(404).end("{}");
      return;
    }
    const now = dialect.hear(JSON.parse(body));
    // An agent also asks for a title or the like, and offers no tools then.
    if (now.offered.length > 0) heard = now;
    const id = now.results.length;
    const next = calls[id];
    const name = now.offered.find((it) => next !== undefined && it.endsWith(`_${next.tool}`));
    const call =
      next === undefined || name === undefined ? undefined : { id: `call_${id}`, name, input: next.input };
    response.setHeader("content-type", "text/event-stream");
    response.end(dialect.say(call).map(eventOf).join(""));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen: () => heard,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function eventOf(event: { readonly type?: string }): string {
  const name = event.type === undefined ? "" : `event: ${event.type}\n`;
  return `${name}data: ${JSON.stringify(event)}\n\n`;
}
