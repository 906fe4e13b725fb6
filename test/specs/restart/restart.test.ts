import { describe, expect, it } from "vitest";
import { changeTaskrunState as change } from "../../../generated/restart/change_taskrun_state.ts";
import { tool as restart } from "../../../specs/restart/restart_execution.ts";
import { ask } from "../fake-kestra.ts";

const execution = (id: string, more: object = {}) => ({
  id,
  namespace: "company.team",
  flowId: "hello",
  flowRevision: 1,
  state: { current: "FAILED" },
  ...more,
});
const made = execution("new", { flowRevision: 2, parentId: "old" });
const wanted = { execution_id: "old", revision: 2 };
/** Its flow is looked at before it is restarted. */
const there = [execution("old"), { revision: 2 }];

describe("restart_execution with a revision on 2.0", () => {
  const earlier = execution("earlier", { flowRevision: 2, parentId: "old" });
  const before = { results: [earlier] };

  it("gives the execution that was not there before, however late it comes", async () => {
    const later = { results: [made, earlier] };
    const { output, requests } = await ask(
      restart,
      wanted,
      [...there, before, execution("old"), before, later],
      "2.0",
    );
    expect(output).toMatchObject({ id: "new", flowRevision: 2 });
    expect(requests).toHaveLength(6);
  });

  it("says so where it does not come, and names no other", async () => {
    const foreign = execution("foreign", { flowRevision: 2, parentId: "another" });
    const after = { results: [earlier, foreign, execution("replay", { parentId: "old" })] };
    const answers = [...there, before, execution("old"), ...Array.from({ length: 10 }, () => after)];
    const { output } = await ask(restart, wanted, answers, "2.0");
    expect(output).not.toHaveProperty("id");
    expect(output.message).toContain("whose id Kestra does not tell");
  });

  it("asks for no children where the answer is the new one, or no revision is given", async () => {
    expect((await ask(restart, wanted, [...there, made], "1.3")).output).toMatchObject({ id: "new" });
    const answers = [...there, execution("old")];
    const { requests } = await ask(restart, { execution_id: "old", revision: 0 }, answers, "2.0");
    expect(requests.slice(2)).toEqual(["POST /executions/old/actions/restart"]);
  });
});

describe("change_taskrun_state", () => {
  const runs = {
    taskRunList: [
      { id: "1", state: { current: "SUCCESS" } },
      { id: "2", state: { current: "FAILED" } },
      { id: "3", parentTaskRunId: "2", state: { current: "FAILED" } },
      { id: "4", parentTaskRunId: "2", state: { current: "SUCCESS" } },
    ],
  };
  const failed = { state: { current: "FAILED" }, namespace: "company.team", flowId: "hello" };
  const kept = { revision: 2, deleted: false };

  it("takes the last that failed, which lies inside the others", async () => {
    const { requests } = await ask(change, { execution_id: "a" }, [failed, kept, runs, execution("a")]);
    expect(requests).toEqual([
      "GET /executions/a",
      "GET /flows/company.team/hello",
      "GET /executions/a",
      "POST /executions/a/state",
    ]);
  });

  it.each(["RUNNING", "KILLING", "QUEUED", "CREATED", "RESTARTED", "BREAKPOINT"])(
    "changes nothing in one that is %s",
    async (current) => {
      const call = ask(change, { execution_id: "a", task_run_id: "3" }, [{ ...failed, state: { current } }]);
      await expect(call).rejects.toThrow(`is in state \`${current}\``);
    },
  );

  it("changes nothing where none failed", async () => {
    for (const taskRunList of [[], null, [runs.taskRunList[0]]]) {
      const call = ask(change, { execution_id: "a" }, [
        { ...failed, state: { current: "SUCCESS" } },
        kept,
        { taskRunList },
      ]);
      await expect(call).rejects.toThrow("No failed task runs found in execution `a`");
    }
  });

  it.each(["", "NOPE", "RUNNING"])("sends nothing with the state %j", async (state) => {
    await expect(ask(change, { execution_id: "a", state }, [])).rejects.toThrow("state must be one of");
  });
});
