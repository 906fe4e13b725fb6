import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { choose } from "../../../runtime/tool/choose.ts";
import { inputOf } from "../../../runtime/call/arguments/input.ts";
import { preview } from "../../../runtime/call/preview.ts";
import type { StepContext, ToolDefinition } from "../../../runtime/tool/definition.ts";
import type { Host } from "../../../runtime/tool/host.ts";
import { encodeQuery } from "../../../runtime/http-client/wire.ts";
import { tool as follow } from "../../../specs/logs/follow_execution_logs.ts";
import { ask, type FakeAnswer } from "../fake-kestra.ts";

const named = (name: string): ToolDefinition => {
  const tool = catalog.find((it) => it.name === name);
  if (tool === undefined) throw new Error(`${name} is missing.`);
  return tool;
};

/** The query that a tool sends first. */
async function queryOf(
  name: string,
  values: Readonly<Record<string, unknown>>,
  line: string,
): Promise<object> {
  const tool = named(name);
  const chosen = choose(tool, values);
  const at = { instance: { line }, tenant: "main" };
  const { requests } = await preview(chosen.behaviour, inputOf(tool, chosen, values), at);
  return Object.fromEntries(new URLSearchParams(encodeQuery(requests[0]?.query ?? {})));
}

const all = { execution_id: "5xYz", min_level: "WARN", task_run_id: "7aBc", task_id: "load", attempt: "0" };
const flat = { minLevel: "WARN", taskRunId: "7aBc", taskId: "load", attempt: "0" };

describe.each([
  ["get_execution_logs", []],
  ["download_execution_logs", { status: 200, body: "a line\n" }],
])("%s", (name, answer) => {
  const asked = async (values: Readonly<Record<string, unknown>>, line: string) =>
    (await ask(named(name), values, [answer], line)).queries[0];

  it.each(["1.0", "1.3"])("asks %s with flat parameters", async (line) => {
    expect(await asked(all, line)).toEqual(flat);
  });

  it("asks 2.0 with filters alone", async () => {
    expect(await asked(all, "2.0")).toEqual({
      "filters[level][GREATER_THAN_OR_EQUAL_TO]": "WARN",
      "filters[taskRunId][EQUALS]": "7aBc",
      "filters[taskId][EQUALS]": "load",
      "filters[attemptNumber][EQUALS]": "0",
    });
  });

  it.each(["1.0", "2.0"])("asks for everything where what is given is empty, on %s", async (line) => {
    const empty = { execution_id: "5xYz", min_level: "", task_run_id: "", task_id: null, attempt: null };
    expect(await asked(empty, line)).toEqual({});
  });

  it.each(["1.0", "2.0"])("asks for no attempt without its task run, on %s", async (line) => {
    for (const more of [{}, { task_id: "load" }, { tail: 5 }])
      await expect(ask(named(name), { execution_id: "5xYz", attempt: 0, ...more }, [], line)).rejects.toThrow(
        "attempt needs task_run_id: `search_task_runs` gives the ids",
      );
  });
});

describe("delete_execution_logs", () => {
  it.each(["1.0", "1.3", "2.0"])("keeps to flat parameters on %s", async (line) => {
    const execution = { state: { current: "SUCCESS" } };
    const { queries, output } = await ask(named("delete_execution_logs"), all, [execution, {}], line);
    expect(queries[1]).toEqual(flat);
    expect(output).toEqual({ status: "deleted" });
  });

  it("says of an execution that is not there that it is not", async () => {
    const gone = await ask(named("delete_execution_logs"), { execution_id: "5xYz" }, [{ status: 404 }, {}]);
    expect(gone.output.message).toContain("There is no execution 5xYz (404)");
    const hidden = await ask(named("delete_execution_logs"), { execution_id: "5xYz" }, [{ status: 403 }, {}]);
    expect(hidden.output).toEqual({ status: "deleted" });
  });

  it.each(["min_level", "task_run_id", "task_id"])(
    "refuses an empty %s, without which more would go",
    async (filter) => {
      const values = { execution_id: "5xYz", [filter]: "" };
      await expect(queryOf("delete_execution_logs", values, "1.3")).rejects.toThrow(filter);
    },
  );
});

describe("delete_flow_logs", () => {
  it("refuses an empty trigger, without which all logs would go", async () => {
    const flow = { namespace: "company.team", flow_id: "hello" };
    const deleted = (more: object) =>
      ask(named("delete_flow_logs"), { ...flow, ...more }, [{ id: "hello" }, {}], "2.0");
    expect((await deleted({ trigger_id: "hourly" })).queries[1]).toEqual({ triggerId: "hourly" });
    expect((await deleted({})).queries[1]).toEqual({});
    await expect(queryOf("delete_flow_logs", { ...flow, trigger_id: "" }, "2.0")).rejects.toThrow(
      "trigger_id",
    );
  });
});

