import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { aloneWith } from "../../support/public-services.ts";
import { stdioMemory } from "../../../bench/stdio-memory.ts";

/** Of what one run differs from another on a busy machine, in KB: without what keeps memory small it grows by 60 MB, and goes on. */
const noise = 12 * 1024;

test.runIf(process.platform === "linux")(
  "over stdio a server takes little more after thousands of calls than at its start, and then no more",
  async () => {
    const [start, some, many] = await stdioMemory(inject("bundle"), [2000, 6000], aloneWith({}));
    if (start === undefined || some === undefined || many === undefined)
      throw new Error("Nothing was measured.");
    expect(some.resident - start.resident).toBeLessThan(16 * 1024 + noise);
    expect(many.resident - some.resident).toBeLessThan(noise);
  },
  120_000,
);

test("what a start loads is ASCII alone: a text with one other character takes twice the memory", async () => {
  const folder = join(dirname(inject("bundle")), "chunks");
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    // What is small, and loaded for one thing alone.
    if (text.length < 50_000) continue;
    const [found] = /.{0,40}[^\p{ASCII}]/u.exec(text) ?? [];
    expect(found, `Write it as \\u2026 in a regular expression: ${name}`).toBeUndefined();
  }
});
