import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { limits } from "../limits.ts";
import { answerIn, headOf, type KeptAnswer } from "./kept-answer.ts";

/** Where a line stands in a file, in bytes. */
interface Place {
  readonly start: number;
  readonly length: number;
}

/** A file of kept answers, one on each line. */
export interface KeptFile {
  readonly path: string;
  /** The answer to a request; undefined where the file has none. @throws Error of Node where it cannot be read */
  get(request: string): Promise<KeptAnswer | undefined>;
}

/** What a file holds, by request, and how many of its bytes are whole lines. */
export interface Contents {
  readonly places: ReadonlyMap<string, Place>;
  readonly whole: number;
  /** When the first of them came, as ISO 8601; absent where there is none. */
  readonly began?: string | undefined;
}

/**
 * Opens nothing yet; a file that was changed since is looked through again, and one that is replaced while it is read is
 * read to its end. Of its texts none is kept. A folder has no answers.
 */
export function keptFile(path: string): KeptFile {
  let known: { readonly version: string; readonly contents: Promise<Contents> } | undefined;
  const contentsIn = async (file: FileHandle): Promise<Contents | undefined> => {
    const found = await file.stat();
    if (found.isDirectory()) return undefined;
    if (!found.isFile()) throw Object.assign(new Error("It is no file."), { code: "no file" });
    const version = `${found.ino} ${found.mtimeMs} ${found.size}`;
    if (known?.version === version) return known.contents;
    const seen = { version, contents: contentsOf(file) };
    known = seen;
    try {
      return await seen.contents;
    } catch (error) {
      if (known === seen) known = undefined;
      throw error;
    }
  };
  return {
    path,
    async get(request) {
      // Nobody may ever write to a pipe.
      const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const contents = await contentsIn(file);
        return contents && (await answerAt(file, contents, request));
      } finally {
        await file.close();
      }
    },
  };
}

/**
 * Looks through a file from its start. A last line without an end is not whole: it was being written. A line that is longer
 * than any of ours is passed over.
 */
export async function contentsOf(file: FileHandle): Promise<Contents> {
  const places = new Map<string, Place>();
  let whole = 0;
  let began: string | undefined;
  let rest: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length > limits.keptLine) rest = [];
    else rest.push(part);
  };
  const end = () => {
    const head = length > limits.keptLine ? undefined : headOf(Buffer.concat(rest).toString("utf8"));
    if (head !== undefined) places.set(head.request, { start: whole, length });
    began ??= head?.at;
    whole += length + 1;
    rest = [];
    length = 0;
  };
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let to = chunk.indexOf(10); to !== -1; to = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, to));
      end();
      from = to + 1;
    }
    take(chunk.subarray(from));
  }
  return { places, whole, began };
}

/** The answer that stands at a place; undefined where the file was written over since. */
export async function answerAt(
  file: FileHandle,
  { places }: Contents,
  request: string,
): Promise<KeptAnswer | undefined> {
  const place = places.get(request);
  const kept = place && (await answerIn(await lineAt(file, place)));
  return kept?.request === request ? kept : undefined;
}

async function lineAt(file: FileHandle, { start, length }: Place): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.toString("utf8", 0, bytesRead);
}
