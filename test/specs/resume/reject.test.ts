import { describe, expect, it } from "vitest";
import { tool as reject } from "../../../specs/resume/reject_execution.ts";
import { ask } from "../fake-kestra.ts";

const paused = (...taskRunList: readonly object[]) => ({
  state: { current: "PAUSED" },
  namespace: "company.team",
  flowId: "approval",
  flowRevision: 3,
  taskRunList,
});
const run = (id: string) => ({ id, taskId: "hold", state: { current: "PAUSED" } });
const flow = {
  tasks: [{ id: "hold", type: "Pause", onResume: [{ id: "rejected", type: "BOOL" }] }],
};
const verdict = { inputs: [{ input: { id: "rejected", type: "BOOL" }, errors: [] }] };
const state = (current: string) => ({ state: { current } });

describe("reject_execution", () => {
  it("sets an input that means no to true, and tells the state that is reached", async () => {
    const answers = [paused(run("r")), flow, verdict, { status: 204 }, state("RUNNING")];
    const { output, requests, queries } = await ask(reject, { execution_id: "a" }, answers);
    expect(requests).toEqual([
      "GET /executions/a",
      "GET /flows/company.team/approval",
      "POST /executions/a/resume/validate",
      "POST /executions/a/resume",
      "GET /executions/a",
    ]);
    expect(queries[1]).toMatchObject({ revision: "3" });
    expect(output).toEqual({
      executionId: "a",
      how: "input",
      state: "RUNNING",
      taskRunId: "r",
      inputs: { rejected: true },
      message: 'Resumed with {"rejected":true}. It goes on: what its flow does with a no is its own.',
    });
  });

  it("does not guess where the flow cannot be read", async () => {
    const call = ask(reject, { execution_id: "a" }, [paused(run("r")), { status: 403 }]);
    await expect(call).rejects.toThrow(/could not be read.*Nothing was done: say how\./);
  });

  it("fails the task run that is named, also one that waits behind another", async () => {
    const wish = { execution_id: "a", how: "fail", task_run_id: "s" };
    const answers = [paused(run("r"), run("s")), state("RUNNING"), state("PAUSED")];
    const { output } = await ask(reject, wish, answers);
    expect(output).toMatchObject({ how: "fail", taskRunId: "s", state: "PAUSED" });
  });

  it.each([
    ["fail", paused()],
    [
      "cancel",
      { ...paused({ ...run("r"), state: { current: "BREAKPOINT" } }), state: { current: "BREAKPOINT" } },
    ],
  ])("says that %s needs a pause's task run", async (how, execution) => {
    const call = ask(reject, { execution_id: "a", how }, [execution]);
    await expect(call).rejects.toThrow("it can only be rejected by how: kill.");
  });

  it("kills what was paused from outside", async () => {
    const answers = [paused(), { status: 202 }, state("KILLED")];
    const { output, requests } = await ask(reject, { execution_id: "a" }, answers);
    expect(requests[1]).toBe("DELETE /executions/a/kill");
    expect(output).toMatchObject({ how: "kill", state: "KILLED" });
  });
});
