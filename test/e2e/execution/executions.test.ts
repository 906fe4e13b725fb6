import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, execute, hello, listed, noExecution, run, sleeping, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("sleeper", sleeping());
  await createFlow("short", sleeping("PT2S"));
  await createFlow("failing", "tasks:\n  - id: fail\n    type: io.kestra.plugin.core.execution.Fail\n");
  await createFlow("plain", hello, `${kestra.namespace}.child`);
});

const manage = (action: string, execution_id: string, more: object = {}): Promise<Data> =>
  kestra.get("manage_executions", { action, execution_id, ...more });
const refused = (action: string, execution_id: string, more: object = {}): Promise<string> =>
  kestra.refusal("manage_executions", { action, execution_id, ...more });

/** Starts the sleeper and waits until it runs. */
async function running(flow = "sleeper"): Promise<string> {
  const { id } = (await execute(flow)) as { id: string };
  await waitFor(id, ["RUNNING"]);
  return id;
}

describe("an id that is a word of another route", () => {
  check("is refused, and the executions that the route would have changed stay as they are", async () => {
    const { id } = await run("plain");
    const reached = "of another route of Kestra's";
    expect(await refused("delete", "by-query")).toContain(reached);
    expect(await refused("get", "search")).toContain(reached);
    expect(
      await kestra.refusal("manage_flow", { action: "delete", namespace: "delete", flow_id: "by-query" }),
    ).toContain(reached);
    const replayed = await kestra.refusal("execute_flow", { namespace: id, flow_id: "replay" });
    expect(replayed).toContain(kestra.target.line === "2.0" ? "404" : reached);
    expect(await manage("get", id)).toMatchObject({ id, state: { current: "SUCCESS" } });
    expect(await listed({ flow_id: "plain" }, (rows) => rows.length > 0)).not.toContainEqual(
      expect.objectContaining({ originalId: id, id: expect.not.stringMatching(id) as string }),
    );
  });
});

describe("manage_executions get", () => {
  check("gives an execution with its task runs", async () => {
    const { id } = await run("plain");
    const execution = await manage("get", id);
    expect(execution).toMatchObject({ id, flowId: "plain", state: { current: "SUCCESS" } });
    expect(execution.taskRunList).toEqual([expect.objectContaining({ taskId: "hello" })]);
  });

  check("gives one that failed", async () => {
    expect((await run("failing")).state.current).toBe("FAILED");
  });

  check("says that there is none", async () => {
    expect(await refused("get", noExecution)).toMatch(/404[^]*list_executions/);
  });
});

describe("manage_executions pause", () => {
  check("pauses a running one", async () => {
    const id = await running("short");
    expect(await manage("pause", id)).toEqual({ status: "paused" });
    await waitFor(id, ["PAUSED"]);
  });

  check("says that an ended one does not run", async () => {
    const { id } = await run("plain");
    expect(await refused("pause", id)).toMatch(/not running[^]*Only a running execution/);
    expect(await refused("pause", noExecution)).toMatch(/404/);
  });
});

