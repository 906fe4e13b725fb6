import { createParser } from "eventsource-parser";
import type { StreamAnswer, StreamEvent } from "./context.ts";

/** More events than these are not kept: the stream ends there. */
const mostEvents = 10_000;

/**
 * Reads server-sent events until the server ends them.
 * @param late its abort ends the reading: what came before is the answer, and `ended` is false
 * @param onEvents called with how many events there were, as they come in
 */
export async function readStream(
  chunks: AsyncIterable<Uint8Array>,
  late: AbortSignal,
  onEvents: (count: number) => void = () => undefined,
): Promise<StreamAnswer> {
  const events: StreamEvent[] = [];
  const parser = createParser({
    onEvent({ id, event, data }) {
      events.push({
        ...(id === undefined ? {} : { id }),
        ...(event === undefined ? {} : { event }),
        data: decoded(data),
      });
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of chunks) {
      const before = events.length;
      parser.feed(decoder.decode(chunk, { stream: true }));
      if (events.length > before) onEvents(events.length);
      if (events.length >= mostEvents) return { events: events.slice(0, mostEvents), ended: false };
    }
  } catch (error) {
    if (late.aborted) return { events, ended: false };
    throw error;
  }
  return { events, ended: true };
}

function decoded(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
