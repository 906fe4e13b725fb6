import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, execute, hello, noExecution, run, sleeping, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const failing = `
tasks:
  - id: before
    type: io.kestra.plugin.core.log.Log
    message: before
  - id: fail
    type: io.kestra.plugin.core.execution.Fail
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;
const mended = failing.replace("core.execution.Fail", "core.log.Log\n    message: mended");
const failingInside = `
tasks:
  - id: around
    type: io.kestra.plugin.core.flow.Sequential
    tasks:
      - id: first
        type: io.kestra.plugin.core.log.Log
        message: first
      - id: fail
        type: io.kestra.plugin.core.execution.Fail
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("failing", failing);
});

const restart = (args: object): Promise<Data> => kestra.get("restart_execution", { ...args });
const refused = (args: object): Promise<string> => kestra.refusal("restart_execution", { ...args });
const change = (execution_id: string, more: object = {}): Promise<Data> =>
  kestra.get("change_taskrun_state", { execution_id, ...more });
const unchanged = (execution_id: string, more: object = {}): Promise<string> =>
  kestra.refusal("change_taskrun_state", { execution_id, ...more });
const ofFlow = (flow_id: string) => ({ namespace: kestra.namespace, flow_id });
const historyOf = ({ state }: Data): readonly string[] => state.histories?.map((it) => it.state) ?? [];

interface Run {
  readonly id: string;
  readonly taskId: string;
  readonly state: { readonly current: string };
}
const runsOf = ({ taskRunList }: Partial<Data>) => (taskRunList ?? []) as unknown as readonly Run[];
const runOf = (execution: Data, taskId: string): Run => {
  const found = runsOf(execution).find((it) => it.taskId === taskId);
  if (found === undefined) throw new Error(`There is no task run of ${taskId}.`);
  return found;
};

/** The execution once it has been restarted, and has ended again. */
async function endedAgain(id: string, times = 1): Promise<Data> {
  const until = Date.now() + 30_000;
  for (;;) {
    const execution = await kestra.get("manage_executions", { action: "get", execution_id: id, full: true });
    const history = historyOf(execution);
    const restarts = history.filter((it) => it === "RESTARTED").length;
    const hasEnded = ["SUCCESS", "WARNING", "FAILED"].includes(history.at(-1) ?? "");
    if (restarts >= times && hasEnded) return execution;
    if (Date.now() > until) throw new Error(`Execution ${id} went ${history.join(", ")}.`);
    await sleep(50);
  }
}

describe("restart_execution", () => {
  check("goes on from the task that failed", async () => {
    const { id } = await run("failing");
    const answer = await restart({ ...ofFlow("failing"), execution_id: id });
    expect(answer).toMatchObject({ id, namespace: kestra.namespace, flowId: "failing" });
    expect(historyOf(answer)).toContain("RESTARTED");
    const execution = await endedAgain(id);
    expect(execution.state.current).toBe("FAILED");
    expect(runsOf(execution).map(({ taskId }) => taskId)).toEqual(["before", "fail"]);
    expect(execution.labels).toContainEqual({ key: "system.restarted", value: "true" });
  });

  check("takes the newest failed one of a flow, whatever ran later", async () => {
    await createFlow("sometimes", failing);
    const first = await run("sometimes");
    const second = await run("sometimes");
    await createFlow("sometimes", mended);
    expect((await run("sometimes")).state.current).toBe("SUCCESS");
    const { id, message } = await restart(ofFlow("sometimes"));
    expect(id).toBe(second.id);
    expect(message).toMatch(new RegExp(`Restarted execution ${id}, the newest failed one .*started at 20`));
    await endedAgain(second.id);
    expect(historyOf(await waitFor(first.id))).not.toContain("RESTARTED");
  });

  check("never takes another flow's, or one that did not fail", async () => {
    await run("failing");
    await run("plain");
    for (const flow of ["plain", "nothing_here"]) {
      expect(await refused(ofFlow(flow))).toContain(
        `No failed executions found for ${kestra.namespace}/${flow}`,
      );
    }
  });

  check("leaves child namespaces alone", async () => {
    const namespace = `${kestra.namespace}.child`;
    await createFlow("only_in_child", failing, namespace);
    const flow = { namespace, flow_id: "only_in_child" };
    const { id } = await kestra.get("execute_flow", { ...flow, wait: true });
    expect(await refused(ofFlow("only_in_child"))).toContain("No failed executions found for");
    expect(historyOf(await waitFor(id))).not.toContain("RESTARTED");
  });

  check("makes a new execution where a revision is given, and names it", async () => {
    await createFlow("mended", failing);
    const { id } = await run("mended");
    const { revision } = await createFlow("mended", mended);
    const made = await restart({ execution_id: id, revision });
    expect(made).toMatchObject({ flowId: "mended", flowRevision: revision, parentId: id });
    expect(made.id).not.toBe(id);
    expect((await endedAgain(made.id)).state.current).toBe("SUCCESS");
    expect(await waitFor(id)).toMatchObject({ flowRevision: revision - 1, state: { current: "FAILED" } });
  });

  check("says which revision is not there", async () => {
    const { id } = await run("failing");
    expect(await refused({ execution_id: id, revision: 99 })).toMatch(/404[^]*revision 99/);
  });

  check("says that one has not failed, runs, was killed or is not there", async () => {
    await createFlow("sleeper", sleeping());
    const { id: succeeded } = await run("plain");
    const ended = await refused({ execution_id: succeeded });
    expect(ended).toMatch(
      /(409|422)[^]*is in state `SUCCESS`\. It has ended: `replay_execution` runs it again/,
    );
    expect(ended.match(/replay_execution/g)).toHaveLength(1);
    const { id: running } = (await execute("sleeper")) as { id: string };
    await waitFor(running, ["RUNNING"]);
    expect(await refused({ execution_id: running })).toMatch(
      /409[^]*is in state `RUNNING`\. It is under way: `follow_execution_logs`/,
    );
    await kestra.get("manage_executions", { action: "kill", execution_id: running });
    await waitFor(running, ["KILLED"]);
    expect(await refused({ execution_id: running })).toMatch(
      /(409|422)[^]*is in state `KILLED`\. It has ended: `replay_execution`/,
    );
    expect(await refused({ execution_id: noExecution })).toMatch(/404[^]*list_executions/);
  });

  check("needs an execution, or both the namespace and the flow", async () => {
    for (const args of [{}, { namespace: "a" }, { flow_id: "a", execution_id: null }]) {
      expect(await refused(args)).toContain("both namespace and flow_id are required");
    }
  });
});

