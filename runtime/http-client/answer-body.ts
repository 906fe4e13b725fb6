import type { Readable } from "node:stream";
import { limits } from "../limits.ts";
import { keeperFor, type Excerpt, type Keeper, type Kept, type ExcerptWish } from "./excerpt.ts";

/** More than this of one answer is not kept. */
export const mostBytes = limits.answer;

/** More than this of one answer is not read, to come to the part that is wanted. */
export const farthestByte = limits.answerRead;

/** The body of an answer. */
export interface AnswerBody {
  readonly text: string;
  readonly bytes: Buffer;
  /** Present where it is a part of a large body. */
  readonly excerpt?: Excerpt;
  /** Why there is nothing of it: it is too large to be kept, or the part that is wanted lies too far behind. */
  readonly unread?: "large" | "far";
}

/** How a body is read. */
export interface BodyReading {
  /** The part that is kept of a body that is too large. Absent: nothing of it is. */
  readonly wish?: ExcerptWish | undefined;
  /** Called once it shows that only a part will be kept. */
  readonly onLarge?: () => void;
  /** Bytes of the whole, as its head tells them. */
  readonly length?: number | undefined;
  readonly most?: number;
  readonly farthest?: number;
}

const nothing = { text: "", bytes: Buffer.alloc(0) };

/**
 * Reads a body, or of a large one the part that is wanted; what comes after that is not read.
 * @param chunks destroyed as soon as no more is read
 */
export async function readBody(
  chunks: Readable,
  { wish, onLarge = () => undefined, length, most = mostBytes, farthest = farthestByte }: BodyReading,
): Promise<AnswerBody> {
  const head: Buffer[] = [];
  let keeper: Keeper | undefined;
  let size = 0;
  let enough: AnswerBody | undefined;
  await eachChunk(chunks, (chunk) => {
    size += chunk.length;
    if (keeper === undefined) {
      head.push(chunk);
      if (size <= most) return true;
      if (wish === undefined) {
        enough = { ...nothing, unread: "large" };
        return false;
      }
      onLarge();
      const begun = Buffer.concat(head.splice(0));
      keeper = keeperFor(wish, begun.subarray(0, most));
      keeper.add(begun);
    } else keeper.add(chunk);
    if (keeper.isFull()) enough = withLength(keeper.kept(false), length);
    else if (size > farthest) enough = { ...nothing, unread: "far" };
    return enough === undefined;
  });
  if (enough !== undefined) return enough;
  if (keeper !== undefined) return keeper.kept(true);
  const [only] = head;
  const bytes = only !== undefined && head.length === 1 ? only : Buffer.concat(head);
  return { bytes, text: bytes.toString("utf8") };
}

/**
 * Reads a stream by its events: an iterator of it costs more than the rest of a request.
 * @param take returns whether more is wanted
 */
function eachChunk(stream: Readable, take: (chunk: Buffer) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = () => {
      isOver = true;
      resolve();
    };
    stream.on("data", (chunk: Buffer) => {
      if (take(chunk)) return;
      stream.removeAllListeners("data").destroy();
      end();
    });
    stream.once("end", end);
    stream.once("error", reject);
    stream.once("close", () => {
      // To make an error takes longer than to read the answer.
      if (!isOver) reject(new Error("The body was cut off."));
    });
  });
}

function withLength(kept: Kept, bytes: number | undefined): Kept {
  return bytes === undefined ? kept : { ...kept, excerpt: { ...kept.excerpt, bytes } };
}