it("delete_flow_logs says of a flow that is not there that it is not", async () => {
  const flow = { namespace: "company.team", flow_id: "hello" };
  const { output } = await ask(named("delete_flow_logs"), flow, [{ status: 404 }, {}]);
  expect(output.status).toBe("deleted");
  expect(output.message).toContain("There is no flow company.team/hello (404)");
});

describe("search_logs", () => {
  const searched = async (values: Readonly<Record<string, unknown>>, line: string) => {
    const { queries } = await ask(named("search_logs"), values, [{ results: [], total: 7 }], line);
    return queries[0];
  };
  const outputOf = async (values: object) =>
    (await ask(named("search_logs"), { ...values }, [{ results: [], total: 0 }])).output;
  const search = {
    query: "broken",
    namespace: "company",
    flow_id: "hello",
    min_level: "ERROR",
    start_date: "2026-05-01",
    end_date: "2026-05-02T10:00:00",
    page: "2",
    size: "5",
  };

  it.each([
    ["1.0", "EQUALS"],
    ["1.3", "EQUALS"],
    ["2.0", "GREATER_THAN_OR_EQUAL_TO"],
  ])("asks %s with filters alone, each date with a zone", async (line, least) => {
    expect(await searched(search, line)).toEqual({
      "filters[q][EQUALS]": "broken",
      "filters[namespace][PREFIX]": "company",
      "filters[flowId][EQUALS]": "hello",
      [`filters[level][${least}]`]: "ERROR",
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "2026-05-01T00:00:00Z",
      "filters[endDate][LESS_THAN_OR_EQUAL_TO]": "2026-05-02T10:00:00Z",
      page: "2",
      size: "5",
      sort: "timestamp:desc",
    });
  });

  it("says the time that it searched: what is asked for, a week, or of an execution all", async () => {
    const { from, to } = await outputOf({});
    expect([from, to]).toEqual(["2026-04-24T10:00:00.000Z", "2026-05-01T10:00:00.000Z"]);
    expect(await outputOf({ start_date: "24h" })).toMatchObject({ from: "2026-04-30T10:00:00.000Z", to });
    expect(await outputOf({ end_date: "2026-04-02" })).toMatchObject({
      from: "1970-01-01T00:00:00Z",
      to: "2026-04-02",
    });
    expect(await outputOf({ execution_id: "5xYz" })).toMatchObject({ from: "1970-01-01T00:00:00Z", to });
  });

  it("searches by task on 2.0, and before looks through what the other filters find", async () => {
    const sent = await searched({ task_id: "load", page: 2 }, "2.0");
    expect(sent).toMatchObject({ "filters[taskId][EQUALS]": "load", page: "2", size: "25" });
    const lines = [{ taskId: "load", message: "a" }, { taskId: "read" }, { taskId: "load", message: "b" }];
    const { output, queries } = await ask(
      named("search_logs"),
      { task_id: "load", page: 2, size: 1, execution_id: "5xYz" },
      [{ results: lines, total: 3 }],
    );
    expect(output).toMatchObject({ results: [{ message: "b" }], total: 2 });
    expect(queries[0]).toMatchObject({ page: "1", size: "100" });
    expect(queries[0]).not.toHaveProperty("filters[taskId][EQUALS]");
  });

  it("names the argument of what it takes no filter of", async () => {
    const search = named("search_logs");
    const refused = (filter: string, line: string) => ask(search, { filters: [filter] }, [], line);
    await expect(refused("message[CONTAINS]=x", "2.0")).rejects.toThrow("use query");
    await expect(refused("taskId[EQUALS]=load", "1.3")).rejects.toThrow("use task_id");
  });

  it("takes any filter that the line has", async () => {
    const filters = ["flowId[STARTS_WITH]=get_", "triggerId[NOT_IN]=a,b"];
    expect(await searched({ filters, flow_id: "get_data" }, "1.0")).toMatchObject({
      "filters[flowId][EQUALS]": "get_data",
      "filters[flowId][STARTS_WITH]": "get_",
      "filters[triggerId][NOT_IN]": "a,b",
    });
    await expect(searched({ filters: ["taskRunId[EQUALS]=load"] }, "1.3")).rejects.toThrow(
      "on this Kestra the search takes no taskRunId, but endDate, executionId, flowId,",
    );
    await expect(searched({ filters: ["timeRange[EQUALS]=PT1H"] }, "1.3")).rejects.toThrow(
      "is a time: give start_date or end_date in its place",
    );
  });

  it("needs nothing, and asks for the newest", async () => {
    expect(await searched({ min_level: "", start_date: "" }, "2.0")).toEqual({
      "filters[level][GREATER_THAN_OR_EQUAL_TO]": "DEBUG",
      "filters[timeRange][EQUALS]": "P7D",
      page: "1",
      size: "25",
      sort: "timestamp:desc",
    });
  });

  it.each(["1.0", "1.3", "2.0"])("begins before all on %s where only an end is given", async (line) => {
    expect(await searched({ end_date: "2020-01-01" }, line)).toMatchObject({
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "1970-01-01T00:00:00Z",
      "filters[endDate][LESS_THAN_OR_EQUAL_TO]": "2020-01-01T00:00:00Z",
    });
  });

  it("leaves out what a line does not tell", async () => {
    const line = { message: "hi", triggerId: null, level: "INFO" };
    const { output } = await ask(named("search_logs"), {}, [{ results: [line], total: null }]);
    expect(output.results).toEqual([{ message: "hi", level: "INFO" }]);
  });

  it.each([{ start_date: "yesterday" }, { page: 0 }, { size: 0 }, { min_level: "LOUD" }])(
    "refuses %j",
    async (values) => {
      await expect(searched(values, "1.3")).rejects.toThrow(Object.keys(values)[0]);
    },
  );
});

