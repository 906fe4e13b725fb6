import { isText } from "./text-bytes.ts";

/** Which part of an answer is wanted, where the answer is too large to be kept whole. */
export interface ExcerptWish {
  /** Characters to skip: of the text, or of the base64 of what is no text. */
  readonly offset: number;
  /** Characters that are kept from there on. */
  readonly characters: number;
  /** `file` where bytes that are no text are wanted as base64; `text` where all is read as text. */
  readonly of: "text" | "file";
}

/** A part of an answer that was too large to be kept whole. */
export interface Excerpt {
  /** Characters that come before it: of the text, or of the base64. */
  readonly from: number;
  /** Characters of the whole; absent where it was not read to its end. */
  readonly total?: number;
  /** Bytes of the whole, where its head told them. */
  readonly bytes?: number;
  /** The first bytes of the whole, where it is no text. */
  readonly start?: Uint8Array;
}

/** What was kept, and where it lies. */
export interface Kept {
  readonly text: string;
  readonly bytes: Buffer;
  readonly excerpt: Excerpt;
}

/** Keeps the wanted part of bytes that come one after the other. */
export interface Keeper {
  add(chunk: Buffer): void;
  /** True once what is wanted is there, and something comes after it. */
  isFull(): boolean;
  /** @param ended whether the bytes came to their end */
  kept(ended: boolean): Kept;
}

/** Bytes that tell what a file is. */
const startBytes = 16;

/** @param head how the whole begins: it alone decides what is text, so that each part is read in the same way */
export function keeperFor(wish: ExcerptWish, head: Buffer): Keeper {
  return wish.of === "text" || isText(head, false) ? textKeeper(wish) : bytesKeeper(wish, head);
}

/** Decodes all that comes, as a chunk may end within a character, and counts as JavaScript does. */
function textKeeper({ offset, characters }: ExcerptWish): Keeper {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let passed = 0;
  let text = "";
  const take = (decoded: string) => {
    text += decoded.slice(Math.max(0, offset - passed), Math.max(0, offset + characters - passed));
    passed += decoded.length;
  };
  return {
    add(chunk) {
      take(decoder.decode(chunk, { stream: true }));
    },
    isFull: () => passed > offset + characters,
    kept(ended) {
      if (ended) take(decoder.decode());
      const from = Math.min(offset, passed);
      return { text, bytes: Buffer.alloc(0), excerpt: { from, ...(ended ? { total: passed } : {}) } };
    },
  };
}

/** Keeps whole groups of three bytes, each four characters of base64: a part of them is bytes by itself. */
function bytesKeeper({ offset, characters }: ExcerptWish, head: Buffer): Keeper {
  const first = 3 * Math.floor(offset / 4);
  const end = first + 3 * Math.ceil(characters / 4);
  const start = Buffer.from(head.subarray(0, startBytes));
  let passed = 0;
  const chunks: Buffer[] = [];
  return {
    add(chunk) {
      const wanted = chunk.subarray(Math.max(0, first - passed), Math.max(0, end - passed));
      if (wanted.length > 0) chunks.push(wanted);
      passed += chunk.length;
    },
    isFull: () => passed > end,
    kept(ended) {
      const total = 4 * Math.ceil(passed / 3);
      const from = Math.min((first / 3) * 4, total);
      const excerpt = { from, start, ...(ended ? { total } : {}) };
      return { text: "", bytes: Buffer.concat(chunks), excerpt };
    },
  };
}
