import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { row } from "../../bench/report/row.ts";
import { runBench } from "../../bench/report/run.ts";

let folder: string;
let file: string;
let measured: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kestra-mcp-bench-test-"));
  file = join(folder, "accepted.yaml");
  measured = [];
});

afterEach(() => rm(folder, { recursive: true }));

const parts = Object.fromEntries(
  ["start", "answers"].map((name) => [
    name,
    () => {
      measured.push(name);
      return [row("size", "KB", 2)];
    },
  ]),
);

test("words that are no parts are all told, and nothing is measured", async () => {
  expect(await runBench(["answer", "accept", "xyz"], parts, file)).toEqual({
    code: 2,
    out: "",
    err: `"answer" is no part of the bench. Did you mean answers?
"xyz" is no part of the bench.
Words are accept, start, answers.
`,
  });
  expect(measured).toEqual([]);
});

test("--help tells the parts, and measures none", async () => {
  const { code, out, err } = await runBench(["start", "--help"], parts, file);
  expect({ code, err, measured }).toEqual({ code: 0, err: "", measured: [] });
  expect(out).toContain("start, answers.");
});

test.each([
  ["is no YAML", "start:\n  size (KB): 1\nanswers: [oops"],
  ["has an entry that is none", "start:\n  size (KB): 1\nanswers: { size (KB): { median: 0.3 } }"],
])("a file that %s is refused before anything is measured, and stays", async (_, text) => {
  await writeFile(file, text);
  const { code, out, err } = await runBench(["accept", "start"], parts, file);
  expect({ code, out, measured }).toEqual({ code: 2, out: "", measured: [] });
  expect(err).toContain("accepted.yaml:3:");
  expect(err).toContain("Nothing was measured, and nothing was written.\n");
  expect(await readFile(file, "utf8")).toBe(text);
});

test("what is measured is accepted with the word alone, of the parts that are named, and else of all", async () => {
  await runBench(["answers"], parts, file);
  await expect(readFile(file)).rejects.toThrow("ENOENT");
  await runBench(["answers", "accept"], parts, file);
  const { out } = await runBench(["accept"], parts, file);
  expect(out).toMatch(/start .* new +\|\n.*answers .* 2 KB +\| +\|\n/);
  expect(measured).toEqual(["answers", "answers", "start", "answers"]);
  expect(await readFile(file, "utf8")).toContain("answers:\n  size (KB): 2\nstart:\n  size (KB): 2\n");
});
