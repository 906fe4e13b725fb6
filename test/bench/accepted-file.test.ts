import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { acceptedIn, acceptedText } from "../../bench/report/accepted-file.ts";
import { ConfigurationError } from "../../runtime/errors.ts";

const parts = ["start", "answers"];

/** What is said of a file that is wrong, without the lines that show it. */
async function faultsOf(text: string): Promise<readonly string[]> {
  const error: unknown = await acceptedIn("accepted.yaml", text, parts).catch((it: unknown) => it);
  if (!(error instanceof ConfigurationError)) throw new Error("It was taken.");
  return [error.message, ...error.lines].filter((line) => !line.includes(" | "));
}

test("what is accepted is written a line a measure, and read as it was", async () => {
  const accepted = {
    start: {
      "cold start, 2025 (ratio)": { min: 1.4, median: 1.5, max: 1.6 },
      "peak (MB)": { min: 60, median: 60, max: 60 },
    },
    answers: {},
  };
  const text = acceptedText(accepted);
  expect(text).toContain("\n  cold start, 2025 (ratio): { min: 1.4, median: 1.5, max: 1.6 }\n");
  expect(text).toContain("\n  peak (MB): 60\n");
  expect(await acceptedIn("accepted.yaml", text, parts)).toEqual(accepted);
});

test("the file of the project stands as it is written", async () => {
  const text = await readFile(join(import.meta.dirname, "../../bench/accepted.yaml"), "utf8");
  const names = [...text.matchAll(/^(\w+):$/gm)].map(([, name = ""]) => name);
  expect(acceptedText(await acceptedIn("accepted.yaml", text, names))).toBe(text);
});

test("what is no YAML is refused with its line", async () => {
  const [first] = await faultsOf("start:\n  peak (MB): 1\nanswers: [oops");
  expect(first).toMatch(/^accepted\.yaml:3:\d+ This is not YAML: /);
  expect(await faultsOf("- start")).toContain("accepted.yaml:1:1 The file is not a map.");
});

test.each([
  ["a spread without its ends", "{ median: 0.3 }"],
  ["more than a spread", "{ min: 1, median: 2, max: 3, mean: 2 }"],
  ["a spread out of order", "{ min: 2, median: 1, max: 3 }"],
  ["a text", "small"],
  ["a number as a text", '"0.3"'],
  ["a list", "[1, 2, 3]"],
  ["nothing", ""],
  ["a negative number", "-1"],
  ["no finite number", ".inf"],
  ["no number", "{ min: 1, median: .nan, max: 3 }"],
])("%s is refused as an entry", async (_, entry) => {
  const [first, hint] = await faultsOf(`start:\n  a (MB): 1\n  peak (MB): ${entry}\n`);
  expect(first).toMatch(/^accepted\.yaml:3:\d+ "peak \(MB\)" of start is neither a number nor a spread\.$/);
  expect(hint).toContain("{ min: 1, median: 2, max: 3 }");
});

test("all that is wrong is told at once: parts that there are not, parts that are no map, keys without a unit", async () => {
  expect(await faultsOf("answer:\n  a (MB): 1\nstart:\n  peak: 1\nanswers: 3\n")).toEqual([
    'accepted.yaml:1:1 "answer" is not a key of the bench.',
    "  Did you mean answers?",
    "accepted.yaml:4:3 A key is a measure and its unit, such as `heap of an open session (KB)`.",
    "  Units are ratio, bytes, KB, MB and tokens.",
    "accepted.yaml:5:10 a part must be a map.",
    "  Write `key: value` lines.",
  ]);
});
