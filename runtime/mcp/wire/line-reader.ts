import { createIdFinder, type IdFinder } from "./id-finder.ts";

/** Cuts bytes into lines. */
export interface LineReader {
  give(chunk: Buffer): void;
  /** No more comes: what is left is a line, too. */
  end(): void;
}

/** What lines are given to. */
export interface LineTaker {
  readonly line: (bytes: Buffer) => void;
  /** A line had more bytes than are kept, and was skipped. */
  readonly tooLong: (finder: IdFinder) => void;
}

const newline = 0x0a;

/** @param most bytes of a line */
export function createLineReader(most: number, { line, tooLong }: LineTaker): LineReader {
  let kept: Buffer[] = [];
  let size = 0;
  let skipping: IdFinder | undefined;

  const add = (part: Buffer) => {
    size += part.length;
    if (skipping === undefined && size > most) {
      skipping = createIdFinder();
      for (const one of kept) skipping.give(one);
      kept = [];
    }
    if (skipping === undefined) kept.push(part);
    else skipping.give(part);
  };
  const finish = () => {
    const bytes = Buffer.concat(kept);
    const skipped = skipping;
    kept = [];
    size = 0;
    skipping = undefined;
    if (skipped === undefined) line(bytes);
    else tooLong(skipped);
  };
  return {
    give(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
        add(chunk.subarray(from, at));
        finish();
        from = at + 1;
      }
      if (from < chunk.length) add(chunk.subarray(from));
    },
    end() {
      if (size > 0) finish();
    },
  };
}
