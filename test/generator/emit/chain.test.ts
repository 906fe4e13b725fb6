import { describe, expect, it } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { runSteps } from "./steps.ts";

const move = (
  input: { path: string; to_path: string },
  stats: object,
  answer: object = { status: "moved" },
) => runSteps("chain", "move", input, { stats, delete: answer });

describe("a printed chain", () => {
  it("asks one call after the other, each with what it takes, and gives what the last one gives", async () => {
    const { asked, output } = await move({ path: "a", to_path: "b" }, { type: "File", size: 3 });
    expect(asked).toEqual([
      ["stats", { path: "a" }],
      ["delete", { path: "a", to_path: "b" }],
    ]);
    expect(output).toEqual({ status: "moved" });
  });

  it("asks nothing with the path of a directory where that of a file is meant", async () => {
    for (const to_path of ["b/", "a/b/ "]) {
      const { asked, output } = await move({ path: "x", to_path }, { type: "File" });
      expect(asked).toEqual([]);
      expect(output).toEqual(new InputError(say`'${to_path}' is a \`directory\`.`));
    }
    for (const to_path of ["b", "/", "a/b"])
      expect((await move({ path: "x", to_path }, { type: "File" })).asked).toHaveLength(2);
  });

  it("stops where an answer is not what it needs, or is what it must not be, saying what is known", async () => {
    const { asked, output } = await move({ path: "a", to_path: "b" }, { type: "none", size: 3 });
    expect(asked).toEqual([["stats", { path: "a" }]]);
    expect(output).toBeInstanceOf(InputError);
    expect(output).toHaveProperty("message", "a of 3 is none.");
    const empty = await move({ path: "a", to_path: "b" }, { type: "File", size: 0 });
    expect(empty.output).toHaveProperty("message", "a of 0 is File.");
    const gone = await move({ path: "a", to_path: "b" }, { type: "File" }, { status: "none" });
    expect(gone.output).toHaveProperty("message", "a is gone.");
  });

  it("says null for what is not known", async () => {
    const { output } = await move({ path: "a", to_path: "b" }, { type: "none" });
    expect(output).toHaveProperty("message", "a of null is none.");
  });

  it("notes what was found as the message of the result, and only where it was", async () => {
    const { output } = await move({ path: "a", to_path: "b" }, { type: "Directory" });
    expect(output).toEqual({ status: "moved", message: "a was a Directory." });
  });

  it.each([
    ["a", "a"],
    ["a", "/a/"],
    ["a/b", "a/b/c"],
    ["./a", "a//b"],
  ])("asks nothing where a path that must lie outside of %j is %j", async (path, to_path) => {
    const { asked, output } = await move({ path, to_path }, { type: "File" });
    expect(asked).toEqual([]);
    expect(output).toBeInstanceOf(InputError);
    const elsewhere = await move({ path, to_path: `${to_path.replaceAll("/", "")}x` }, { type: "File" });
    expect(elsewhere.asked).toHaveLength(2);
  });
});

describe("a printed chain over rows", () => {
  const runs = [
    { run: "a", state: "FAILED" },
    { run: "b", state: "SUCCESS" },
    { run: "c", state: "FAILED" },
    { run: "d", state: "SUCCESS" },
  ];
  const change = (run: string, found: object = { runs }) =>
    runSteps("chain", "change", { id: "5xYz", run }, { find: found, change: { status: "changed" } });

  it("knows the last row that fits", async () => {
    expect((await change("")).asked).toEqual([
      ["find", { id: "5xYz" }],
      ["change", { id: "5xYz", run: "c" }],
    ]);
  });

  it("does not look for what was given", async () => {
    expect((await change("b")).asked).toEqual([["change", { id: "5xYz", run: "b" }]]);
  });

  it.each([{ runs: [{ run: "b", state: "SUCCESS" }] }, { runs: [] }, {}])(
    "stops where no row fits: %j",
    async (found) => {
      const { asked, output } = await change("", found);
      expect(output).toHaveProperty("message", "None of 5xYz failed.");
      expect(asked).toHaveLength(1);
    },
  );
});

describe("a printed chain whose links are made by functions", () => {
  const flows = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ namespace: "a", id: `f${i}`, triggers: [{ id: "t" }] }));
  const given = { namespace: "a", enabled_only: false, disabled_only: false };

  it("gives what the function makes of the answer and of the arguments", async () => {
    const results = [
      { key: "k", namespace: "a" },
      { key: "l", namespace: "a.b" },
    ];
    const { output } = await runSteps("made-in-a-chain", "list", given, { keys: { results } });
    expect(output).toEqual({ results: results.slice(0, 1) });
  });

  it("waits for a function that takes its time", async () => {
    const answers = { flows: { results: flows(2), total: 5 } };
    const { output } = await runSteps("made-in-a-chain", "draw", given, answers);
    expect(output).toMatchObject({ truncated: "Only 2 of 5 flows were read: give a namespace." });
    const none = await runSteps("made-in-a-chain", "draw", { ...given, disabled_only: true }, answers);
    expect(none.output).toMatchObject({ results: [] });
  });

  it("needs of what was made what the link needs", async () => {
    const other = { results: [{ key: "l", namespace: "a.b" }] };
    const { asked, output } = await runSteps("made-in-a-chain", "both", given, { keys: other, flows: {} });
    expect(asked).toHaveLength(1);
    expect(output).toHaveProperty("message", "a has no keys.");
  });
});
