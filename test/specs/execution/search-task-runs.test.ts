import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/execution/search_task_runs.ts";
import { ask } from "../fake-kestra.ts";

const run = (id: string, taskId: string, current = "SUCCESS", more: object = {}) => ({
  id,
  taskId,
  state: { current, startDate: "2026-05-01T09:00:00Z", endDate: "2026-05-01T09:00:02.5Z" },
  attempts: [{ state: { current } }],
  ...more,
});
const execution = (id: string, ...taskRunList: readonly object[]) => ({
  id,
  namespace: "company.team",
  flowId: "load",
  ...(taskRunList.length === 0 ? {} : { taskRunList }),
});
const page = (total: number, ...results: readonly object[]) => ({ results, total });
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => execution(`e${from + i}`, run(`r${from + i}`, "a")));

describe("search_task_runs", () => {
  it("finds executions by any filter, and leaves out states of task runs", async () => {
    const filters = ["state[NOT_IN]=SUCCESS", "labels[EQUALS][env]=prod"];
    const { output, queries } = await ask(
      tool,
      { filters, state: ["!SUCCESS"], start_date: "24h", end_date: "12h" },
      [page(1, execution("e1", run("r1", "a"), run("r2", "b", "FAILED"), run("r3", "c", "WARNING")))],
    );
    expect(queries[0]).toMatchObject({
      "filters[state][NOT_IN]": "SUCCESS",
      "filters[labels][EQUALS][env]": "prod",
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "2026-04-30T10:00:00.000Z",
      "filters[endDate][LESS_THAN_OR_EQUAL_TO]": "2026-04-30T22:00:00.000Z",
    });
    expect(output).toMatchObject({
      results: [{ id: "r2" }, { id: "r3" }],
      from: "2026-04-30T10:00:00.000Z",
      to: "2026-04-30T22:00:00.000Z",
    });
    await expect(ask(tool, { filters, execution_id: "5xYz" }, [])).rejects.toThrow("give one of them");
  });

  it("names the argument of what filters of executions cannot find", async () => {
    await expect(ask(tool, { filters: ["taskId[EQUALS]=load"] }, [])).rejects.toThrow("use task_id");
  });

  it("gives those of a task and states, with their durations and attempts", async () => {
    const { output, queries } = await ask(
      tool,
      { flow_id: "company.team/load", task_id: "b", state: ["failed"], start_date: "2026-05-01T09:00Z" },
      [
        page(
          2,
          execution(
            "e1",
            run("r1", "a", "FAILED"),
            run("r2", "b", "FAILED", { attempts: [{}, {}, {}], value: "x", iteration: 4 }),
          ),
          execution("e2", run("r3", "b")),
        ),
      ],
    );
    expect(queries[0]).toMatchObject({
      "filters[namespace][PREFIX]": "company.team",
      "filters[flowId][EQUALS]": "load",
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "2026-05-01T09:00Z",
    });
    expect(output).toEqual({
      results: [
        {
          executionId: "e1",
          namespace: "company.team",
          flowId: "load",
          id: "r2",
          taskId: "b",
          state: "FAILED",
          startDate: "2026-05-01T09:00:00Z",
          endDate: "2026-05-01T09:00:02.5Z",
          durationSeconds: 2.5,
          attempts: 3,
          value: "x",
          iteration: 4,
        },
      ],
      total: 1,
      executions: 2,
      from: "2026-05-01T09:00Z",
      to: "2026-05-01T10:00:00.000Z",
      truncated: undefined,
    });
  });

  it("reads at most three pages up to 1.3, and says that there is more", async () => {
    const pages = [0, 100, 200].map((from) => page(500, ...many(100, from)));
    const { output, requests } = await ask(tool, { count: 1 }, pages);
    expect(requests).toHaveLength(3);
    expect(output).toMatchObject({ total: 300, executions: 300 });
    expect(output.truncated).toContain("Only the newest 300 of 500 executions were looked through");
  });

  it("reads each of at most fifty on 2.0, where rows come without task runs", async () => {
    const rows = many(50).map(({ id }) => execution(id));
    const missing = { status: 404, body: { message: "Not Found" } };
    const { output, requests } = await ask(tool, {}, [page(60, ...rows), missing, ...many(49, 1)], "2.0");
    expect(requests).toHaveLength(51);
    expect(output).toMatchObject({ total: 49, executions: 49 });
    expect(output.truncated).toBe(
      "Only the newest 49 of 60 executions were looked through: give a flow or a shorter time. Of those found 1 could not be read.",
    );
  });

  it("looks at one execution alone", async () => {
    const { output, requests } = await ask(tool, { execution_id: "e1" }, [
      execution("e1", run("r1", "a"), run("r2", "b")),
    ]);
    expect(requests).toEqual(["GET /executions/e1"]);
    expect(output).toMatchObject({ total: 2, executions: 1 });
    expect(output).not.toHaveProperty("from");
  });

  it("goes on from an offset", async () => {
    const { output } = await ask(tool, { count: 2, offset: 1 }, [page(4, ...many(4))]);
    expect(output).toMatchObject({ results: [{ id: "r1" }, { id: "r2" }], total: 4 });
  });
});
