import { constants } from "node:fs";
import { open, rename, stat, type FileHandle } from "node:fs/promises";
import { ConfigurationError } from "../errors.ts";
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

/** With what each line of ours begins. */
const beginning = '{"request":"';

const { O_APPEND, O_CREAT, O_RDWR } = constants;

/** Of what a link leads to nothing is cut off. Windows has none of it. */
const noLink = (constants as { readonly O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/**
 * Opens `<path>.part`, and goes on from what an earlier attempt left there, unless that began too long ago.
 * @param now in milliseconds since 1970
 * @throws Error of Node where it cannot be written; ConfigurationError where something else stands in either place
 */
export async function openPart(path: string, now: number): Promise<PartFile> {
  const part = `${path}.part`;
  await refuseOthers(path);
  const file = await open(part, O_APPEND | O_CREAT | O_RDWR | noLink, 0o644);
  if (!(await isOurs(file))) {
    await file.close();
    throw othersFile(part);
  }
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

/** @throws ConfigurationError where a path leads to what is there and is no file of ours */
async function refuseOthers(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isFile()) throw othersFile(path);
  const file = await open(path, "r");
  try {
    if (!(await isOurs(file))) throw othersFile(path);
  } finally {
    await file.close();
  }
}

/** Whether a file begins as ours do, or is empty. */
async function isOurs(file: FileHandle): Promise<boolean> {
  if (!(await file.stat()).isFile()) return false;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
  return beginning.startsWith(buffer.toString("utf8", 0, bytesRead));
}

function othersFile(path: string): ConfigurationError {
  return new ConfigurationError(
    `${path} is there, and holds no answers: nothing was written. Name another file.`,
  );
}
