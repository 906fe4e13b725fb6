import type { Signal } from "../abort.ts";
import { limits } from "../limits.ts";
import { createParser } from "eventsource-parser";
import { KestraError } from "../errors.ts";
import { foreignOr } from "../json/foreign-json.ts";
import { say } from "../text/said.ts";
import type { StreamAnswer, StreamEvent, StreamOptions } from "./answer.ts";

/** How a stream is read, and what ends the reading. */
export interface StreamReading extends StreamOptions {
  /** Its abort ends the reading: what came before is the answer, and `ended` is false. */
  readonly late: Signal;
  /** How often `onEvents` is called where nothing comes, in milliseconds. */
  readonly beat?: number;
}

/** Characters of one event at most, and of all events that are kept. */
const mostCharacters = limits.events;

/** Events that are kept at most. */
const mostEvents = limits.eventCount;

/** Clients that wait for progress give up a call that tells none. */
const usualBeat = 5000;

/**
 * Reads server-sent events until the server ends them, or enough has come, or it is late. Of very many the newest are
 * kept. An event that is not whole when the stream ends is none.
 * @param chunks closed as soon as no more is read
 * @throws KestraError where one event is too large to be read
 */
export async function readStream(
  chunks: AsyncIterable<Uint8Array>,
  { late, onEvents = () => undefined, enough = () => false, beat = usualBeat }: StreamReading,
): Promise<StreamAnswer> {
  const kept = createKept();
  const seen: Seen = { count: 0, done: false, tooLarge: false };
  const parser = createParser({
    onEvent({ id, event, data }) {
      if (seen.done) return;
      const named = { ...(id === undefined ? {} : { id }), ...(event === undefined ? {} : { event }) };
      const read = { ...named, data: foreignOr(data, data) };
      seen.count++;
      kept.add(read, data.length);
      seen.done = enough(read);
    },
    onError({ type }) {
      seen.tooLarge ||= type === "max-buffer-size-exceeded";
    },
    maxBufferSize: mostCharacters,
  });
  const decoder = new TextDecoder();
  const beating = setInterval(() => {
    onEvents(seen.count);
  }, beat).unref();
  try {
    for await (const chunk of untilBroken(chunks)) {
      const before = seen.count;
      parser.feed(decoder.decode(chunk, { stream: true }));
      if (seen.count > before) onEvents(seen.count);
      // Leaving the loop closes the socket.
      if (seen.done || seen.tooLarge || late.aborted) break;
    }
  } finally {
    clearInterval(beating);
  }
  if (seen.tooLarge) {
    throw new KestraError(
      say`Kestra sent an event of more than ${mostCharacters / 1024 / 1024} MB, which is not read.`,
      200,
    );
  }
  return { events: kept.all(), ended: !seen.done && !late.aborted };
}

interface Seen {
  count: number;
  /** Enough has come. */
  done: boolean;
  tooLarge: boolean;
}

/** The chunks until there are no more: a connection that broke ended the stream just as its server would have. */
async function* untilBroken(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch {
    return;
  }
}

/** The newest events, within what memory they may take. */
function createKept() {
  const events: { readonly event: StreamEvent; readonly size: number }[] = [];
  let total = 0;
  return {
    add(event: StreamEvent, size: number): void {
      events.push({ event, size });
      total += size;
      while (events.length > mostEvents || (total > mostCharacters && events.length > 1)) {
        total -= events.shift()?.size ?? 0;
      }
    },
    all: (): readonly StreamEvent[] => events.map(({ event }) => event),
  };
}
