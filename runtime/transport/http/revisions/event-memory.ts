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
  const add = (event: Event) => {
    all.add(event);
    event.of.add(event);
    characters += event.size;
    if (event.of.size > limits.rememberedEvents) dropOldest(event.of);
    while (characters > mostCharacters) dropOldest(all);
  };
  const room: Room = { add, drop };
  return { open: () => new OwnEvents(room) };
}

/** Where the events of all sessions are. */
interface Room {
  readonly add: (event: Event) => void;
  readonly drop: (event: Event) => void;
}

/** A class, for there are very many: their functions are those of all. */
class OwnEvents implements SessionEvents {
  readonly #room: Room;
  readonly #events = new Set<Event>();
  #count = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  keep(stream: string, text = "{}"): string {
    return this.#add(stream, text, text.length);
  }

  storeEvent(stream: string, message: JSONRPCMessage): Promise<string> {
    return Promise.resolve(this.#add(stream, message, JSON.stringify(message).length));
  }

  getStreamIdForEventId(id: string): Promise<string | undefined> {
    const { stream, number } = parts(id);
    const known =
      // What stands in that stream in another process is not known here, and what comes is.
      stream === standalone
        ? number !== Infinity
        : number <= this.#count && [...this.#events].some((it) => it.stream === stream);
    return Promise.resolve(known ? stream : undefined);
  }

  async replayEventsAfter(lastId: string, { send }: Parameters<EventStore["replayEventsAfter"]>[1]) {
    const last = parts(lastId);
    for (const event of [...this.#events]) {
      const { id, stream } = event;
      if (stream !== last.stream || parts(id).number <= last.number) continue;
      const message = messageOf(event);
      // An event without a message only told the client its id.
      if ("jsonrpc" in message) await send(id, message);
    }
    return last.stream;
  }

  endOf(id: string): { readonly id: string; readonly after: boolean } | undefined {
    const { stream, number } = parts(id);
    const end = [...this.#events].reverse().find((it) => it.stream === stream && isResponse(messageOf(it)));
    return end && { id: end.id, after: parts(end.id).number > number };
  }

  forget(): void {
    for (const event of [...this.#events]) this.#room.drop(event);
  }

  #add(stream: string, message: JSONRPCMessage | string, size: number): string {
    const id = `${++this.#count}.${stream}`;
    this.#room.add({ id, stream, message, size, of: this.#events });
    return id;
  }
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
