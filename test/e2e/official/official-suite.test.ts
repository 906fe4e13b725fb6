import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, flowYaml, noExecution, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import {
  approval,
  failed,
  failure,
  getData,
  here,
  log,
  of,
  paused,
  pausing,
  scheduled,
  sleeper,
  slow,
  text,
} from "../support/official-flows.ts";

/** What the tests of the official server expect of its tools, on flows that need no network. */
useKestra();

beforeAll(async () => {
  await createFlow("hello_mcp", slow);
  await createFlow("sleeper", sleeper());
  await createFlow("pause_demo", pausing);
  await createFlow("approval", approval);
  await createFlow("failure", failure);
  await createFlow("get_data", getData());
});

describe("backfills", () => {
  check("a backfill of an hour begins at once", async () => {
    const flow = await text("create_flow_from_yaml", {
      yaml_definition: flowYaml("scheduled_flow", scheduled),
    });
    const trigger = await text("backfill_executions", {
      ...of("scheduled_flow"),
      hours: 1,
      labels: [{ key: "backfillFrom", value: "unitTest" }],
    });
    expect(trigger).toMatchObject({ ...here(), flowId: "scheduled_flow", triggerId: flow.triggers[0]?.id });
    expect(trigger.disabled).toBe(false);
    if (trigger.backfill === undefined) expect(trigger.executionId).toBeTruthy();
    else {
      expect(trigger.backfill).toMatchObject({
        start: expect.any(String) as string,
        end: expect.any(String) as string,
        paused: false,
      });
    }
    await text("create_flow_from_yaml", {
      yaml_definition: flowYaml("scheduled_flow", `${scheduled}    disabled: true\n`),
    });
  });
});

describe("executions", () => {
  check("execute_flow gives the inputs, labels, schedule, outputs and task runs", async () => {
    const first = await text("execute_flow", of("get_data"));
    expect(first.url).toContain(first.id);
    expect(first.inputs).toEqual({ data: "customers", startDate: "2025-12-03" });
    const inputs = { data: "products", startDate: "2026-01-01" };
    expect((await text("execute_flow", { ...of("get_data"), inputs })).inputs).toEqual(inputs);
    const labels = { team: "data team", env: "test", owner: "a b c" };
    const labelled = await text("execute_flow", { ...of("get_data"), labels });
    for (const [key, value] of Object.entries(labels)) expect(labelled.labels).toContainEqual({ key, value });

    const schedule_date = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
    const later = await text("execute_flow", { ...of("get_data"), schedule_date });
    expect(later.state.current).toBe("CREATED");
    expect(later.scheduleDate).toBe(schedule_date);
    expect(later.metadata).toHaveProperty("originalCreatedDate");

    const revision = (await createFlow("get_data", getData(log("more", "more")))).revision;
    const ended = await text("execute_flow", { ...of("get_data"), wait: true });
    expect(ended.state.current).toBe("SUCCESS");
    expect(ended.taskRunList).toHaveLength(2);
    expect(ended.outputs).toMatchObject({ data: "customers from 2025-12-03" });
    const [run] = ended.taskRunList;
    expect(run?.attempts).not.toHaveLength(0);
    expect(run?.outputs).toMatchObject({ value: "customers from 2025-12-03" });
    const states = run?.state.histories?.map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(["RUNNING", "SUCCESS"]));

    const before = await text("execute_flow", { ...of("get_data"), revision: revision - 1, wait: true });
    expect(before.taskRunList).toEqual([expect.objectContaining({ taskId: "extract" })]);
    const { labels: both } = await text("add_execution_labels", {
      execution_id: before.id,
      labels: { revision: "1", reason: "test" },
    });
    expect(both).toEqual(
      expect.arrayContaining([
        { key: "revision", value: "1" },
        { key: "reason", value: "test" },
      ]),
    );
    await expect(text("execute_flow", { ...of("get_data"), inputs: { data: "dogs" } })).rejects.toThrow();
  });

  check("list_executions keeps to the flow, the count and the time", async () => {
    await text("execute_flow", { ...of("get_data"), wait: true });
    const all = await text("list_executions", of("get_data"));
    for (const row of all.results) expect(row).toMatchObject({ ...here(), flowId: "get_data" });
    const two = await text("list_executions", { ...of("get_data"), count: 2, time_range: "P1D" });
    expect(two.results.length).toBeLessThanOrEqual(2);
    const one = await until(
      () => text("list_executions", { ...of("get_data"), count: 1 }),
      ({ results }) => results.length > 0,
    );
    expect(one.results).toHaveLength(1);
  });

  check("manage_executions pauses, kills and changes the status", async () => {
    const { id: execution_id } = await text("execute_flow", of("sleeper"));
    await waitFor(execution_id, ["RUNNING"]);
    const manage = (action: string, more: object = {}) =>
      text("manage_executions", { action, execution_id, ...more });
    expect((await manage("pause")).status).toBe("paused");
    const killed = await manage("kill", { cascade: true });
    expect(killed.executionId).toBe(execution_id);
    expect(["kill_requested", "already_finished"]).toContain(killed.status);
    const { id } = await text("execute_flow", { ...of("get_data"), wait: true });
    const changed = await manage("change_status", { execution_id: id, status: "WARNING" });
    expect(changed.state.current).toBe("WARNING");
    await expect(manage("change_status", { execution_id: id, status: "INVALID" })).rejects.toThrow();
  });

  check("a subflow shares the correlation id of its parent, and outlives its kill", async () => {
    const parent = await text("execute_flow", of("sleeper"));
    const isCorrelation = ({ key }: Data): boolean => key === "system.correlationId";
    const label = (parent.labels as readonly Data[]).find(isCorrelation);
    expect(label).toBeDefined();
    let child: Data | undefined;
    for (let look = 0; child === undefined && look < 200; look++) {
      await sleep(50);
      const { results } = await text("list_executions", { ...of("hello_mcp"), time_range: "PT5M" });
      const isChild = (row: Data): boolean =>
        (row.labels as readonly Data[] | undefined)?.some(
          (it) => isCorrelation(it) && it.value === label?.value,
        ) === true;
      child = results.find(isChild);
    }
    expect(child).toBeDefined();
    await waitFor(parent.id, ["RUNNING"]);
    await text("manage_executions", { action: "kill", execution_id: parent.id, cascade: false });
    await waitFor(parent.id, ["KILLED", "KILLING"]);
    const { state } = await text("manage_executions", { action: "get", execution_id: child?.id });
    expect(["CREATED", "RUNNING"]).toContain(state.current);
  });

  check("a deleted execution is gone", async () => {
    const { id: execution_id } = await text("execute_flow", { ...of("get_data"), wait: true });
    await text("manage_executions", { action: "delete", execution_id });
    await expect(text("manage_executions", { action: "get", execution_id })).rejects.toThrow();
  });
});

