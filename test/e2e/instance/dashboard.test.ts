import { beforeAll, describe, expect } from "vitest";
import type { Dashboard } from "../../support/dashboard.ts";
import type { Data } from "../../support/data.ts";
import { createFlow, execute, hello, run, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const line = process.env.KESTRA_E2E_LINE ?? "";

const failing = (message: string) => `
tasks:
  - id: stop
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: ${message}
`;

const asking = `
concurrency:
  limit: 1
  behavior: QUEUE
tasks:
  - id: ask
    type: io.kestra.plugin.core.flow.Pause
`;

const nightly = `${hello}triggers:
  - id: clock
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 3 * * *"
`;

const dashboard = (): Promise<Dashboard> =>
  kestra.get<Dashboard>("get_dashboard", { namespace: kestra.namespace });

/** The execution that holds the one slot, and those that wait for it. */
const started: { holder: string; queued: readonly string[] } = { holder: "", queued: [] };

beforeAll(async () => {
  await createFlow("fine", hello);
  await createFlow("fails", failing("no orders"));
  await createFlow("fails_too", failing("no customers"));
  await createFlow("asks", asking);
  await createFlow("nightly", nightly);
  for (const flow of ["fine", "fine", "fails", "fails", "fails_too"]) await run(flow);
  const { id } = await execute("asks");
  await waitFor(id, ["PAUSED"]);
  const queued = [(await execute("asks")).id, (await execute("asks")).id];
  for (const one of queued) await waitFor(one, ["QUEUED"]);
  Object.assign(started, { holder: id, queued });
  // Kestra 2.0 finds executions and their states only after a while.
  await until(dashboard, ({ executions, waiting, paused, failures }) => {
    const isWhole = executions.total === 8 && waiting.total === 2 && paused.total === 1;
    return isWhole && failures.top.every(({ reason }) => reason.startsWith("no "));
  });
});

/** All executions of the namespace, page by page. */
async function all(): Promise<readonly Data[]> {
  const rows: Data[] = [];
  for (;;) {
    const { results, total } = await kestra.get("list_executions", {
      namespace: kestra.namespace,
      count: 3,
      offset: rows.length,
    });
    rows.push(...results);
    if (results.length === 0 || rows.length >= total) return rows;
  }
}

const counted = (rows: readonly Data[]): Readonly<Record<string, number>> => {
  const states: Record<string, number> = {};
  for (const { state } of rows) states[state.current] = (states[state.current] ?? 0) + 1;
  return states;
};

describe("get_dashboard", () => {
  check("counts what a loop over list_executions counts", async () => {
    const page = await dashboard();
    const rows = await all();
    expect(page.executions).toEqual({ total: rows.length, byState: counted(rows) });
    expect(page.waiting.total).toBe(rows.filter(({ state }) => state.current === "QUEUED").length);
    expect(page.paused.total).toBe(rows.filter(({ state }) => state.current === "PAUSED").length);
  });

  check("says which flows fail most, and why, who holds a limit, and what is next", async () => {
    const page = await dashboard();
    expect(page.failures.top).toMatchObject([
      { flow: `${kestra.namespace}/fails`, failed: 2, task: "stop", reason: "no orders" },
      { flow: `${kestra.namespace}/fails_too`, failed: 1, task: "stop", reason: "no customers" },
    ]);
    const { holder, queued } = started;
    expect(page.waiting.oldest.map(({ id }) => id).toSorted()).toEqual(queued.toSorted());
    expect(page.paused.oldest).toMatchObject([{ id: holder, state: "PAUSED" }]);
    expect(page.limits.flows).toMatchObject([
      {
        flow: `${kestra.namespace}/asks`,
        limit: 1,
        behavior: "QUEUE",
        running: 1,
        queued: 2,
        heldBy: [holder],
      },
    ]);
    expect(page.limits.note === undefined).toBe(line !== "1.0");
    expect(page.next).toMatchObject({ total: 1, first: [{ trigger: `${kestra.namespace}/nightly clock` }] });
    expect(page.triggers).toMatchObject({ total: 1, late: 0, locked: 0, failing: 0 });
    expect(page.workers.note).toContain("The open-source edition does not list workers.");
  });

  check("is there in read-only mode", async () => {
    const server = await kestra.start({ KESTRA_MCP_READ_ONLY: "true" });
    expect(
      (await server.get<Dashboard>("get_dashboard", { namespace: kestra.namespace })).executions.total,
    ).toBe(8);
    await server.close();
  });
});

interface Statistics {
  readonly executions: number;
  readonly results: readonly {
    readonly group: string;
    readonly executions: number;
    readonly states: object;
  }[];
}

describe("get_statistics", () => {
  check("groups what a loop over list_executions finds", async () => {
    const statistics = (by: string) =>
      kestra.get<Statistics>("get_statistics", { by, namespace: kestra.namespace });
    const flows = await statistics("flow");
    expect(flows.executions).toBe(8);
    const rows = await all();
    for (const { group, executions, states } of flows.results) {
      const own = rows.filter(
        (row) => `${row.namespace}/${(row as unknown as { flowId: string }).flowId}` === group,
      );
      expect([executions, states], group).toEqual([own.length, counted(own)]);
    }
    const states = Object.fromEntries(
      (await statistics("state")).results.map((it) => [it.group, it.executions]),
    );
    expect(states).toEqual(counted(rows));
    const [day, ...others] = (await statistics("day")).results;
    expect([day?.executions, others.length]).toEqual([8, 0]);
  });
});
