import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { errorResponse, MessageError, readMessage } from "../mcp/wire/client-message.ts";
import { internalError } from "../mcp/handler.ts";
import { openWire } from "./stdio-wire.ts";

/** How long a client may take with its first request, and with one after that, in milliseconds. */
const usual = { first: 3000, next: 500 };

/**
 * Tells a client that waits for an answer why there is no server: its requests are answered with an error, until there
 * was an `initialize`, there are no more, or none came in time. A client that asked for something else may fall back to
 * `initialize`.
 * @param message in words for the operator, without a credential
 */
export async function refuseClient(
  message: string,
  input: Readable & { readonly isTTY?: boolean },
  output: Writable,
  { first, next } = usual,
): Promise<void> {
  // A person reads stderr.
  if (input.isTTY === true) return;
  const over = new AbortController();
  let waiting = new AbortController();
  let deadline = first;
  const answer = (error: MessageError): Promise<void> =>
    error.id === undefined ? Promise.resolve() : wire.send(errorResponse(error));
  const take = async (value: unknown): Promise<void> => {
    const { id, method } = readMessage(value);
    if (id === undefined || method === undefined) return;
    await answer(new MessageError(internalError, message, id));
    deadline = next;
    waiting.abort();
    if (method === "initialize") over.abort();
  };
  const wire = openWire(input, output, {
    value(value) {
      for (const one of Array.isArray(value) && value.length > 0 ? value : [value])
        take(one).catch((error: unknown) => {
          if (error instanceof MessageError) void answer(error);
        });
    },
    unreadable: (error) => void answer(error),
    ended() {
      over.abort();
    },
  });
  wire.start();
  do {
    waiting = new AbortController();
    await sleep(deadline, undefined, { signal: AbortSignal.any([waiting.signal, over.signal]) }).catch(
      () => undefined,
    );
  } while (waiting.signal.aborted && !over.signal.aborted);
  wire.close();
}
