import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import {
  createFlow,
  execute,
  hello,
  listed,
  noExecution,
  run,
  sleeping,
  until,
  waitFor,
} from "../support/flows.ts";
import { hurried } from "../support/hurried.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const typed = `
inputs:
  - id: name
    type: STRING
  - id: count
    type: INT
    defaults: 3
  - id: enabled
    type: BOOL
    defaults: true
  - id: config
    type: JSON
    required: false
  - id: tags
    type: ARRAY
    itemType: STRING
    required: false
  - id: upload
    type: FILE
    required: false
tasks:
  - id: show
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.name }} x {{ inputs.count }}"
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: said
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.show.value }}"
`;

const pausing = `
tasks:
  - id: before
    type: io.kestra.plugin.core.log.Log
    message: before
  - id: pause
    type: io.kestra.plugin.core.flow.Pause
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;

const saying = `
tasks:
  - id: info
    type: io.kestra.plugin.core.log.Log
    message: an info line
  - id: warn
    type: io.kestra.plugin.core.log.Log
    level: WARN
    message: a warning
`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("typed", typed);
  await createFlow("failing", "tasks:\n  - id: fail\n    type: io.kestra.plugin.core.execution.Fail\n");
  await createFlow("pausing", pausing);
  await createFlow("saying", saying);
  await createFlow("short", sleeping("PT3S"));
  await createFlow("sleeper", sleeping("PT60S"));
});

const stateOf = async (execution_id: string): Promise<string> => {
  const { state } = await kestra.get("manage_executions", { action: "get", execution_id });
  return state.current;
};
const kill = (execution_id: string): Promise<Data> =>
  kestra.get("manage_executions", { action: "kill", execution_id });

describe("execute_flow waits", () => {
  check("and gives the ended execution as its start is given", async () => {
    const inputs = {
      name: "Ada",
      count: 5,
      enabled: false,
      config: { a: [1, null, "ü"] },
      tags: ["x", "y, z"],
      upload: { $file: "data.csv", text: "a,b\n1,2\n" },
    };
    const labels = { owner: "Jane: Doe", run: "first" };
    const execution = await execute("typed", { inputs, labels, wait: true });
    expect(execution).toMatchObject({
      namespace: kestra.namespace,
      flowId: "typed",
      state: { current: "SUCCESS" },
      inputs: { ...inputs, upload: expect.stringMatching(/^kestra:.*data\.csv$/) as string },
      outputs: { shown: "Ada x 5" },
      url: expect.stringMatching(new RegExp(`/typed/${execution.id}$`)) as string,
    });
    expect(execution).not.toHaveProperty("message");
    expect(execution.labels).toEqual(
      expect.arrayContaining([
        { key: "owner", value: "Jane: Doe" },
        { key: "run", value: "first" },
      ]),
    );
    expect(execution.taskRunList.map((run) => (run as { taskId?: unknown }).taskId)).toEqual(["show", "say"]);
    for (const run of execution.taskRunList) expect(run).toHaveProperty("outputs");
  });

  check("and runs the revision that is asked for", async () => {
    await createFlow("revised", hello);
    await createFlow(
      "revised",
      `${hello}  - id: more\n    type: io.kestra.plugin.core.log.Log\n    message: more\n`,
    );
    const first = await execute("revised", { revision: 1, wait: true });
    expect(first).toMatchObject({ flowRevision: 1, state: { current: "SUCCESS" } });
    expect(first.taskRunList).toHaveLength(1);
    expect((await execute("revised", { wait: true })).taskRunList).toHaveLength(2);
  });

  check("and gives one that failed", async () => {
    const execution = await execute("failing", { wait: true });
    expect(execution.state.current).toBe("FAILED");
    expect(execution).not.toHaveProperty("message");
    expect(execution.taskRunList).toEqual([
      expect.objectContaining({
        taskId: "fail",
        state: expect.objectContaining({ current: "FAILED" }) as object,
      }),
    ]);
  });

  check("until it is paused, and says how it goes on", async () => {
    const execution = await execute("pausing", { wait: true });
    expect(execution).toMatchObject({
      state: { current: "PAUSED" },
      message: expect.stringContaining("resume_execution") as string,
    });
    await kestra.get("resume_execution", { execution_ids: [execution.id] });
    expect((await waitFor(execution.id)).state.current).toBe("SUCCESS");
  });

  check("for longer than one request may take", async () => {
    await hurried(async (server) => {
      const values = { namespace: kestra.namespace, flow_id: "short", wait: true };
      expect((await server.get("execute_flow", values)).state.current).toBe("SUCCESS");
    });
  });

  check("no longer than a call may take, and lets it go on", async () => {
    await hurried(async (server) => {
      const values = { namespace: kestra.namespace, flow_id: "sleeper", wait: true };
      const { id, state, message, url } = await server.get("execute_flow", values);
      expect(state.current).toBe("RUNNING");
      expect(message).toMatch(/still RUNNING.*follow_execution_logs/);
      expect(url).toContain(id);
      expect(await stateOf(id)).toBe("RUNNING");
      const followed = await server.get("follow_execution_logs", { execution_id: id });
      expect(followed).toMatchObject({
        state: "RUNNING",
        message: expect.stringMatching(/still RUNNING/) as string,
      });
      await kill(id);
    });
  });

  check("not for one that starts later", async () => {
    const schedule_date = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, "");
    const { id, state, message } = await execute("plain", { schedule_date, wait: true });
    expect(state.current).toBe("CREATED");
    expect(message).toMatch(/was not waited for.*manage_executions/);
    await kill(id);
  });

  check("and tells its progress to a client that asks for it", async () => {
    const told: number[] = [];
    const params = {
      name: "execute_flow",
      arguments: { namespace: kestra.namespace, flow_id: "plain", wait: true },
    };
    const onprogress = ({ progress }: { progress: number }): void => {
      told.push(progress);
    };
    await kestra.server.client.callTool(params, undefined, { onprogress });
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  });

  check("and tells its state, how long it was waited for, and what was logged last", async () => {
    await createFlow("telling", sleeping("PT7S"));
    const told: string[] = [];
    const onprogress = ({ message = "" }: { message?: string | undefined }): void => {
      told.push(message);
    };
    const args = { namespace: kestra.namespace, flow_id: "telling", wait: true };
    await kestra.server.client.callTool({ name: "execute_flow", arguments: args }, undefined, { onprogress });
    for (const message of told) expect(message).toMatch(/^[A-Z]+, \d+ s(: .+)?$/);
    expect(told.some((message) => /^RUNNING, [4-7] s: Waiting for PT7S$/.test(message))).toBe(true);
  });

  check("until the client cancels, which does not stop the execution", async () => {
    const labels = { cancelled: kestra.namespace };
    const params = {
      name: "execute_flow",
      arguments: { namespace: kestra.namespace, flow_id: "sleeper", wait: true, labels },
    };
    const cancel = new AbortController();
    const called = kestra.server.client.callTool(params, undefined, { signal: cancel.signal });
    const isMeant = ({ state, labels = [] }: Partial<Data>): boolean =>
      state?.current === "RUNNING" && labels.some(({ key }) => key === "cancelled");
    const rows = await listed({ flow_id: "sleeper" }, (found) => found.some(isMeant));
    const id = rows.find(isMeant)?.id ?? "";
    cancel.abort(new Error("cancelled"));
    await expect(called).rejects.toThrow();
    await sleep(500);
    expect(await stateOf(id)).toBe("RUNNING");
    await kill(id);
  });

  check("for nothing that cannot start", async () => {
    const refused = (flow_id: string, more: object = {}): Promise<string> =>
      kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id, wait: true, ...more });
    expect(await refused("nothing_here")).toMatch(/404[^]*find_flow/);
    expect(await refused("typed")).toMatch(/input name \(STRING\)/);
    expect(await refused("by-query", { namespace: "restart" })).toContain("of another route of Kestra's");
    expect(await refused("plain", { schedule_date: "tomorrow" })).toContain("schedule_date must be");
  });
});

