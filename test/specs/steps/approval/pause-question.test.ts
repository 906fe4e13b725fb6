import { describe, expect, it } from "vitest";
import { pauseQuestion } from "../../../../specs/steps/approval/pause-question.ts";

const since = "2026-05-01T10:00:00Z";
const asks = (more: object) =>
  pauseQuestion(
    { tasks: [{ id: "hold", type: "io.kestra.plugin.core.flow.Pause", ...more }] },
    "hold",
    since,
  );

describe("what becomes of a pause that nobody answers", () => {
  it.each([
    [{}, undefined, "It waits until somebody answers."],
    [
      { pauseDuration: "PT1H" },
      "2026-05-01T11:00:00.000Z",
      "The flow goes on, as if resumed without inputs.",
    ],
    [{ delay: "PT1H" }, "2026-05-01T11:00:00.000Z", "The flow goes on, as if resumed without inputs."],
    [
      { pauseDuration: "P1D", behavior: "WARN" },
      "2026-05-02T10:00:00.000Z",
      "The task ends with WARNING, and the flow goes on.",
    ],
    [{ pauseDuration: "P1D", behavior: "FAIL" }, "2026-05-02T10:00:00.000Z", "The task fails."],
    [{ pauseDuration: "P1D", behavior: "CANCEL" }, "2026-05-02T10:00:00.000Z", "The execution is cancelled."],
    [{ timeout: "PT1M", behavior: "CANCEL" }, "2026-05-01T10:01:00.000Z", "The task fails."],
    [
      { pauseDuration: "PT2M", timeout: "PT1M" },
      "2026-05-01T10:02:00.000Z",
      "The flow goes on, as if resumed without inputs.",
    ],
    [
      { pauseDuration: "{{ inputs.wait }}" },
      undefined,
      "After {{ inputs.wait }}: The flow goes on, as if resumed without inputs.",
    ],
    [
      { pauseDuration: "P999999999D" },
      undefined,
      "After P999999999D: The flow goes on, as if resumed without inputs.",
    ],
    [{ pauseDuration: "PT1M", behavior: "{{ b }}" }, "2026-05-01T10:01:00.000Z", "What `{{ b }}` comes to."],
  ])("of %j: at %s, %s", (more, timeoutAt, atTimeout) => {
    expect(asks(more)).toEqual({ inputs: [], atTimeout, ...(timeoutAt && { timeoutAt }) });
  });

  it("says the length where it is not known since when it waits", () => {
    const flow = { tasks: [{ id: "hold", type: "Pause", pauseDuration: "PT1M" }] };
    expect(pauseQuestion(flow, "hold", undefined)).toEqual({
      inputs: [],
      atTimeout: "After PT1M: The flow goes on, as if resumed without inputs.",
    });
  });
});

describe("what a pause asks", () => {
  it("is the description of the task, bounded, and its inputs as they are declared", () => {
    const onResume = [
      { id: "approved", type: "BOOL", defaults: "false" },
      { id: "level", type: "SELECT", values: ["LOW", "HIGH"], displayName: "How urgent" },
      { id: "note", type: "STRING", required: false },
      { id: "key", type: "SECRET", defaults: "hidden" },
      "broken",
    ];
    const { question, inputs } = asks({ description: `Go on? ${"x".repeat(2000)}`, onResume });
    expect(question).toBe(`Go on? ${"x".repeat(993)}… (2007 characters)`);
    expect(inputs).toEqual([
      { id: "approved", type: "BOOL", required: false, defaults: "false" },
      { id: "level", type: "SELECT", required: true, values: ["LOW", "HIGH"], displayName: "How urgent" },
      { id: "note", type: "STRING", required: false },
      { id: "key", type: "SECRET", required: false },
    ]);
  });

  it("is not known of a task that the flow does not have", () => {
    expect(pauseQuestion({ tasks: [] }, "hold", since).atTimeout).toContain("has no such task");
  });
});