describe("manage_executions kill", () => {
  check("kills a running one", async () => {
    const id = await running();
    expect(await manage("kill", id)).toEqual({ executionId: id, status: "kill_requested" });
    expect((await waitFor(id, ["KILLED"])).state.current).toBe("KILLED");
  });

  check("says that an ended one is finished", async () => {
    const { id } = await run("plain");
    for (const cascade of [true, false]) {
      expect(await manage("kill", id, { cascade })).toEqual({
        executionId: id,
        status: "already_finished",
        finishedAs: "SUCCESS",
      });
    }
  });

  check("kills the subflows that outlive their parent", async () => {
    const caller = `
tasks:
  - id: call
    type: io.kestra.plugin.core.flow.Subflow
    namespace: ${kestra.namespace}
    flowId: outliving
    wait: false
`;
    await createFlow("outliving", sleeping());
    await createFlow("leaver", caller);
    const parent = (await run("leaver")) as { id: string };
    const [child] = await listed({ flow_id: "outliving" }, ([row]) => row?.state.current === "RUNNING");
    expect(await manage("kill", parent.id)).toEqual({
      executionId: parent.id,
      status: "already_finished",
      finishedAs: "SUCCESS",
    });
    const { id } = child as { id: string };
    expect((await waitFor(id, ["KILLED"])).state.current).toBe("KILLED");
    expect((await manage("get", parent.id)).state.current).toBe("SUCCESS");
  });

  check("says that there is none", async () => {
    expect(await manage("kill", noExecution)).toEqual({ executionId: noExecution, status: "not_found" });
  });

  check("spares subflows where it is told to", async () => {
    const caller = `
tasks:
  - id: call
    type: io.kestra.plugin.core.flow.Subflow
    namespace: ${kestra.namespace}
    flowId: sleeper
    wait: true
`;
    await createFlow("caller", caller);
    const parent = await running("caller");
    const isChild = ({ labels = [], state }: Partial<Data>): boolean =>
      state?.current === "RUNNING" &&
      labels.some(({ key, value }) => key === "system.correlationId" && value === parent);
    const child = (await listed({ flow_id: "sleeper" }, (rows) => rows.some(isChild))).find(isChild);
    expect(await manage("kill", parent, { cascade: false })).toMatchObject({ status: "kill_requested" });
    await waitFor(parent, ["KILLED", "KILLING"]);
    expect((await manage("get", child?.id ?? "")).state.current).toBe("RUNNING");
  });
});

describe("manage_executions change_status", () => {
  check("changes the state of an ended one", async () => {
    const { id } = await run("plain");
    expect((await manage("change_status", id, { status: "WARNING" })).state.current).toBe("WARNING");
    expect((await waitFor(id, ["WARNING"])).state.current).toBe("WARNING");
  });

  check("says that a running one cannot change", async () => {
    const id = await running();
    expect(await refused("change_status", id, { status: "SUCCESS" })).toMatch(/terminated[^]*ended/);
  });

  check("names the states", async () => {
    const { id } = await run("plain");
    expect(await refused("change_status", id, { status: "SUCESS" })).toMatch(/status[^]*SUCCESS/);
    expect(await refused("change_status", id)).toContain("status is required when action is change_status");
    expect(await refused("change_status", id, { status: "RUNNING" })).toMatch(/RUNNING|terminal/);
  });
});

describe("manage_executions delete", () => {
  check("deletes", async () => {
    const { id } = await run("plain");
    expect(await manage("delete", id)).toEqual({});
    expect(await refused("get", id)).toContain("404");
    expect(await refused("delete", id)).toContain("404");
  });
});

describe("add_execution_labels", () => {
  check("adds labels and keeps the others", async () => {
    const { id } = await run("plain", { labels: { env: "test", owner: "nobody" } });
    const { labels } = await kestra.get("add_execution_labels", {
      execution_id: id,
      labels: { owner: "Jane: Doe", "reviewed-by": "a b" },
    });
    expect(labels).toEqual(
      expect.arrayContaining([
        { key: "env", value: "test" },
        { key: "owner", value: "Jane: Doe" },
        { key: "reviewed-by", value: "a b" },
      ]),
    );
    expect(labels).not.toContainEqual({ key: "owner", value: "nobody" });
  });

  check("refuses one that has not ended, and one that is missing", async () => {
    const id = await running();
    expect(await kestra.refusal("add_execution_labels", { execution_id: id, labels: { a: "b" } })).toContain(
      "because its current state is `RUNNING`",
    );
    expect(
      await kestra.refusal("add_execution_labels", { execution_id: noExecution, labels: { a: "b" } }),
    ).toContain("404");
  });
});

