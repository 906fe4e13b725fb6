import { describe, expect, it } from "vitest";
import { harness, history, runOf, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";

describe("tasks that hold others, or are left out", () => {
  it("leaves out disabled tasks and skips those whose condition is false", () => {
    const at = harness(
      "1.3",
      `
id: skipping
tasks:
  - { id: never, type: ${core}.log.Log, message: never, disabled: true }
  - { id: skipped, type: ${core}.log.Log, message: no, runIf: "{{ inputs.go }}" }
  - { id: last, type: ${core}.log.Log, message: last, runIf: "{{ not inputs.go }}" }
`,
    );
    const execution = at.run("skipping", { inputs: { go: false } });
    at.pass(1000);
    expect(runs(execution)).toEqual(["skipped: CREATED SKIPPED", "last: CREATED SUBMITTED RUNNING SUCCESS"]);
    expect(execution.state.current).toBe("SUCCESS");
  });

  it("runs the branch that is chosen, sequences in order, and everything of a Parallel", () => {
    const at = harness(
      "1.3",
      `
id: nested
tasks:
  - id: check
    type: ${core}.flow.If
    condition: "{{ inputs.env == 'prod' }}"
    then:
      - { id: yes_it_is, type: ${core}.log.Log, message: prod }
    else:
      - { id: no_it_is_not, type: ${core}.log.Log, message: other }
  - id: choose
    type: ${core}.flow.Switch
    value: "{{ inputs.env }}"
    cases:
      dev: [{ id: on_dev, type: ${core}.log.Log, message: dev }]
    defaults: [{ id: on_other, type: ${core}.log.Log, message: other }]
  - id: both
    type: ${core}.flow.Parallel
    tasks:
      - { id: left, type: ${core}.flow.Sleep, duration: PT1S }
      - { id: right, type: ${core}.flow.Sleep, duration: PT1S }
  - id: seq
    type: ${core}.flow.Sequential
    tasks:
      - { id: one, type: ${core}.log.Log, message: one }
      - { id: two, type: ${core}.log.Log, message: two }
`,
    );
    const execution = at.run("nested", { inputs: { env: "dev" } });
    at.pass(1700);
    expect(execution.state.current).toBe("SUCCESS");
    expect(execution.taskRuns?.map(({ taskId }) => taskId)).toEqual([
      "check",
      "no_it_is_not",
      "choose",
      "on_dev",
      "both",
      "left",
      "right",
      "seq",
      "one",
      "two",
    ]);
    expect(runOf(execution, "check").outputs).toEqual({ evaluationResult: false });
    expect(runOf(execution, "choose").outputs).toEqual({ value: "dev", defaults: false });
    expect(runOf(execution, "one").parentTaskRunId).toBe(runOf(execution, "seq").id);
    expect(history(runOf(execution, "seq"))).toBe("CREATED RUNNING SUCCESS");
  });

  it("fails the blocks around a failed task, and forgives inside AllowFailure", () => {
    const block = (type: string): string => `
id: block
tasks:
  - id: block
    type: ${core}.flow.${type}
    tasks:
      - { id: fail, type: ${core}.execution.Fail }
      - { id: inner, type: ${core}.log.Log, message: inner }
  - { id: after, type: ${core}.log.Log, message: after }
`;
    const strict = harness("1.3", block("Sequential"));
    const failed = strict.run("block");
    strict.pass(1000);
    expect(failed.state.current).toBe("FAILED");
    expect(failed.taskRuns?.map(({ taskId }) => taskId)).toEqual(["block", "fail"]);

    const lenient = harness("1.3", block("AllowFailure"));
    const warned = lenient.run("block");
    lenient.pass(1000);
    expect(warned.state.current).toBe("WARNING");
    expect(warned.taskRuns?.map(({ taskId }) => taskId)).toEqual(["block", "fail", "after"]);
  });

  it("labels its execution, and leaves early with Exit", () => {
    const at = harness(
      "1.3",
      `
id: labelled
labels: { from: flow, kept: yes }
tasks:
  - { id: label, type: ${core}.execution.Labels, labels: { from: task, word: "{{ inputs.word }}" } }
  - { id: leave, type: ${core}.execution.Exit, state: WARNING }
  - { id: never, type: ${core}.log.Log, message: never }
`,
    );
    const execution = at.run("labelled", { inputs: { word: "hi" } });
    at.pass(1000);
    const labels = Object.fromEntries(execution.labels.map(({ key, value }) => [key, value]));
    expect(labels).toEqual({
      from: "task",
      kept: "yes",
      word: "hi",
      "system.from": "api",
      "system.correlationId": execution.id,
    });
    expect(history(execution)).toBe("CREATED RUNNING WARNING");
    expect(execution.taskRuns?.map(({ taskId }) => taskId)).toEqual(["label", "leave"]);
  });
});
