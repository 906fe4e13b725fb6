import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import {
  createFlow,
  execute,
  hello,
  listed,
  run,
  sleeping,
  untilTaskRuns,
  waitFor,
} from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { raw } from "../support/raw.ts";

useKestra();

const limited = (behavior: string): string => `
concurrency:
  limit: 1
  behavior: ${behavior}
${sleeping("PT30S").trimStart()}`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("sleeper", sleeping());
});

const manage = (action: string, execution_id: string, more: object = {}): Promise<Data> =>
  kestra.get("manage_executions", { action, execution_id, ...more });
const refused = (action: string, execution_id: string, more: object = {}): Promise<string> =>
  kestra.refusal("manage_executions", { action, execution_id, ...more });

async function runsOf(id: string): Promise<readonly Data[]> {
  const execution: Partial<Data> = await manage("get", id);
  return execution.taskRunList ?? [];
}

/** Starts a flow that runs one at a time twice. @returns the one that runs, and the other */
async function twice(flow: string, behavior: string, otherState: string): Promise<readonly [string, string]> {
  await createFlow(flow, limited(behavior));
  const { id: first } = await execute(flow);
  await waitFor(first, ["RUNNING"]);
  const { id: second } = await execute(flow);
  await waitFor(second, [otherState]);
  return [first, second];
}

describe("a queued execution", () => {
  check("is shown, and runs when it is forced to", async () => {
    const [first, second] = await twice("forced", "QUEUE", "QUEUED");
    const stateOf = (rows: readonly Data[], meant: string): string | undefined =>
      rows.find(({ id }) => id === meant)?.state.current;
    await listed({ flow_id: "forced" }, (rows) => {
      return stateOf(rows, first) === "RUNNING" && stateOf(rows, second) === "QUEUED";
    });
    expect(await kestra.get("force_run_execution", { execution_id: second })).toMatchObject({ id: second });
    await waitFor(second, ["RUNNING"]);
    for (const id of [first, second]) await manage("kill", id);
  });

  check("is killed without having run", async () => {
    const [first, second] = await twice("killed", "QUEUE", "QUEUED");
    expect(await manage("kill", second)).toEqual({ executionId: second, status: "kill_requested" });
    await waitFor(second, ["KILLED"]);
    expect((await runsOf(second)).filter(({ state }) => state.current !== "KILLED")).toEqual([]);
    expect((await manage("get", first)).state.current).toBe("RUNNING");
    await manage("kill", first);
  });

  check("takes its turn when the one before it is killed", async () => {
    const [first, second] = await twice("turns", "QUEUE", "QUEUED");
    await manage("kill", first);
    await waitFor(second, ["RUNNING"]);
    await manage("kill", second);
  });

  check("cannot be paused, resumed, relabelled or changed", async () => {
    const [first, second] = await twice("left_alone", "QUEUE", "QUEUED");
    expect(await refused("pause", second)).toMatch(/not running/);
    expect(await refused("change_status", second, { status: "SUCCESS" })).toMatch(
      /(409|422)[^]*is in state `QUEUED`\. It has not begun: `force_run_execution`/,
    );
    expect(await kestra.refusal("resume_execution", { execution_ids: [second] })).toContain(
      "in state `QUEUED`: only a paused one can be resumed. It has not begun: `force_run_execution`",
    );
    expect(
      await kestra.refusal("add_execution_labels", { execution_id: second, labels: { a: "b" } }),
    ).toContain("current state is `QUEUED`");
    expect((await manage("get", second)).state.current).toBe("QUEUED");
    for (const id of [second, first]) await manage("kill", id);
  });
});

describe("an execution that was killed", () => {
  check("is changed where Kestra can, else it is said that a killed one cannot", async () => {
    await createFlow("ended_early", sleeping());
    const { id } = await execute("ended_early");
    await waitFor(id, ["RUNNING"]);
    await manage("kill", id);
    await waitFor(id, ["KILLED"]);
    const { isError, text } = await kestra.call("manage_executions", {
      action: "change_status",
      execution_id: id,
      status: "SUCCESS",
    });
    if (isError)
      expect(text).toMatch(
        /Only an execution that has ended without being killed can change[^]*in state `KILLED`/,
      );
    else expect((await waitFor(id)).state.current).toBe("SUCCESS");
  });
});

describe("an execution beyond its flow's limit", () => {
  check("is cancelled or failed, and not said to be killed", async () => {
    for (const [flow, behavior, state] of [
      ["cancelling", "CANCEL", "CANCELLED"],
      ["failing", "FAIL", "FAILED"],
    ] as const) {
      const [first, second] = await twice(flow, behavior, state);
      expect(await manage("kill", second)).toEqual({
        executionId: second,
        status: "already_finished",
        finishedAs: state,
      });
      expect((await manage("get", second)).state.current).toBe(state);
      await manage("kill", first);
    }
  });
});

