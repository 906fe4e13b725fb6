import type { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import type { ClientMessage } from "../../../mcp/wire/client-message.ts";

/**
 * Puts the name of this process into the ids of requests to the client, and takes it out of its answers: in each process the
 * SDK counts from nothing, and an answer may come to another one. To be called once the transport is connected.
 */
export function tagRequests(transport: WebStandardStreamableHTTPServerTransport, tag: string): void {
  const send = transport.send.bind(transport);
  transport.send = (message, options) =>
    send(
      "method" in message && "id" in message ? { ...message, id: `${tag}.${message.id}` } : message,
      options,
    );
  const { onmessage } = transport;
  transport.onmessage = (message, extra) => {
    const its = untagged(message, tag);
    if (its !== undefined) onmessage?.(its, extra);
  };
}

/** Of a process, and what its SDK has counted. */
const tagged = /^([0-9a-f]{12})\.(\d+)$/;

/** Undefined of an answer to what another process asked. */
function untagged(message: JSONRPCMessage, tag: string): JSONRPCMessage | undefined {
  if ("method" in message || !("id" in message)) return message;
  const [, its, number] = tagged.exec(String(message.id)) ?? [];
  if (its === undefined) return message;
  return its === tag ? { ...message, id: Number(number) } : undefined;
}

/**
 * Whether other processes must hear of a message: it answers what one of them asked, or cancels what one of them may be
 * doing.
 */
export function isForOthers({ id, method }: ClientMessage, tag: string): boolean {
  if (method !== undefined) return method === "notifications/cancelled";
  return tagged.test(String(id)) && !String(id).startsWith(`${tag}.`);
}
