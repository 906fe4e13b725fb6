import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBody } from "../../../runtime/http-client/answer-body.ts";

/** Bytes in chunks that end anywhere, and whether the reader took the last one. */
function chunksOf(bytes: Buffer, size: number) {
  const seen = { all: false };
  async function* chunks() {
    for (let i = 0; i < bytes.length; i += size) yield await Promise.resolve(bytes.subarray(i, i + size));
    seen.all = true;
  }
  return { chunks: Readable.from(chunks(), { objectMode: false, highWaterMark: 1 }), seen };
}

const sizes = {
  size: fc.integer({ min: 1, max: 9 }),
  offset: fc.nat(60),
  characters: fc.integer({ min: 1, max: 20 }),
  most: fc.nat(20),
};

describe("a large body", () => {
  test("is kept around the offset, each character whole", async () => {
    const whole = fc.array(fc.constantFrom("a", "é", "漢", "🚀", "\ufeff", "\n"), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(whole, fc.record(sizes), async (letters, { size, offset, characters, most }) => {
        const all = letters.join("");
        const bytes = Buffer.from(all);
        const { chunks } = chunksOf(bytes, size);
        const body = await readBody(chunks, { wish: { offset, characters, of: "file" }, most });
        if (bytes.length <= most) {
          expect(body).toEqual({ text: all, bytes });
          return;
        }
        expect(body.text).toBe(all.slice(offset, offset + characters));
        expect(body.excerpt?.start).toBeUndefined();
        expect(body.excerpt?.from).toBe(Math.min(offset, all.length));
        // Without a total something must come after what was kept.
        const { total = Infinity } = body.excerpt ?? {};
        expect([all.length, Infinity]).toContain(total);
        if (total === Infinity) expect(all.length).toBeGreaterThan(offset + characters);
      }),
    );
  });

  test("that is no text is kept in whole groups of its base64", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.record(sizes),
        async (rest, { size, offset, characters }) => {
          const bytes = Buffer.from([0, ...rest]);
          const all = bytes.toString("base64");
          const { chunks } = chunksOf(bytes, size);
          const body = await readBody(chunks, { wish: { offset, characters, of: "file" }, most: 1 });
          const { from = -1, total, start } = body.excerpt ?? {};
          expect(from).toBe(Math.min(offset - (offset % 4), all.length));
          const kept = body.bytes.toString("base64");
          expect(all.slice(from, from + kept.length)).toBe(kept);
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(characters, all.length - from));
          expect([all.length, undefined]).toContain(total);
          expect(Buffer.from(start ?? [])).toEqual(
            bytes.subarray(0, Math.min(2, 16)).subarray(0, start?.length),
          );
        },
      ),
    );
  });

  test("is not read further than what is wanted, nor further than may be", async () => {
    const bytes = Buffer.alloc(1000, "x");
    const near = chunksOf(bytes, 10);
    const wish = { offset: 50, characters: 20, of: "text" } as const;
    expect(await readBody(near.chunks, { wish, most: 30, length: 1000 })).toMatchObject({
      text: "x".repeat(20),
      excerpt: { from: 50, bytes: 1000 },
    });
    const far = chunksOf(bytes, 10);
    const farther = { wish: { ...wish, offset: 900 }, most: 30, farthest: 500 };
    expect((await readBody(far.chunks, farther)).unread).toBe("far");
    const unwanted = chunksOf(bytes, 10);
    expect((await readBody(unwanted.chunks, { most: 30 })).unread).toBe("large");
    expect([near, far, unwanted].map(({ seen }) => seen.all)).toEqual([false, false, false]);
  });
});
