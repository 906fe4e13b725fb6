import { describe, expect, it } from "vitest";
import type { Condition } from "../../../sandbox/executions/condition.ts";
import { searchExecutions, sortExecutions } from "../../../sandbox/executions/execution-search.ts";
import type { LogEntry, LogLevel } from "../../../sandbox/executions/execution.ts";
import { searchLogs } from "../../../sandbox/executions/log-search.ts";
import { Refusal } from "../../../sandbox/executions/refusal.ts";
import { harness, start, type Harness } from "./harness.ts";

const core = "io.kestra.plugin.core";

/** Four executions a second apart: quick, quick with a label, broken, and the parent's child after its parent. */
function filled(): Harness {
  const at = harness(
    "1.3",
    `{ id: quick, tasks: [{ id: a, type: ${core}.debug.Return }] }`,
    `{ id: broken, namespace: company.team, tasks: [{ id: a, type: ${core}.execution.Fail }] }`,
    `{ id: parent, tasks: [{ id: call, type: ${core}.flow.Subflow, namespace: company.team, flowId: quick }] }`,
  );
  at.run("quick");
  at.pass(1000);
  at.run("quick", { labels: [{ key: "team", value: "a:b c" }] });
  at.pass(1000);
  at.run("broken");
  at.pass(1000);
  at.run("parent");
  at.pass(1000);
  return at;
}

function found(at: Harness, ...conditions: readonly Condition[]): readonly string[] {
  return searchExecutions(at.engine.executions.all(), conditions, "1.3", at.engine.time).map(
    ({ flowId }) => flowId,
  );
}

function instant(seconds: number): string {
  return new Date(start + seconds * 1000).toISOString();
}

describe("searchExecutions", () => {
  const at = filled();
  const parent = at.engine.executions.all().find(({ flowId }) => flowId === "parent")?.id ?? "";

  it.each<[Condition, readonly string[]]>([
    [{ field: "flowId", operation: "EQUALS", value: "broken" }, ["broken"]],
    [{ field: "flowId", operation: "IN", value: "broken, parent" }, ["broken", "parent"]],
    [{ field: "flowId", operation: "REGEX", value: "^b.*n$" }, ["broken"]],
    [
      { field: "namespace", operation: "PREFIX", value: "company" },
      ["quick", "quick", "broken", "parent", "quick"],
    ],
    [{ field: "namespace", operation: "EQUALS", value: "company" }, []],
    [{ field: "namespace", operation: "PREFIX", value: "comp" }, []],
    [{ field: "state", operation: "IN", value: "FAILED,KILLED" }, ["broken"]],
    [{ field: "state", operation: "NOT_EQUALS", value: "SUCCESS" }, ["broken"]],
    [{ field: "labels", operation: "EQUALS", key: "team", value: "a:b c" }, ["quick"]],
    [
      { field: "labels", operation: "NOT_EQUALS", key: "team", value: "a:b c" },
      ["quick", "broken", "parent", "quick"],
    ],
    [{ field: "startDate", operation: "GREATER_THAN_OR_EQUAL_TO", value: instant(3) }, ["parent", "quick"]],
    [{ field: "endDate", operation: "LESS_THAN", value: instant(1) }, ["quick"]],
    [{ field: "timeRange", operation: "EQUALS", value: "PT2.5S" }, ["broken", "parent", "quick"].slice(0, 3)],
    [{ field: "triggerExecutionId", operation: "EQUALS", value: parent }, ["quick"]],
    [{ field: "childFilter", operation: "EQUALS", value: "CHILD" }, ["quick"]],
    [{ field: "childFilter", operation: "EQUALS", value: "MAIN" }, ["quick", "quick", "broken", "parent"]],
    [{ field: "scope", operation: "EQUALS", value: "SYSTEM" }, []],
    [{ field: "q", operation: "EQUALS", value: "BROK" }, ["broken"]],
    [{ field: "q", operation: "EQUALS", value: parent }, ["parent", "quick"]],
    [{ field: "kind", operation: "EQUALS", value: "NORMAL" }, []],
  ])("%j", (condition, flows) => {
    expect(found(at, condition)).toEqual(flows);
  });

  it("wants every condition, and finds nothing that does not have a label on 1.0", () => {
    const labelled: Condition = { field: "labels", operation: "NOT_EQUALS", key: "team", value: "x" };
    expect(found(at, labelled, { field: "flowId", operation: "EQUALS", value: "broken" })).toEqual([
      "broken",
    ]);
    expect(searchExecutions(at.engine.executions.all(), [labelled], "1.0", 0)).toEqual([]);
  });

  it.each<[Condition, number, string]>([
    [
      { field: "state", operation: "EQUALS", value: "NOPE" },
      422,
      "No enum constant io.kestra.core.models.flows.State.Type.NOPE",
    ],
    [
      { field: "startDate", operation: "GREATER_THAN", value: "2020-01-01T00:00:00" },
      500,
      "could not be parsed at index 19",
    ],
    [
      { field: "startDate", operation: "GREATER_THAN", value: "yesterday" },
      500,
      "could not be parsed at index 0",
    ],
    [{ field: "timeRange", operation: "EQUALS", value: "an hour" }, 422, "Invalid duration: an hour"],
    [{ field: "scope", operation: "EQUALS", value: "NOPE" }, 422, "Invalid FlowScope value: NOPE"],
    [
      { field: "labels", operation: "EQUALS", value: "team:x" },
      500,
      "Unsupported operation for query: EQUALS",
    ],
  ])("refuses %j, even where nothing would be compared", (condition, status, message) => {
    const search = () => searchExecutions([], [condition], "1.3", 0);
    expect(search).toThrow(Refusal);
    expect(search).toThrow(
      expect.objectContaining({ status, message: expect.stringContaining(message) as string }),
    );
  });
});

