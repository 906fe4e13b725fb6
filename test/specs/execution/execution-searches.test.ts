import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/execution/list_executions.ts";
import { parentToSearch, statesToSearch } from "../../../specs/steps/execution/execution-filters.ts";
import { picking } from "../../../specs/steps/picking.ts";
import { ask } from "../fake-kestra.ts";

const row = (id: string, current = "SUCCESS", more: object = {}) => ({
  id,
  namespace: "company.team",
  flowId: "get_data",
  state: { current, startDate: "2026-05-01T09:00:00Z" },
  ...more,
});
const page = (...results: readonly object[]) => ({ results, total: results.length });

describe("list_executions", () => {
  it("says the time that it searched", async () => {
    const { output } = await ask(tool, {}, [page()]);
    expect(output).toMatchObject({ from: "2026-01-31T10:00:00.000Z", to: "2026-05-01T10:00:00.000Z" });
    const dates = { start_date: "2026-04-01", end_date: "2026-04-02" };
    expect((await ask(tool, dates, [page()])).output).toMatchObject({ from: "2026-04-01", to: "2026-04-02" });
  });

  it("lets Kestra search by all that it has a filter for", async () => {
    const { queries } = await ask(
      tool,
      {
        flow_id: "company.team/get_data",
        state: "failed",
        labels: ["team:a", "env:b"],
        query: "x",
        parent: "5xYz",
      },
      [page()],
    );
    expect(queries).toEqual([
      {
        "filters[namespace][PREFIX]": "company.team",
        "filters[flowId][EQUALS]": "get_data",
        "filters[timeRange][EQUALS]": "P90D",
        "filters[state][IN]": "FAILED",
        "filters[labels][EQUALS][team]": "a",
        "filters[labels][EQUALS][env]": "b",
        "filters[q][EQUALS]": "x",
        "filters[triggerExecutionId][EQUALS]": "5xYz",
        page: "1",
        size: "100",
        sort: "state.startDate:desc",
      },
    ]);
  });

  it("takes states that are not wanted, and any filter that the line has, beside the others", async () => {
    const filters = ["flowId[CONTAINS]=get", "labels[NOT_EQUALS][env]=prod", "namespace[NOT_IN]=a.b,a.c"];
    const { queries } = await ask(
      tool,
      { namespace: "a", state: ["!success", "!Failed"], filters },
      [page()],
      "1.0",
    );
    expect(queries[0]).toMatchObject({
      "filters[namespace][PREFIX]": "a",
      "filters[namespace][NOT_IN]": "a.b,a.c",
      "filters[state][NOT_IN]": "SUCCESS,FAILED",
      "filters[flowId][CONTAINS]": "get",
      "filters[labels][NOT_EQUALS][env]": "prod",
    });
  });

  it.each([
    [
      "1.0",
      { filters: ["flowId[IN]=a,b"] },
      "on this Kestra flowId takes CONTAINS, ENDS_WITH, EQUALS, NOT_EQUALS,",
    ],
    ["1.0", { filters: ["parentId[EQUALS]=a"] }, "on this Kestra the search takes no parentId"],
    [
      "1.3",
      { filters: ["startDate[LESS_THAN]=2026-05-01"] },
      "give time_range, start_date or end_date in its place",
    ],
    [
      "2.0",
      { filters: ["state[EQUALS]=KILLED"], state: ["FAILED"] },
      "nothing fits all that is asked of state",
    ],
    ["2.0", { state: ["FAILED", "!failed"] }, "FAILED cannot be wanted and not wanted"],
  ])("on %s refuses %j: %s", async (line, given, reason) => {
    await expect(ask(tool, given, [], line)).rejects.toThrow(reason);
  });

  it.each([
    ["1.3", { kind: "TEST" }, { "filters[kind][EQUALS]": "TEST" }],
    [
      "2.0",
      { kind: "LOOP", parent: "5xYz" },
      { "filters[kind][EQUALS]": "LOOP", "filters[parentId][EQUALS]": "5xYz" },
    ],
  ])("on %s searches by %j", async (line, given, sent) => {
    const { queries } = await ask(tool, given, [page()], line);
    expect(queries[0]).toMatchObject(sent);
    expect(queries[0]).not.toHaveProperty("filters[triggerExecutionId][EQUALS]");
  });

  it.each([
    ["1.0", { kind: "TEST" }, "Kestra 1.0 does not search by kind"],
    ["1.3", { kind: "LOOP" }, "a loop's iterations are task runs of its execution"],
    ["2.0", { state: ["FAILD"] }, 'state "FAILD" is not a state of Kestra: they are CREATED, SUBMITTED,'],
  ])("on %s refuses %j before anything is sent", async (line, given, reason) => {
    await expect(ask(tool, given, [], line)).rejects.toThrow(reason);
  });

  const failedRun = { id: "6aBc", taskId: "load", state: { current: "FAILED" } };

  it("says of each failed one why, with one request for all where rows have their task runs", async () => {
    const { output, requests } = await ask(tool, {}, [
      page(row("e1", "FAILED", { taskRunList: [failedRun] }), row("e2"), row("e3", "KILLED")),
      page({
        executionId: "e1",
        taskRunId: "6aBc",
        message: "503 Service Unavailable\n  at a.B.c(B.java:1)",
      }),
    ]);
    expect(output.results).toMatchObject([
      { id: "e1", failure: { taskId: "load", message: "503 Service Unavailable" } },
      { id: "e2" },
      { id: "e3" },
    ]);
    expect(JSON.stringify(output)).not.toContain("taskRunList");
    expect(requests).toEqual(["GET /executions/search", "GET /logs/search"]);
  });

  it("reads task runs of a bounded number of rows that come without, and says of how many the reason is missing", async () => {
    const rows = Array.from({ length: 23 }, (_, i) => row(`e${i}`, "FAILED"));
    const { output, requests } = await ask(
      tool,
      {},
      [page(...rows), page(), ...rows.slice(0, 20).map(() => ({ taskRunList: [failedRun] }))],
      "2.0",
    );
    expect(requests).toHaveLength(22);
    const results = output.results as readonly { readonly failure?: object }[];
    expect(results.filter(({ failure }) => failure !== undefined)).toHaveLength(20);
    expect(output.truncated).toBe(
      "Of the failed ones the last 3 are without their reason: ask for fewer at once.",
    );
  });

  it("looks through what was found for those of a trigger, of which there is no filter", async () => {
    const { output, queries } = await ask(tool, { trigger: "hourly", count: 1 }, [
      page(
        row("e1"),
        row("e2", "SUCCESS", { trigger: { id: "hourly" } }),
        row("e3", "SUCCESS", { trigger: { id: "hourly" } }),
      ),
    ]);
    expect(output).toMatchObject({ results: [{ id: "e2", triggerId: "hourly" }], total: 2 });
    expect(output.truncated).toBeUndefined();
    expect(queries[0]).toMatchObject({ page: "1", size: "100" });
  });
});