describe("follow_execution_logs", () => {
  const follow = (execution_id: string, more: object = {}): Promise<Data> =>
    kestra.get("follow_execution_logs", { execution_id, ...more });

  check("gives the logs of one that has ended", async () => {
    const { id } = await run("saying");
    const ended = await until(
      () => follow(id),
      ({ result }) => result.includes("a warning"),
    );
    expect(ended).toMatchObject({
      state: "SUCCESS",
      result: expect.stringContaining("INFO an info") as string,
    });
    expect(ended).not.toHaveProperty("message");
    const { result } = await follow(id, { min_level: "WARN" });
    expect(result).toMatch(/^\S+ WARN a warning\s*$/);
    expect((await follow(id, { offset: 10 })).result).toBe(ended.result.slice(10));
  });

  check("waits for the end of one that runs", async () => {
    const { id } = await execute("short");
    await waitFor(id, ["RUNNING"]);
    expect(await follow(id)).toMatchObject({
      state: "SUCCESS",
      result: expect.stringContaining("INFO after") as string,
    });
  });

  check("gives the logs so far of one that is paused", async () => {
    const { id } = await execute("pausing", { wait: true });
    const paused = await until(
      () => follow(id),
      ({ result }) => result.includes("before"),
    );
    expect(paused).toMatchObject({
      state: "PAUSED",
      message: expect.stringContaining("resume_execution") as string,
    });
  });

  check("ends with one that is killed", async () => {
    const { id } = await execute("sleeper");
    await waitFor(id, ["RUNNING"]);
    const following = follow(id);
    await kill(id);
    expect((await following).state).toBe("KILLED");
  });

  check("says at once that there is none", async () => {
    expect(await kestra.refusal("follow_execution_logs", { execution_id: noExecution })).toMatch(
      /404[^]*list_executions/,
    );
  });
});