describe("sortExecutions", () => {
  const at = filled();
  const sorted = (...sorts: readonly string[]): readonly string[] =>
    sortExecutions(at.engine.executions.all(), sorts, "1.3").map(({ flowId }) => flowId);

  it("sorts by one field after the other, ascending unless told otherwise", () => {
    expect(sorted("state.startDate:desc")[0]).toBe("quick");
    expect(sorted("flowId:asc", "state.startDate:asc")).toEqual([
      "broken",
      "parent",
      "quick",
      "quick",
      "quick",
    ]);
    expect(sorted("flowId:sideways")[0]).toBe("broken");
  });

  it("refuses what it does not know, in the line's way", () => {
    expect(() => sorted("nothing:asc")).toThrow("Invalid sort field: nothing");
    expect(() => sortExecutions([], ["nothing:asc"], "1.0")).toThrow(
      expect.objectContaining({ status: 500 }),
    );
  });
});

describe("searchLogs", () => {
  const entry = (level: LogLevel, message: string, seconds: number): LogEntry => ({
    level,
    message,
    namespace: "company.team",
    flowId: "chatty",
    executionId: "E1",
    taskId: message,
    taskRunId: "R1",
    attemptNumber: 0,
    timestamp: start + seconds * 1000,
    thread: "worker_0",
  });
  const entries = [entry("DEBUG", "one", 0), entry("WARN", "two", 1), entry("ERROR", "three", 2)];

  it.each<[Condition, readonly string[]]>([
    [{ field: "level", operation: "EQUALS", value: "WARN" }, ["two", "three"]],
    [{ field: "level", operation: "GREATER_THAN_OR_EQUAL_TO", value: "ERROR" }, ["three"]],
    [{ field: "level", operation: "LESS_THAN_OR_EQUAL_TO", value: "WARN" }, ["one", "two"]],
    [{ field: "q", operation: "EQUALS", value: "thr" }, ["three"]],
    [{ field: "taskId", operation: "EQUALS", value: "one" }, ["one"]],
    [{ field: "startDate", operation: "GREATER_THAN", value: instant(0) }, ["two", "three"]],
    [{ field: "endDate", operation: "LESS_THAN", value: instant(1) }, ["one"]],
    [{ field: "triggerId", operation: "EQUALS", value: "t" }, []],
  ])("%j", (condition, messages) => {
    expect(searchLogs(entries, [condition], start).map(({ message }) => message)).toEqual(messages);
  });

  it("refuses a level that is none", () => {
    expect(() => searchLogs([], [{ field: "level", operation: "EQUALS", value: "LOUD" }], 0)).toThrow(
      Refusal,
    );
  });
});
