import { describe, expect, it } from "vitest";
import { judge } from "../../clients/asked.ts";
import type { Asked } from "../../clients/client.ts";
import { isGood, tableOf } from "../../clients/table.ts";

const calls: readonly Asked[] = [
  { tool: "find", input: {}, says: /found/, isError: false },
  { tool: "find", input: { x: "1" }, says: /no argument x/, isError: true },
];
const good = {
  tools: ["find", "other"],
  results: [
    { text: "found 1", isError: false },
    { text: "There is no argument x.", isError: true },
  ],
};

describe("what a client saw", () => {
  it("is good where it lists all, and each call answers as it should", () => {
    expect(judge(good, calls, 2)).toEqual({ list: true, call: true, error: true, complaints: [] });
  });

  it("is not good where a tool is missing", () => {
    const judged = judge({ ...good, tools: ["other"] }, calls, 2);
    expect(judged).toMatchObject({ list: false, call: true, error: true });
    expect(judged.complaints).toEqual(["It lists 1 tools of 2.", "It does not list find."]);
  });

  it("is not good where an error is told as a success, or a success as an error", () => {
    const swapped = good.results.map(({ text, isError }) => ({ text, isError: !isError }));
    const judged = judge({ ...good, results: swapped }, calls, 2);
    expect(judged).toMatchObject({ list: true, call: false, error: false });
    expect(judged.complaints).toEqual([
      "find failed: found 1",
      "find told no error: There is no argument x.",
    ]);
  });

  it("is not good where the text says something else, or a call was not made", () => {
    const judged = judge({ ...good, results: [{ text: "", isError: false }] }, calls, 2);
    expect(judged.complaints).toEqual(["find does not say /found/: ", "find was not called."]);
  });
});

describe("the table", () => {
  it("has equal columns, and tells what did not connect", () => {
    const judged = judge(good, calls, 2);
    const rows = [
      { client: "Codex", version: "1.0", over: "stdio", judged, milliseconds: 12.4 },
      { client: "A long name", version: "2", over: "HTTP", milliseconds: 1234 },
    ] as const;
    expect(tableOf(rows)).toEqual([
      "client       version  over   connect  list  call  error    ms",
      "Codex        1.0      stdio  ok       ok    ok    ok       12",
      "A long name  2        HTTP   FAILED   -     -     -      1234",
    ]);
    expect(rows.map(isGood)).toEqual([true, false]);
  });
});