describe("states", () => {
  it("are Kestra's, each once; none is no filter", () => {
    expect(statesToSearch(["failed", " FAILED", "Queued"])).toEqual(["FAILED", "QUEUED"]);
    expect(statesToSearch([])).toBeUndefined();
    expect(statesToSearch(undefined)).toBeUndefined();
  });
});

it("what a loop started has another parent", () => {
  expect(parentToSearch({ parent: "a" })).toEqual({ started_by: "a" });
  expect(parentToSearch({ parent: "a", kind: "LOOP" })).toEqual({ looped_by: "a" });
});

describe("picking", () => {
  const search = (total: number) => {
    const asked: number[] = [];
    const read = (page: number, size: number) => {
      asked.push(page);
      const start = (page - 1) * size;
      const length = Math.max(0, Math.min(size, total - start));
      const results = Array.from({ length }, (_, i) => ({
        id: `e${start + i}`,
        odd: (start + i) % 2 === 1 ? "y" : "n",
      }));
      return Promise.resolve({ results, total });
    };
    return { asked, read };
  };

  it("is the search itself where nothing is wanted", () => {
    const { read } = search(3);
    expect(picking(undefined, read).read).toBe(read);
  });

  it("reads once, and makes pages of what fits", async () => {
    const { asked, read } = search(250);
    const { read: picked, unread } = picking(({ odd }) => odd === "y", read);
    expect((await picked(2, 2)).results.map(({ id }) => id)).toEqual(["e5", "e7"]);
    expect((await picked(63, 2)).results).toHaveLength(1);
    expect((await picked(64, 2)).results).toEqual([]);
    expect((await picked(1, 2)).total).toBe(125);
    expect(asked).toEqual([1, 2, 3]);
    expect(unread()).toBeUndefined();
  });

  it("stops after ten pages, and says so", async () => {
    const { asked, read } = search(5000);
    const { read: picked, unread } = picking(({ odd }) => odd === "y", read);
    expect((await picked(1, 2)).total).toBe(500);
    expect(asked).toHaveLength(10);
    expect(unread()).toContain("Only the first 1000 of 5000 were looked through");
  });
});