describe("a paused execution", () => {
  check("lets the task end that runs, and then waits", async () => {
    await createFlow("short", sleeping("PT2S"));
    const { id } = await execute("short");
    await untilTaskRuns(id);
    expect(await manage("pause", id)).toEqual({ status: "paused" });
    expect(await refused("pause", id)).toMatch(
      /not running[^]*is in state `PAUSED`\. It waits for somebody: `resume_execution`/,
    );
    const until = Date.now() + 20_000;
    let execution = await manage("get", id);
    while (execution.taskRunList[0]?.state.current !== "SUCCESS" && Date.now() < until) {
      await sleep(100);
      execution = await manage("get", id);
    }
    expect(execution.state.current).toBe("PAUSED");
    expect(execution.taskRunList.map(({ state }) => state.current)).toEqual(["SUCCESS"]);
    await kestra.get("resume_execution", { execution_ids: [id] });
    expect((await waitFor(id)).taskRunList).toHaveLength(2);
  });

  check("is killed", async () => {
    await createFlow("pausing", "tasks:\n  - id: hold\n    type: io.kestra.plugin.core.flow.Pause\n");
    const { id } = await execute("pausing");
    await waitFor(id, ["PAUSED"]);
    expect(await manage("kill", id)).toEqual({ executionId: id, status: "kill_requested" });
    await waitFor(id, ["KILLED"]);
    expect(await manage("kill", id)).toEqual({
      executionId: id,
      status: "already_finished",
      finishedAs: "KILLED",
    });
  });
});

describe("an execution at a breakpoint", () => {
  check("is shown as such, and forced by no one", async () => {
    const started = await raw("POST", `/executions/${kestra.namespace}/plain?breakpoints=hello`);
    const id = started.id as string;
    expect((await waitFor(id, ["BREAKPOINT"])).state.current).toBe("BREAKPOINT");
    expect(await kestra.refusal("force_run_execution", { execution_id: id })).toContain("`BREAKPOINT` state");
    await kestra.get("resume_execution", { execution_ids: [id] });
    await waitFor(id, ["SUCCESS"]);
  });
});

describe("a killed execution", () => {
  check("is not changed where its line refuses that, and the agent is told", async () => {
    const { id } = await execute("sleeper");
    await waitFor(id, ["RUNNING"]);
    await manage("kill", id);
    await waitFor(id, ["KILLED"]);
    const changed = { action: "change_status", execution_id: id, status: "SUCCESS" };
    if (kestra.target.line === "1.0") {
      expect((await kestra.get("manage_executions", changed)).state.current).toBe("SUCCESS");
    } else {
      expect(await kestra.refusal("manage_executions", changed)).toMatch(/killed[^]*ended/);
      expect((await manage("get", id)).state.current).toBe("KILLED");
    }
  });
});

describe("change_status", () => {
  check("offers only states in which an execution ends", async () => {
    const { id } = await run("plain");
    for (const status of ["RUNNING", "PAUSED", "CREATED", "QUEUED", "NOPE", ""]) {
      expect(await refused("change_status", id, { status })).toMatch(/status must be one of[^]*WARNING/);
    }
    for (const status of ["WARNING", "FAILED", "CANCELLED", "SUCCESS"]) {
      expect((await manage("change_status", id, { status })).state.current).toBe(status);
    }
  });
});

describe("labels", () => {
  const label = (execution_id: string, labels: object) => ({ execution_id, labels });

  check("are replaced one by one, however often", async () => {
    const { id } = await run("plain", { labels: { env: "test" } });
    for (const value of ["1", "2"]) await kestra.get("add_execution_labels", label(id, { batch: value }));
    const { labels } = await manage("get", id, { full: true });
    const users = labels.filter(({ key }) => !key.startsWith("system."));
    expect(users.sort((a, b) => a.key.localeCompare(b.key))).toEqual([
      { key: "batch", value: "2" },
      { key: "env", value: "test" },
    ]);
    expect(labels.some(({ key }) => key === "system.correlationId")).toBe(true);
  });

  check("without a key, with a colon in it or of the system are refused, and nothing changes", async () => {
    const { id } = await run("plain");
    const said = (labels: object): Promise<string> =>
      kestra.refusal("add_execution_labels", label(id, labels));
    expect(await said({ "": "x" })).toContain("needs a key");
    expect(await said({ "a:b": "x" })).toContain("holds a colon");
    expect(await said({ "system.foo": "x" })).toContain("System labels can only be set by Kestra itself");
    expect(await said({ "my key": "x" })).toMatch(/"my key" holds white space[^]*"my_key"/);
    expect(await said({ good: "x", foo: "" })).toContain('The label "foo" has no value');
    if (kestra.target.line !== "1.0")
      expect(await said({ good: "x", Bad: "y" })).toMatch(/key "Bad"[^]*lower-case/);
    const { labels } = await manage("get", id, { full: true });
    expect(labels.filter(({ key }) => !key.startsWith("system."))).toEqual([]);
  });
});

describe("wrong credentials", () => {
  check("are said to be so by each tool, with the variable to set and without the secret", async () => {
    const { token } = kestra.target;
    const wrong =
      token === undefined ? { KESTRA_PASSWORD: "Canary-secret-1" } : { KESTRA_API_TOKEN: "Canary-secret-1" };
    const server = await kestra.start(wrong);
    const execution_id = "1234567890abcdefghijkl";
    const calls = [
      ["manage_executions", { action: "get", execution_id }],
      ["manage_executions", { action: "kill", execution_id }],
      ["add_execution_labels", { execution_id, labels: { a: "b" } }],
      ["list_executions", { namespace: kestra.namespace }],
      ["replay_execution", { ids: [execution_id] }],
      ["restart_execution", { execution_id }],
      ["change_taskrun_state", { execution_id }],
      ["resume_execution", { execution_ids: [execution_id] }],
      ["force_run_execution", { execution_id }],
    ] as const;
    try {
      for (const [name, args] of calls) {
        const text = await server.refusal(name, args);
        expect(text, name).toMatch(/401[^]*KESTRA_PASSWORD[^]*KESTRA_API_TOKEN/);
        expect(text, name).not.toContain("Canary-secret-1");
      }
      expect(server.stderr()).not.toContain("Canary-secret-1");
    } finally {
      await server.close();
    }
  });
});
