import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { aloneWith } from "../../support/public-services.ts";
import { revisions } from "../../../bench/start/cold-start.ts";
import { stdioMemory } from "../../../bench/stdio-memory.ts";

/** Of what one run differs from another on a busy machine, in KB: without what keeps memory small it grows by 60 MB, and goes on. */
const noise = 12 * 1024;

describe.runIf(process.platform === "linux").each(revisions)("over stdio, at %s", (revision) => {
  test("a server takes little more after thousands of calls than at its start, and then no more", async () => {
    const [start, some, many] = await stdioMemory(inject("bundle"), [2000, 6000], {
      revision,
      env: aloneWith({}),
    });
    if (start === undefined || some === undefined || many === undefined)
      throw new Error("Nothing was measured.");
    expect(some.resident - start.resident).toBeLessThan(16 * 1024 + noise);
    expect(many.resident - some.resident).toBeLessThan(noise);
  }, 120_000);
});

test("what is loaded is ASCII alone: a text with one other character takes twice the memory", async () => {
  const folder = join(dirname(inject("bundle")), "chunks");
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    // A text that is small, and loaded for one thing alone; code is read as ASCII.
    if (text.length < 50_000 && !name.endsWith(".js")) continue;
    const [found] = /.{0,40}[^\p{ASCII}]/u.exec(text) ?? [];
    expect(found, `Write it as \\u2026 in a regular expression: ${name}`).toBeUndefined();
  }
});
