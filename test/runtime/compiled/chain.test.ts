import { describe, expect, it } from "vitest";
import { chain, type Link } from "../../../runtime/compiled/chain.ts";
import { InputError } from "../../../runtime/errors.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { say } from "../../../runtime/text/said.ts";

/** Runs a chain whose calls answer so. */
async function run(links: readonly Link[], input: JsonObject, answers: Readonly<Record<string, JsonObject>>) {
  const asked: [string, JsonObject][] = [];
  const calls = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (given: JsonObject) => {
        asked.push([name, given]);
        return Promise.resolve(answer);
      },
    ]),
  );
  const output = await chain(links)(input, calls, { mask: (text) => text }).catch((error: unknown) => error);
  return { asked, output };
}

describe("chain", () => {
  const look: Link = {
    call: "look",
    takes: ["id"],
    needs: { state: ["PAUSED", "QUEUED"] },
    else: "{id} is {state}.",
  };
  const act: Link = { call: "act", takes: ["id", "wish"] };

  it("asks one call after the other, each with what it takes, and gives what the last one gives", async () => {
    const { asked, output } = await run(
      [look, act],
      { id: "5xYz", wish: 1, other: true },
      {
        look: { state: "QUEUED" },
        act: { done: true },
      },
    );
    expect(asked).toEqual([
      ["look", { id: "5xYz" }],
      ["act", { id: "5xYz", wish: 1 }],
    ]);
    expect(output).toEqual({ done: true });
  });

  it("asks nothing with the path of a directory where that of a file is meant", async () => {
    const link: Link = { call: "look", takes: ["path"], files: { path: "'{path}' is a directory." } };
    for (const path of ["a/", "a/b/ "]) {
      const { asked, output } = await run([link], { path }, { look: {} });
      expect(asked).toEqual([]);
      expect(output).toEqual(new InputError(say`'${path}' is a directory.`));
    }
    for (const path of ["a", "/", "a/b"])
      expect((await run([link], { path }, { look: {} })).asked).toHaveLength(1);
  });

  it("stops where an answer is not what it needs, saying what is known", async () => {
    const { asked, output } = await run([look, act], { id: "5xYz" }, { look: { state: "SUCCESS" }, act: {} });
    expect(asked).toEqual([["look", { id: "5xYz" }]]);
    expect(output).toBeInstanceOf(InputError);
    expect(output).toHaveProperty("message", "5xYz is SUCCESS.");
  });

  it("does not take an answer that lacks what it needs", async () => {
    const { output } = await run([look, act], { id: "5xYz" }, { look: {}, act: {} });
    expect(output).toHaveProperty("message", "5xYz is null.");
  });
});

describe("a note of a chain", () => {
  const look: Link = {
    call: "look",
    takes: ["path"],
    note: { when: { type: ["File"] }, message: "{path} was a {type}." },
  };
  const links: Link[] = [look, { call: "act", takes: ["path"] }];

  it("is the message of the result where the answer is so, and only there", async () => {
    const ofType = async (type: string) =>
      (await run(links, { path: "a" }, { look: { type }, act: { status: "created" } })).output;
    expect(await ofType("File")).toEqual({ status: "created", message: "a was a File." });
    expect(await ofType("none")).toEqual({ status: "created" });
  });
});

describe("a chain over rows", () => {
  const runs = [
    { run: "a", state: "FAILED" },
    { run: "b", state: "SUCCESS" },
    { run: "c", state: "FAILED" },
  ];
  const find: Link = {
    call: "find",
    takes: ["id"],
    unless: "run",
    needs: { state: ["FAILED"] },
    rows: "runs",
    else: "None of {id} failed.",
  };
  const change: Link = { call: "change", takes: ["id", "run"] };
  const answers = { find: { runs }, change: {} };

  it.each([
    [{}, "a"],
    [{ last: true }, "c"],
  ])("knows the row that fits: %j", async (more, expected) => {
    const { asked } = await run([{ ...find, ...more }, change], { id: "5xYz" }, answers);
    expect(asked[1]).toEqual(["change", { id: "5xYz", run: expected }]);
  });

  it("does not look for what was given, but for what is empty", async () => {
    const given = await run([find, change], { id: "5xYz", run: "b" }, answers);
    expect(given.asked).toEqual([["change", { id: "5xYz", run: "b" }]]);
    const empty = await run([find, change], { id: "5xYz", run: "" }, answers);
    expect(empty.asked[1]).toEqual(["change", { id: "5xYz", run: "a" }]);
  });

  it.each([{ runs: [{ run: "b", state: "SUCCESS" }] }, { runs: [] }, {}])(
    "stops where no row fits: %j",
    async (found) => {
      const { asked, output } = await run([find, change], { id: "5xYz" }, { find: found, change: {} });
      expect(output).toHaveProperty("message", "None of 5xYz failed.");
      expect(asked).toHaveLength(1);
    },
  );

  it.each([
    ["a", "a"],
    ["a", "/a/"],
    ["a/b", "a/b/c"],
    ["./a", "a//b"],
  ])("asks nothing where a path that must lie outside of %j is %j", async (path, to_path) => {
    const move: Link = { call: "act", takes: ["path", "to_path"], outside: { to_path: "path" } };
    const { asked, output } = await run([move], { path, to_path }, { act: {} });
    expect(asked).toEqual([]);
    expect(output).toBeInstanceOf(InputError);
    const elsewhere = await run([move], { path, to_path: `${to_path.replaceAll("/", "")}x` }, { act: {} });
    expect(elsewhere.asked).toHaveLength(1);
  });
});
