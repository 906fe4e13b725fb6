import { describe, expect, it, vi } from "vitest";
import { ContractError, KestraError } from "../../../../runtime/errors.ts";
import { withOutputs, type OutputCalls } from "../../../../specs/steps/execution/execution-outputs.ts";
import { say } from "../../../../runtime/text/said.ts";

const ended = { id: "5xYz", state: { current: "SUCCESS" } };
const none: OutputCalls = {
  flow: () => Promise.resolve({}),
  runs: () => Promise.resolve({ runs: [] }),
  run: () => Promise.reject(new Error("not to be asked for")),
};

describe("withOutputs", () => {
  it.each(["2.0", "2.1", "3.0"])("reads the outputs of an ended execution on %s", async (line) => {
    const flow = () => Promise.resolve({ outputs: { data: 1 } });
    expect(await withOutputs(ended, line, { ...none, flow })).toEqual({ ...ended, outputs: { data: 1 } });
  });

  it("reads those of the task runs that have any, and of the first ten only", async () => {
    const taskRunList = Array.from({ length: 15 }, (_, nth) => ({ id: `run${nth}`, outputs: null }));
    const asked: string[] = [];
    const execution = await withOutputs({ ...ended, taskRunList }, "2.0", {
      ...none,
      runs: () => Promise.resolve({ runs: taskRunList.slice(1).map(({ id }) => ({ taskRunId: id })) }),
      run(id) {
        asked.push(id);
        return id === "run2"
          ? Promise.reject(new KestraError(say`gone`, 500))
          : Promise.resolve({ outputs: { of: id } });
      },
    });
    expect(asked).toEqual(taskRunList.slice(1, 11).map(({ id }) => id));
    expect(execution.taskRunList.slice(0, 4)).toEqual([
      { id: "run0", outputs: null },
      { id: "run1", outputs: { of: "run1" } },
      { id: "run2", outputs: null },
      { id: "run3", outputs: { of: "run3" } },
    ]);
    expect(execution.taskRunList[11]).toEqual({ id: "run11", outputs: null });
  });

  it("reads those of one id once, however many task runs have it", async () => {
    const taskRunList = Array.from({ length: 50 }, () => ({ id: "run", outputs: null }));
    const run = vi.fn(() => Promise.resolve({ outputs: { a: 1 } }));
    const runs = () => Promise.resolve({ runs: [{ taskRunId: "run" }] });
    const execution = await withOutputs({ ...ended, taskRunList }, "2.0", { ...none, runs, run });
    expect(run).toHaveBeenCalledOnce();
    expect(execution.taskRunList[49]).toEqual({ id: "run", outputs: { a: 1 } });
  });

  it.each([
    ["of a line that has them in the execution", ended, "1.3"],
    ["of a running execution", { ...ended, state: { current: "RUNNING" } }, "2.0"],
  ])("does not ask for the outputs %s", async (_, execution, line) => {
    const flow = vi.fn();
    const runs = vi.fn();
    expect(await withOutputs(execution, line, { ...none, flow, runs })).toBe(execution);
    expect(flow).not.toHaveBeenCalled();
    expect(runs).not.toHaveBeenCalled();
  });

  it("does not ask for the outputs of one that has them", async () => {
    const flow = vi.fn();
    const execution = { ...ended, outputs: { data: 2 } };
    expect(await withOutputs(execution, "2.0", { ...none, flow })).toEqual(execution);
    expect(flow).not.toHaveBeenCalled();
  });

  it.each([{ outputs: {} }, { outputs: null }, {}])(
    "leaves out outputs that hold nothing: %j",
    async (answer) => {
      const flow = () => Promise.resolve(answer);
      expect(await withOutputs(ended, "2.0", { ...none, flow })).toEqual(ended);
    },
  );

  it("gives the execution where its outputs cannot be read, but hides no bug", async () => {
    const refused = () => Promise.reject(new KestraError(say`Not Found`, 404));
    const strange = () => Promise.reject(new ContractError(say`at its root: not JSON`));
    const calls = { flow: refused, runs: strange, run: refused };
    expect(await withOutputs({ ...ended, taskRunList: [{ id: "a" }] }, "2.0", calls)).toEqual({
      ...ended,
      taskRunList: [{ id: "a" }],
    });
    const bug = () => Promise.reject(new Error("bug"));
    await expect(withOutputs(ended, "2.0", { ...none, flow: bug })).rejects.toThrow("bug");
  });
});