describe("change_taskrun_state", () => {
  check("takes the failed task as a success, and the execution goes on", async () => {
    const { id } = await run("failing");
    expect((await change(id)).id).toBe(id);
    const execution = await endedAgain(id);
    expect(execution.state.current).toBe("SUCCESS");
    expect(runOf(execution, "fail").state.current).toBe("SUCCESS");
    expect(runOf(execution, "after").state.current).toBe("SUCCESS");
  });

  check("takes the innermost of the failed ones, not the block around it", async () => {
    await createFlow("inside", failingInside);
    const before = await run("inside");
    expect(runOf(before, "around").state.current).toBe("FAILED");
    await change(before.id, { state: "WARNING" });
    const execution = await endedAgain(before.id);
    expect(runOf(execution, "fail").state.current).toBe("WARNING");
    expect(runOf(execution, "after").state.current).toBe("SUCCESS");
    expect(execution.state.current).toBe("WARNING");
  });

  check("takes the task run that is named", async () => {
    const before = await run("failing");
    await change(before.id, { task_run_id: runOf(before, "fail").id, state: "WARNING" });
    const execution = await endedAgain(before.id);
    expect(execution.state.current).toBe("WARNING");
  });

  check("sends no request without a state, which ends a server of 2.0", async () => {
    const { id } = await run("failing");
    for (const state of ["", "NOPE", "RUNNING", 1]) {
      expect(await unchanged(id, { state })).toMatch(/state must be one of[^]*SUCCESS/);
    }
    await change(id, { state: null });
    expect((await endedAgain(id)).state.current).toBe("SUCCESS");
  });

  check("says that no task run failed, none is so called, or the execution is missing", async () => {
    const { id } = await run("plain");
    expect(await unchanged(id)).toContain(`No failed task runs found in execution \`${id}\``);
    expect(await unchanged(id, { task_run_id: noExecution })).toMatch(
      /(409|422)[^]*must have such a task run/,
    );
    expect(await unchanged(noExecution)).toMatch(/404[^]*list_executions/);
    expect(await unchanged(noExecution, { task_run_id: "a" })).toMatch(/404[^]*list_executions/);
  });

  check("leaves an execution alone that runs", async () => {
    await createFlow("still_running", sleeping());
    const { id } = (await execute("still_running")) as { id: string };
    const [wait] = runsOf(await waitFor(id, ["RUNNING"]));
    expect(await unchanged(id, { task_run_id: wait?.id ?? "a" })).toContain("is in state `RUNNING`");
    expect((await waitFor(id, ["RUNNING"])).state.current).toBe("RUNNING");
  });
});
