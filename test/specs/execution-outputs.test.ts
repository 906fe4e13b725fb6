import { describe, expect, it, vi } from "vitest";
import { ContractError, KestraError } from "../../runtime/errors.ts";
import { withOutputs } from "../../specs/steps/execution-outputs.ts";

const ended = { id: "5xYz", state: { current: "SUCCESS" } };

describe("withOutputs", () => {
  it.each(["2.0", "2.1", "3.0"])("reads the outputs of an ended execution on %s", async (line) => {
    const read = () => Promise.resolve({ outputs: { data: 1 } });
    expect(await withOutputs(ended, line, read)).toEqual({ ...ended, outputs: { data: 1 } });
  });

  it.each([
    ["of a line that has them in the execution", ended, "1.3"],
    ["of a running execution", { ...ended, state: { current: "RUNNING" } }, "2.0"],
    ["of one that has them", { ...ended, outputs: { data: 2 } }, "2.0"],
  ])("does not ask for the outputs %s", async (_, execution, line) => {
    const read = vi.fn();
    expect(await withOutputs(execution, line, read)).toBe(execution);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([{ outputs: {} }, { outputs: null }, {}])(
    "leaves out outputs that hold nothing: %j",
    async (answer) => {
      expect(await withOutputs(ended, "2.0", () => Promise.resolve(answer))).toBe(ended);
    },
  );

  it("gives the execution where its outputs cannot be read, but hides no bug", async () => {
    const refused = () => Promise.reject(new KestraError("Not Found", 404));
    expect(await withOutputs(ended, "2.0", refused)).toBe(ended);
    const strange = () => Promise.reject(new ContractError("at its root: not JSON"));
    expect(await withOutputs(ended, "2.0", strange)).toBe(ended);
    await expect(withOutputs(ended, "2.0", () => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
  });
});
