import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { forEachId } from "../mcp/wire/answered-ids.ts";
import { MessageError } from "../mcp/wire/client-message.ts";
import { invalidRequest, parseError } from "../mcp/handler.ts";
import { createIdFinder, type IdFinder } from "../mcp/wire/id-finder.ts";
import { parseJson } from "../mcp/wire/json-text.ts";
import { limits } from "../limits.ts";
import { createLineReader } from "../mcp/wire/line-reader.ts";

/** Lines of JSON in both directions. */
export interface StdioWire {
  /** Begins to read. */
  start(): void;
  /** Settles when there is room for more, or nobody reads any longer. @param text its JSON, where it need not be made */
  send(message: object, text?: () => string): Promise<void>;
  close(): void;
}

/** What a wire gives what it reads to. */
export interface WireReader {
  /** The JSON of a line. */
  value(value: unknown): void;
  /** A line that cannot be read: for each id that it has. */
  unreadable(error: MessageError): void;
  /** There is no more: undefined where the client ended it, otherwise why it broke. */
  ended(error: Error | undefined): void;
}

export function openWire(input: Readable, output: Writable, reader: WireReader): StdioWire {
  let open = true;
  let isReading = false;
  // One for all that wait: very many may.
  let room: Promise<void> | undefined;
  const end = (error?: Error) => {
    if (!open) return;
    open = false;
    reader.ended(error);
  };
  const refuse = (error: MessageError, finder: IdFinder) => {
    for (const one of forEachId(error, finder.ids())) reader.unreadable(one);
  };
  const lines = createLineReader(limits.line, {
    line(bytes) {
      try {
        const text = textOf(bytes);
        if (text.trim() !== "") reader.value(parseJson(text));
      } catch (error) {
        if (!(error instanceof MessageError)) throw error;
        const finder = createIdFinder();
        finder.give(bytes);
        refuse(error, finder);
      }
    },
    tooLong(finder) {
      const size = `${limits.line / 1024 / 1024} MB`;
      const message = `Invalid request: a line of more than ${size} is not read.`;
      refuse(new MessageError(invalidRequest, message, null), finder);
    },
  });
  const onData = (chunk: Buffer) => {
    lines.give(chunk);
  };
  const onEnd = () => {
    lines.end();
    end();
  };
  const onClose = () => {
    end();
  };
  const broken = (name: string) => (error: Error) => {
    end(new Error(`${name} failed: ${error.message}`, { cause: error }));
  };
  const onInputError = broken("Reading from the client");
  const onOutputError = broken("Writing to the client");
  return {
    start() {
      isReading = true;
      output.on("error", onOutputError);
      input.on("error", onInputError).on("end", onEnd).on("close", onClose).on("data", onData);
      // Nothing tells of an end that was before.
      if (input.readableEnded || input.destroyed) setImmediate(onClose);
    },
    async send(message, text = () => JSON.stringify(message)) {
      if (output.write(`${text()}\n`) || output.destroyed) return;
      // Each line that is read would be one more answer that nobody takes.
      if (output.writableLength >= limits.unreadStdio) input.pause();
      await (room ??= roomIn(output).then(() => {
        room = undefined;
        if (isReading) input.resume();
      }));
    },
    close() {
      isReading = false;
      input.off("end", onEnd).off("close", onClose).off("data", onData).pause();
    },
  };
}

/** Settles when there is room for more, or nobody reads any longer. */
async function roomIn(output: Writable): Promise<void> {
  const over = new AbortController();
  const waiting = ["drain", "close", "error"].map((event) => once(output, event, over));
  await Promise.race(waiting).catch(() => undefined);
  over.abort();
  await Promise.allSettled(waiting);
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new MessageError(parseError, "Parse error: this is not valid UTF-8.", null);
  }
}
