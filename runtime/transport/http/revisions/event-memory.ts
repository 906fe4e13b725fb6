import type { EventStore } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { parseForeign } from "../../../json/foreign-json.ts";
import { limits } from "../../../limits.ts";

/** Remembers what was sent, for clients that lost their stream: so much for all sessions together, the newest. */
export interface EventMemory {
  /** The events of one session. */
  open(): SessionEvents;
}

export interface SessionEvents extends EventStore {
  /** As `storeEvent`, of a response that is written already. @param text its JSON; absent: an event that only tells its id */
  keep(stream: string, text?: string): string;
  /** What of the stream of an event comes last, its response, and whether it came after that event; undefined before. */
  endOf(id: string): { readonly id: string; readonly after: boolean } | undefined;
  forget(): void;
}

interface Event {
  readonly id: string;
  readonly stream: string;
  /** As the SDK gave it, where others may have it too, or as JSON. */
  readonly message: JSONRPCMessage | string;
  readonly size: number;
  readonly of: Set<Event>;
}

/** What the SDK calls the stream that a client opens by GET: it can be resumed where nothing is left of it, too. */
const standalone = "_GET_stream";

/** @param mostCharacters of the JSON of all events */
export function createEventMemory(mostCharacters: number): EventMemory {
  // In the order in which they came.
  const all = new Set<Event>();
  let characters = 0;
  const drop = (event: Event) => {
    if (!all.delete(event)) return;
    event.of.delete(event);
    characters -= event.size;
  };
  const dropOldest = (events: ReadonlySet<Event>) => {
    for (const event of events) {
      drop(event);
      return;
    }
  };
  return {
    open() {
      const events = new Set<Event>();
      let count = 0;
      const keep = (stream: string, message: JSONRPCMessage | string, size: number) => {
        const id = `${++count}.${stream}`;
        const event = { id, stream, message, size, of: events };
        all.add(event);
        events.add(event);
        characters += event.size;
        if (events.size > limits.rememberedEvents) dropOldest(events);
        while (characters > mostCharacters) dropOldest(all);
        return id;
      };
      return {
        keep: (stream, text = "{}") => keep(stream, text, text.length),
        storeEvent: (stream, message) =>
          Promise.resolve(keep(stream, message, JSON.stringify(message).length)),
        getStreamIdForEventId(id) {
          const { stream, number } = parts(id);
          const known =
            // What stands in that stream in another process is not known here, and what comes is.
            stream === standalone
              ? number !== Infinity
              : number <= count && [...events].some((it) => it.stream === stream);
          return Promise.resolve(known ? stream : undefined);
        },
        async replayEventsAfter(lastId, { send }) {
          const last = parts(lastId);
          for (const event of [...events]) {
            const { id, stream } = event;
            if (stream !== last.stream || parts(id).number <= last.number) continue;
            const message = messageOf(event);
            // An event without a message only told the client its id.
            if ("jsonrpc" in message) await send(id, message);
          }
          return last.stream;
        },
        endOf(id) {
          const { stream, number } = parts(id);
          const end = [...events].reverse().find((it) => it.stream === stream && isResponse(messageOf(it)));
          return end && { id: end.id, after: parts(end.id).number > number };
        },
        forget() {
          for (const event of [...events]) drop(event);
        },
      };
    },
  };
}

function messageOf({ message }: Event): JSONRPCMessage {
  return typeof message === "string" ? (parseForeign(message) as JSONRPCMessage) : message;
}

function isResponse(message: JSONRPCMessage): boolean {
  return "result" in message || "error" in message;
}

function parts(id: string): { readonly number: number; readonly stream: string } {
  const [, number = "", stream = ""] = /^(\d{1,15})\.([\w-]+)$/.exec(id) ?? [];
  return { number: number === "" ? Infinity : Number(number), stream };
}
