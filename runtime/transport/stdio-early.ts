import type { Extra } from "../mcp/protocol/asking-2025.ts";
import { isObject } from "../json.ts";
import { carryingEarly, type EarlyAnswer } from "../mcp/protocol/early-answer.ts";
import { createEarlyRequests } from "../mcp/protocol/open-requests.ts";
import { plainCall, type PlainCall } from "../mcp/protocol/plain-call.ts";
import { relatedTask, type ClientMessage, type MessageId } from "../mcp/wire/client-message.ts";

type Early = EarlyAnswer<Extra>;

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
export interface EarlyLine {
  readonly begin: (call: PlainCall) => Early;
  readonly answer: (result: object, id: MessageId) => void;
  /** The SDK goes on with one that needs it, or failed. */
  readonly goOn: (call: PlainCall, carried: ReturnType<typeof carryingEarly>) => void;
}

export function earlyCalls({ begin, answer, goOn }: EarlyLine): EarlyCalls {
  const open = createEarlyRequests();
  return {
    take(message) {
      const call = open.isClosed() ? undefined : plainCall(message);
      if (call === undefined || isOfTask(call)) return false;
      const early = begin(call);
      const over = open.add(call.id, early);
      void early.result.then((result) => {
        over();
        if (result !== undefined) answer(result, call.id);
        else if (!early.isCancelled()) goOn(call, carryingEarly(early));
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

/** Which the SDK keeps. */
function isOfTask({ params: { _meta } }: PlainCall): boolean {
  return isObject(_meta) && relatedTask in _meta;
}
