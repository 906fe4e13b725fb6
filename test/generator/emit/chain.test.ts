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
