import { describe, expect, it } from "vitest";
import { wellExecution } from "../../../../specs/steps/diagnosis/execution-causes.ts";
import { ago, executionIn, now } from "./facts.ts";

describe("an execution of which no cause is found", () => {
  const told = (state: string, ...lines: readonly { level: string; message: string }[]) =>
    wellExecution({ execution: executionIn(["CREATED", state], 5), now, lines }).toString();

  it("is well where it ended well", () => {
    expect(told("SUCCESS")).toBe(
      `Nothing is wrong: the execution e1 of company.team/report ended SUCCESS at ${ago(5)}.`,
    );
  });

  it("is not said to be well where it did not", () => {
    for (const state of ["CANCELLED", "FAILED", "KILLED"])
      expect(told(state)).toBe(
        `The execution e1 of company.team/report ended ${state} at ${ago(5)}, and nothing that Kestra tells says why.`,
      );
  });

  it("says what it logged last, where that was an error", () => {
    const lines = [
      { level: "WARN", message: "slow" },
      { level: "ERROR", message: "CANCELLED due to quota limit exceeded\n\tat x" },
      { level: "ERROR", message: "earlier" },
    ];
    expect(told("CANCELLED", ...lines)).toBe(
      `The execution e1 of company.team/report ended CANCELLED at ${ago(5)}. It logged: CANCELLED due to quota limit exceeded`,
    );
  });
});