describe("follow_execution_logs", () => {
  const execution = (current: string): FakeAnswer => ({ state: { current } });
  const stream = (current: string, ended = true): FakeAnswer => ({
    events: [{ data: { id: "5xYz" } }, { data: { id: "5xYz", state: { current } } }],
    ended,
  });
  const logs = { status: 200, body: "2026-05-01T10:00:00Z INFO a line\n" };
  const run = (answers: readonly FakeAnswer[], more: object = {}, line = "1.3") =>
    ask(follow, { execution_id: "5xYz", ...more }, answers, line);

  it("gives the logs of an ended execution, and follows none", async () => {
    const { output, requests } = await run([execution("SUCCESS"), logs]);
    expect(output).toEqual({ result: logs.body, state: "SUCCESS" });
    expect(requests).toEqual(["GET /executions/5xYz", "GET /logs/5xYz/download"]);
  });

  it("follows a running one to its end", async () => {
    const answers = [execution("RUNNING"), stream("SUCCESS"), execution("SUCCESS"), logs];
    const { output, requests } = await run(answers, { min_level: "WARN" });
    expect(output).toEqual({ result: logs.body, state: "SUCCESS" });
    expect(requests).toHaveLength(4);
  });

  it("gives the logs so far of one that is paused, or that takes too long", async () => {
    const paused = await run([execution("PAUSED"), logs]);
    expect(paused.output).toMatchObject({ result: logs.body, state: "PAUSED" });
    expect(paused.output.message).toContain("resume_execution");
    const late = await run([execution("RUNNING"), stream("RUNNING", false), execution("RUNNING"), logs]);
    expect(late.output).toMatchObject({ result: logs.body, state: "RUNNING" });
    expect(late.output.message).toContain("still RUNNING");
  });

  it("asks no more where the execution is missing", async () => {
    await expect(run([{ status: 404, body: { message: "Not Found" } }])).rejects.toThrow(
      /404[^]*list_executions/,
    );
  });

  it.each([{ min_level: "LOUD" }, { offset: -1 }])("refuses %j", async (values) => {
    await expect(run([], values)).rejects.toThrow(Object.keys(values)[0]);
  });
});

describe("follow_execution_logs after an end that it saw", () => {
  it("reads the logs until no more come, a few times at most", async () => {
    if (!("steps" in follow.behaviour)) throw new Error("It has no steps.");
    const texts = ["a\n", "a\nb\n", "a\nb\n", "never"];
    const states = ["RUNNING", "SUCCESS"];
    let slept = 0;
    const calls = {
      execution: () => Promise.resolve({ state: states.shift() }),
      follow: () => Promise.resolve({ events: [{ state: "SUCCESS" }], ended: true }),
      text: () => Promise.resolve({ result: texts.shift() }),
    };
    const sleep = (): Promise<void> => {
      slept++;
      return Promise.resolve();
    };
    const context = { sleep, now: () => new Date(0), mask: String } as unknown as StepContext & Host;
    const output: unknown = await follow.behaviour.steps({ execution_id: "5xYz" }, calls, context);
    expect(output).toEqual({ result: "a\nb\n", state: "SUCCESS" });
    expect(slept).toBe(2);
    expect(texts).toEqual(["never"]);
  });
});