describe("replays", () => {
  check("the newest and given executions are replayed", async () => {
    const ids = [await failed(), await failed()];
    const { message, result } = await text("replay_execution", of("failure"));
    expect(message).toContain("Replayed execution");
    for (const word of ["failure", kestra.namespace]) expect(message).toContain(word);
    expect((result as unknown as Data).count).toBe(1);
    expect((await text("replay_execution", { ids: ids.slice(0, 1) })).count).toBe(1);
  });

  check("what cannot be replayed is refused in the same words", async () => {
    await expect(text("replay_execution", of("never_there"))).rejects.toThrow("No executions found for");
    await expect(text("replay_execution", here())).rejects.toThrow(
      "If ids is not provided, both namespace and flow_id are required",
    );
    await expect(text("replay_execution", { ids: [noExecution] })).rejects.toThrow();
  });
});

describe("restarts", () => {
  /** Kestra 2.0 answers only once it has gone on. */
  const restarted = ["RESTARTED", "SUBMITTED", "RUNNING", "FAILED"];

  check("the newest failed execution and a given one are restarted", async () => {
    const [first, second] = [await failed(), await failed()];
    const newest = await text("restart_execution", of("failure"));
    expect(newest).toMatchObject({ id: second, ...here(), flowId: "failure" });
    expect(restarted).toContain(newest.state.current);
    await waitFor(second, ["FAILED"]);
    const given = await text("restart_execution", { ...of("failure"), execution_id: first });
    expect(given.id).toBe(first);
    expect(restarted).toContain(given.state.current);
  });

  check("the failed task run of an execution is changed", async () => {
    for (const more of [{}, { state: "WARNING" }]) {
      const execution_id = await failed();
      expect((await text("change_taskrun_state", { execution_id, ...more })).id).toBe(execution_id);
    }
  });

  check("what cannot be restarted is refused", async () => {
    const missing = { ...of("failure"), execution_id: noExecution };
    await expect(text("restart_execution", missing)).rejects.toThrow();
    await expect(text("restart_execution", { flow_id: "failure" })).rejects.toThrow();
  });
});

describe("resumes", () => {
  check("paused executions are resumed by ids and by flow", async () => {
    const ids = [await paused("pause_demo"), await paused("pause_demo")];
    expect((await text("resume_execution", { execution_ids: ids.slice(0, 1) })).count).toBe(1);
    expect(await text("resume_execution", of("pause_demo"))).toHaveProperty(ids[1] ?? "");
  });

  check("inputs are given, or their defaults taken", async () => {
    const first = await paused("approval");
    expect(await text("resume_execution", of("approval"))).toHaveProperty(first);
    const second = await paused("approval");
    const answer = { execution_ids: [second], on_resume: { reason: "fine by me" } };
    expect(await text("resume_execution", answer)).toHaveProperty(second);
    await waitFor(second, ["SUCCESS"]);
    const { result } = await text("download_execution_logs", { execution_id: second });
    expect(result).toContain("fine by me");
  });

  check("a paused execution is forced to run, and what is not there is refused", async () => {
    const execution_id = await paused("pause_demo");
    expect((await text("force_run_execution", { execution_id })).id).toBe(execution_id);
    await expect(text("resume_execution", { execution_ids: [noExecution] })).rejects.toThrow();
    await expect(text("resume_execution", { ...here() })).rejects.toThrow();
  });
});
