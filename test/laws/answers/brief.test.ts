import { describe, expect, it } from "vitest";
import { measuredAnswers, typicalCalls } from "../../../bench/answers/answers.ts";
import { answerTo, recorded, type RecordedCall } from "../../../bench/answers/recorded-kestra.ts";
import { catalog } from "../../../generated/catalog.ts";
import { lines } from "../../../generated/releases.ts";
import type { Behaviour } from "../../../runtime/tool/definition.ts";

/** The aims are of 1.3, where Kestra's answers hold most; a list of 2.0 has no task runs, so that less of it can be left out. */
describe("answers to typical calls, on what a real Kestra sent", () => {
  it("take no more of it than they should", async () => {
    const answers = await measuredAnswers("1.3");
    expect(answers.length).toBeGreaterThanOrEqual(10);
    expect(
      answers.filter(({ raw, ours, most }) => ours > raw * most),
      "Tell less in it, or say once what is said in each row: `brief` of its spec.",
    ).toEqual([]);
  });

  it.each(lines)("on %s hold a hundred executions, flows and triggers, and none is cut", async (line) => {
    const answers = await measuredAnswers(line);
    const hundreds = answers.filter(({ what }) => what.startsWith("100"));
    expect(hundreds.length).toBeGreaterThanOrEqual(5);
    for (const { what, rows, truncated } of hundreds) {
      expect(rows, what).toEqual({ raw: 100, ours: 100 });
      expect(truncated, what).toBeUndefined();
    }
  });
});

type Told = Readonly<Record<string, unknown>>;

interface Answer {
  readonly each?: Told;
  readonly absentAsBefore?: readonly string[];
  readonly results: readonly Told[];
}

/** The rows as a client puts them together. */
function wholeRows({ each = {}, absentAsBefore = [], results }: Answer): readonly Told[] {
  const whole: Told[] = [];
  for (const row of results) {
    const before = Object.entries(whole.at(-1) ?? {}).filter(([key]) => absentAsBefore.includes(key));
    whole.push({ ...each, ...Object.fromEntries(before), ...row });
  }
  return whole;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** What a brief tells at another place than in its row. */
function movedBy(tool: string): readonly string[] {
  const { brief = {} } = catalog.find(({ name }) => name === tool)?.behaviour as Behaviour;
  const { once = [], runs = [], crowded = [], dates = [] } = brief;
  return [...once, ...runs, ...crowded].filter((key) => key !== "labels" && !dates.includes(key));
}

describe.each(lines)("rows told briefly on %s", (line) => {
  const { results: found } = recorded(line, "logs: search") as Answer;
  const without = found.map((row, i) => (i % 2 === 0 ? row : { ...row, taskId: null }));
  const body = recorded(line, "executions: get the file flow execution");
  const calls: readonly RecordedCall[] = [
    ...typicalCalls(line).filter(({ tool }) => movedBy(tool).length > 0),
    { tool: "search_task_runs", values: { execution_id: "x", offset: 1 }, line, body },
    {
      tool: "search_logs",
      values: { page: 2, filters: ["namespace[CONTAINS]=a"], min_level: "TRACE" },
      line,
      body: { results: [...without, ...without], total: 100 },
    },
  ];

  it.each(calls)("are those of a call for all, once put together: $tool $values", async (call) => {
    const text = await answerTo(call);
    const brief = JSON.parse(text) as Answer;
    const all = JSON.parse(await answerTo({ ...call, values: { ...call.values, full: true } })) as Answer;
    expect(all).not.toHaveProperty("each");
    expect(brief.results.length).toBeGreaterThanOrEqual(all.results.length);
    const moved = (row: Told): Told =>
      Object.fromEntries(
        Object.entries(row).filter(([key, value]) => movedBy(call.tool).includes(key) && !isEmpty(value)),
      );
    expect(wholeRows(brief).slice(0, all.results.length).map(moved)).toEqual(all.results.map(moved));
  });

  it.each(calls)("say first what they share: $tool $values", async (call) => {
    const keys = Object.keys(JSON.parse(await answerTo(call)) as Answer);
    const before = keys.slice(0, keys.indexOf("results"));
    for (const key of ["each", "absentAsBefore"]) expect(keys.includes(key)).toBe(before.includes(key));
  });
});