describe("list_executions", () => {
  const list = async (more: object = {}): Promise<readonly Data[]> => {
    const { results } = await kestra.get("list_executions", { namespace: kestra.namespace, ...more });
    return results;
  };

  check("lists those of one flow, the newest first", async () => {
    await createFlow("listed", hello);
    const first = await run("listed");
    const second = await run("listed", { labels: { nth: "second" } });
    const isEnded = (row: Data | undefined): boolean =>
      row?.id === second.id && row.state.current === "SUCCESS";
    const rows = await listed({ flow_id: "listed" }, ([newest]) => isEnded(newest));
    expect(rows.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(rows[0]).toMatchObject({
      namespace: kestra.namespace,
      flowId: "listed",
      state: { current: "SUCCESS" },
    });
    expect(rows[0]?.labels).toContainEqual({ key: "nth", value: "second" });
    expect((await list({ flow_id: "listed", count: 1 })).map(({ id }) => id)).toEqual([second.id]);
  });

  check("reads all pages", async () => {
    await createFlow("many", hello);
    for (let i = 0; i < 5; i++) await run("many");
    await listed({ flow_id: "many" }, (rows) => rows.length === 5);
    expect(await list({ flow_id: "many", page_size: 2 })).toHaveLength(5);
    expect(await list({ flow_id: "many", page_size: 2, count: 3 })).toHaveLength(3);
    expect(await list({ flow_id: "many", count: 0 })).toEqual([]);
    const all = (await list({ flow_id: "many" })).map(({ id }) => id);
    const part = await list({ flow_id: "many", count: 2, offset: 3 });
    expect(part.map(({ id }) => id)).toEqual(all.slice(3, 5));
    expect((await list({ flow_id: "many", offset: 4 })).map(({ id }) => id)).toEqual(all.slice(4));
    const past = { namespace: kestra.namespace, flow_id: "many", offset: 5 };
    expect(await kestra.get("list_executions", past)).toMatchObject({
      truncated: expect.stringContaining("Of 5") as string,
    });
  });

  check("looks in child namespaces too", async () => {
    const namespace = `${kestra.namespace}.child`;
    const { id } = await kestra.get("execute_flow", { namespace, flow_id: "plain", wait: true });
    await listed({}, (rows) => rows.some((row) => row.id === id));
    expect((await list({ namespace })).map((row) => row.id)).toEqual([id]);
  });

  check("keeps to a time", async () => {
    await run("plain");
    await listed({ time_range: "PT15M" }, (rows) => rows.length > 0);
    expect((await list({ time_range: "P1D" })).length).toBeGreaterThan(0);
    expect((await list({ start_date: "2020-01-01" })).length).toBeGreaterThan(0);
    expect(await list({ start_date: new Date(Date.now() + 3_600_000).toISOString() })).toEqual([]);
    expect(await list({ start_date: "2020-01-01T00:00:00Z", end_date: "2020-01-02T00:00:00" })).toEqual([]);
    expect(await list({ end_date: "2020-01-02" })).toEqual([]);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect((await list({ time_range: "PT15M", end_date: soon })).length).toBeGreaterThan(0);
  });

  check("keeps to the time of the start, not of the end", async () => {
    const { id } = await run("short");
    const [row] = await listed({ flow_id: "short" }, ([newest]) => newest?.id === id);
    const { startDate } = (row?.state ?? {}) as { startDate?: string };
    const middle = new Date(Date.parse(startDate ?? "") + 1000).toISOString();
    const ids = async (time: object) => (await list({ flow_id: "short", ...time })).map((it) => it.id);
    expect(await ids({ end_date: middle })).toContain(id);
    expect(await ids({ start_date: middle })).not.toContain(id);
  });

  check("refuses what is not a time", async () => {
    const refusal = (more: object): Promise<string> =>
      kestra.refusal("list_executions", { namespace: kestra.namespace, ...more });
    expect(await refusal({ time_range: "whenever" })).toMatch(/whenever/);
    expect(await refusal({ start_date: "tomorrow" })).toMatch(/start_date must be an ISO 8601 date-time/);
    expect(await refusal({ count: -1 })).toMatch(/count/);
  });

  check("finds none in a namespace that has none", async () => {
    expect(await list({ namespace: `${kestra.namespace}.none` })).toEqual([]);
  });
});
