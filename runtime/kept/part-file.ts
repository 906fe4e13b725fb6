import { open, rename } from "node:fs/promises";
import { answerAt, contentsOf } from "./kept-file.ts";
import { lineOf, type KeptAnswer } from "./kept-answer.ts";
import { limits } from "../limits.ts";

/** A file of kept answers that is being written. It takes the place of another one when it is whole. */
export interface PartFile {
  readonly path: string;
  /** Requests that were answered before. */
  readonly found: number;
  /** The answer of an earlier attempt. */
  get(request: string): Promise<KeptAnswer | undefined>;
  /** One after the other, each whole. @throws Error of Node where the disk takes no more */
  add(answer: KeptAnswer): Promise<void>;
  /** Bytes that were written. */
  readonly size: number;
  /** Puts it in place. Nothing may be added any more. */
  finish(): Promise<void>;
  /** Leaves it for another attempt. */
  close(): Promise<void>;
}

/**
 * Opens `<path>.part`, and goes on from what an earlier attempt left there, unless that began too long ago.
 * @param now in milliseconds since 1970
 * @throws Error of Node where it cannot be written
 */
export async function openPart(path: string, now: number): Promise<PartFile> {
  const part = `${path}.part`;
  const file = await open(part, "a+", 0o644);
  const before = await contentsOf(file);
  const age = now - Date.parse(before.began ?? "");
  const isRecent = age >= 0 && age < limits.keptFresh;
  const contents = isRecent ? before : { places: new Map<string, never>(), whole: 0 };
  // Of a last line that is not whole nothing stays.
  await file.truncate(contents.whole);
  let size = contents.whole;
  let last: Promise<unknown> = Promise.resolve();
  const add = async (answer: KeptAnswer) => {
    const line = Buffer.from(`${await lineOf(answer)}\n`);
    await file.appendFile(line);
    size += line.length;
  };
  return {
    path: part,
    found: contents.places.size,
    get: (request) => answerAt(file, contents, request),
    add(answer) {
      const added = last.then(() => add(answer));
      last = added.catch(() => undefined);
      return added;
    },
    get size() {
      return size;
    },
    async finish() {
      await last;
      await file.sync();
      await file.close();
      await rename(part, path);
    },
    async close() {
      await last;
      await file.close();
    },
  };
}
