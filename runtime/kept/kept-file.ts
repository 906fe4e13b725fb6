import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { answerIn, headOf, type KeptAnswer } from "./kept-answer.ts";

/** Where a line stands in a file, in bytes. */
interface Place {
  readonly start: number;
  readonly length: number;
}

/** A file of kept answers, one on each line. */
export interface KeptFile {
  /** The answer to a request; undefined where the file has none. @throws Error of Node where it cannot be read */
  get(request: string): Promise<KeptAnswer | undefined>;
}

/** What a file holds, by request, and how many of its bytes are whole lines. */
export interface Contents {
  readonly places: ReadonlyMap<string, Place>;
  readonly whole: number;
}

/** Opens nothing yet; a file that was changed since is looked through again. Of its texts none is kept. */
export function keptFile(path: string): KeptFile {
  let known: { readonly version: string; readonly contents: Promise<Contents> } | undefined;
  const contents = async () => {
    const { mtimeMs, size } = await stat(path);
    const version = `${mtimeMs} ${size}`;
    if (known?.version !== version) known = { version, contents: contentsOf(path) };
    return known.contents;
  };
  return {
    async get(request) {
      const place = (await contents()).places.get(request);
      return place === undefined ? undefined : answerIn(await textAt(path, place));
    },
  };
}

/** Looks through a file. A last line without an end is not whole: it was being written. */
export async function contentsOf(path: string): Promise<Contents> {
  const places = new Map<string, Place>();
  let whole = 0;
  let rest: Buffer[] = [];
  const take = (line: Buffer) => {
    const head = headOf(line.toString("utf8"));
    if (head !== undefined) places.set(head.request, { start: whole, length: line.length });
    whole += line.length + 1;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      take(Buffer.concat([...rest, chunk.subarray(from, end)]));
      rest = [];
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
  }
  return { places, whole };
}

async function textAt(path: string, { start, length }: Place): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
