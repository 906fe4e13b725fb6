import { describe, expect, it } from "vitest";
import { tool as list } from "../../../specs/resume/list_pending_approvals.ts";
import { ask } from "../fake-kestra.ts";

const since = [
  { state: "RUNNING", date: "2026-05-01T09:59:00Z" },
  { state: "PAUSED", date: "2026-05-01T10:00:00Z" },
];
const row = (id: string) => ({ id, namespace: "company.team", flowId: "approval" });
const run = (id: string, current = "PAUSED") => ({
  id,
  taskId: "hold",
  state: { current, histories: since },
});
const waits = (flowRevision: number, ...taskRunList: readonly object[]) => ({
  state: { current: "PAUSED", histories: since },
  flowRevision,
  taskRunList,
});
const flow = { tasks: [{ id: "hold", type: "io.kestra.plugin.core.flow.Pause", description: "Go on?" }] };

describe("list_pending_approvals", () => {
  it("reads each revision of a flow once, and each execution", async () => {
    const rows = ["a", "b", "c"].map(row);
    const { output, requests, queries } = await ask(list, {}, [
      { results: rows, total: 3 },
      waits(1, run("ra")),
      waits(1, run("rb")),
      waits(2, run("rc")),
      flow,
      { ...flow, tasks: [{ ...flow.tasks[0], description: "Really?" }] },
    ]);
    expect(requests).toHaveLength(6);
    expect(queries[0]).toEqual({
      "filters[state][IN]": "PAUSED,BREAKPOINT",
      sort: "state.startDate:asc",
      page: "1",
      size: "10",
    });
    expect(queries.slice(4).map(({ revision }) => revision)).toEqual(["1", "2"]);
    expect(output).toMatchObject({
      total: 3,
      results: [
        { id: "a", waitsFor: [{ taskRunId: "ra", question: "Go on?", since: "2026-05-01T10:00:00Z" }] },
        { id: "b", waitsFor: [{ question: "Go on?" }] },
        { id: "c", waitsFor: [{ question: "Really?" }] },
      ],
    });
  });

  it("reads no more executions than a page has, whatever a page holds", async () => {
    const rows = Array.from({ length: 500 }, (_, i) => row(`e${i}`));
    const { output, requests } = await ask(list, {}, [
      { results: rows, total: 500 },
      ...rows.slice(0, 10).map(() => waits(1, run("r"))),
      flow,
    ]);
    expect(requests).toHaveLength(12);
    expect(output).toMatchObject({ total: 500, truncated: expect.stringContaining("page: 2") as string });
  });

  it("asks no more than 42 requests, also for the iterations of loops, and says how to see the rest", async () => {
    const [rows, iterations] = ["e", "i"].map((name) =>
      Array.from({ length: 10 }, (_, i) => row(`${name}${i}`)),
    );
    const { output, requests, queries } = await ask(
      list,
      { namespace: "company" },
      [
        { results: rows, total: 45 },
        { results: iterations, total: 12 },
        ...Array.from({ length: 20 }, (_, i) => waits(i + 1, run(`r${i}`))),
        ...Array.from({ length: 20 }, () => flow),
      ],
      "2.0",
    );
    expect(requests).toHaveLength(42);
    expect(queries[1]).toMatchObject({ "filters[kind][EQUALS]": "LOOP" });
    expect(output).toMatchObject({
      total: 57,
      truncated: "Page 1 of 5, of 57 executions. For the next ones call again with page: 2.",
    });
    expect(output["results"]).toHaveLength(20);
  });

  it("says that there is no such page", async () => {
    const empty = { results: [], total: 0 };
    const { output } = await ask(list, { page: 9 }, [empty, { results: [row("a")], total: 11 }]);
    expect(output).toMatchObject({
      results: [],
      total: 11,
      truncated: "Page 9 of 2, of 11 executions. There are no more.",
    });
  });

  it("gives the last page without a word, and nothing where nothing waits", async () => {
    expect((await ask(list, {}, [{ results: [], total: 0 }])).output).toEqual({ results: [], total: 0 });
    const { output } = await ask(list, { page: 2 }, [
      { results: [row("a")], total: 11 },
      waits(1, run("r")),
      flow,
    ]);
    expect(output).not.toHaveProperty("truncated");
  });

  it("says what it cannot know: of a flow that cannot be read, and of what went on meanwhile", async () => {
    const { output } = await ask(list, {}, [
      { results: [row("a"), row("b"), row("c"), row("d")], total: 4 },
      waits(1, run("ra")),
      { state: { current: "SUCCESS" }, flowRevision: 1, taskRunList: [run("rb", "SUCCESS")] },
      { ...waits(1, run("rc", "BREAKPOINT")), state: { current: "BREAKPOINT" } },
      { status: 404 },
      { status: 403 },
    ]);
    expect(output).toMatchObject({
      results: [
        { waitsFor: [{ atTimeout: "What it asks is not known: its flow could not be read." }] },
        { state: "SUCCESS", waitsFor: [] },
        { waitsFor: [{ taskRunId: "rc", atTimeout: expect.stringContaining("breakpoint") as string }] },
        { state: "missing", waitsFor: [] },
      ],
    });
  });
});
