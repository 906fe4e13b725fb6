import type { EarlyAnswer, Line } from "../mcp/protocol/early-answer.ts";
import { createEarlyRequests } from "../mcp/protocol/open-requests.ts";
import type { PlainCall } from "../mcp/protocol/plain-call.ts";
import type { ClientMessage, MessageId } from "../mcp/wire/client-message.ts";

/** Calls over stdio that are answered without the SDK, which takes more of memory and time than the call itself. */
export interface EarlyCalls {
  /** @returns whether a message is such a call, and is answered here */
  take(message: ClientMessage): boolean;
  /** The client sent a message, which may cancel one. */
  heard(message: ClientMessage): void;
  /** Cancels all. */
  close(): void;
}

/** What early calls need of the connection. */
export interface EarlyLine<Its extends Line> {
  /** The call that a message is, where the SDK would take it as it is. */
  readonly callOf: (message: ClientMessage) => PlainCall | undefined;
  readonly begin: (call: PlainCall) => EarlyAnswer<Its>;
  readonly answer: (result: object, id: MessageId) => void;
  /** The SDK goes on with one that needs it, or failed. */
  readonly goOn: (call: PlainCall, early: EarlyAnswer<Its>) => void;
}

export function earlyCalls<Its extends Line>({ callOf, begin, answer, goOn }: EarlyLine<Its>): EarlyCalls {
  const open = createEarlyRequests();
  return {
    take(message) {
      const call = open.isClosed() ? undefined : callOf(message);
      // By its id it is cancelled, and known to the SDK.
      if (call === undefined || open.has(call.id)) return false;
      const early = begin(call);
      const over = open.add(call.id, early);
      void early.result.then((result) => {
        over();
        if (result !== undefined) answer(result, call.id);
        else if (!early.isCancelled()) goOn(call, early);
      });
      return true;
    },
    heard(message) {
      open.heard(message);
    },
    close() {
      open.close();
    },
  };
}
