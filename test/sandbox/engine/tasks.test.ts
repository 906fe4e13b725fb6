import { describe, expect, it } from "vitest";
import { taskTypes } from "../../../sandbox/engine/tasks.ts";
import { harness, history, messages, runOf, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";

describe("worker tasks", () => {
  it("logs, returns and hands outputs on", () => {
    const at = harness(
      "1.3",
      `
id: hello
tasks:
  - { id: first, type: ${core}.debug.Return, format: "{{ inputs.word }} {{ flow.id }}" }
  - { id: second, type: ${core}.log.Log, level: WARN, message: ["{{ outputs.first.value | upper }}", two] }
outputs:
  - { id: result, type: STRING, value: "{{ outputs.first.value }}" }
`,
    );
    const execution = at.run("hello", { inputs: { word: "hi" } });
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING SUCCESS");
    expect(runs(execution)).toEqual([
      "first: CREATED SUBMITTED RUNNING SUCCESS",
      "second: CREATED SUBMITTED RUNNING SUCCESS",
    ]);
    expect(execution.outputs).toEqual({ result: "hi hello" });
    expect(messages(at, execution)).toEqual(["DEBUG hi hello", "WARN HI HELLO", "WARN two"]);
  });

  it("has no SUBMITTED on 1.0", () => {
    const at = harness("1.0", `{ id: one, tasks: [{ id: a, type: ${core}.debug.Return }] }`);
    const execution = at.run("one");
    at.pass(1000);
    expect(runs(execution)).toEqual(["a: CREATED RUNNING SUCCESS"]);
    expect(history(runOf(execution, "a").attempts[0] ?? execution)).toBe("CREATED RUNNING SUCCESS");
  });

  it("sleeps on the engine's clock", () => {
    const at = harness("1.3", `{ id: one, tasks: [{ id: wait, type: ${core}.flow.Sleep, duration: PT1M }] }`);
    const execution = at.run("one");
    at.pass(59_000);
    expect(execution.state.current).toBe("RUNNING");
    at.pass(2000);
    expect(execution.state.current).toBe("SUCCESS");
  });

  it("stores files and answers requests without fetching", () => {
    const at = harness(
      "1.3",
      `
id: one
tasks:
  - { id: write_it, type: ${core}.storage.Write, content: "a,b", extension: .csv }
  - { id: ask, type: ${core}.http.Request, uri: "https://example.com/{{ execution.id }}" }
  - { id: values, type: ${core}.output.OutputValues, values: { total: "{{ 3 + 5 }}", names: [x, "{{ flow.id }}"] } }
`,
    );
    const execution = at.run("one");
    at.pass(1000);
    const uri = String(runOf(execution, "write_it").outputs?.["uri"]);
    expect(uri).toMatch(
      new RegExp(`^kestra:///company/team/one/executions/${execution.id}/tasks/write-it/[^/]+/\\d+\\.csv$`),
    );
    expect(new TextDecoder().decode(at.engine.files.get(uri))).toBe("a,b");
    expect(runOf(execution, "ask").outputs).toMatchObject({
      code: 200,
      uri: `https://example.com/${execution.id}`,
    });
    expect(runOf(execution, "values").outputs).toEqual({ values: { total: "8", names: ["x", "one"] } });
  });

  it("fails on what a template cannot find, and says so", () => {
    const at = harness(
      "1.3",
      `{ id: bad, tasks: [{ id: oops, type: ${core}.debug.Return, format: "{{ inputs.nothing }}" }] }`,
    );
    const execution = at.run("bad");
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING FAILED");
    expect(messages(at, execution)).toEqual([
      "ERROR Unable to find `nothing` used in the expression `{{ inputs.nothing }}` at line 1",
    ]);
  });

  it("fails a task that outlives its timeout", () => {
    const at = harness(
      "1.3",
      `{ id: slow, tasks: [{ id: wait, type: ${core}.flow.Sleep, duration: PT20S, timeout: PT1S }] }`,
    );
    const execution = at.run("slow");
    at.pass(2000);
    expect(runs(execution)).toEqual(["wait: CREATED SUBMITTED RUNNING FAILED"]);
    expect(execution.state.current).toBe("FAILED");
  });
});

describe("failures", () => {
  const flow = `
id: failing
tasks:
  - { id: fail, type: ${core}.execution.Fail, errorMessage: no data }
  - { id: after, type: ${core}.log.Log, message: after }
errors:
  - { id: on_error, type: ${core}.log.Log, message: it failed }
finally:
  - { id: always, type: ${core}.log.Log, message: always }
`;

  it("runs errors and finally, and stays failed", () => {
    const at = harness("1.3", flow);
    const execution = at.run("failing");
    at.pass(1000);
    expect(history(execution)).toBe("CREATED RUNNING FAILED");
    expect(execution.taskRuns?.map(({ taskId }) => taskId)).toEqual(["fail", "on_error", "always"]);
    expect(messages(at, execution)).toEqual(["ERROR no data", "INFO it failed", "INFO always"]);
  });

  it("goes on with a warning where failure is allowed", () => {
    const at = harness(
      "1.3",
      `
id: lenient
tasks:
  - { id: fail, type: ${core}.execution.Fail, allowFailure: true }
  - { id: after, type: ${core}.log.Log, message: after }
`,
    );
    const execution = at.run("lenient");
    at.pass(1000);
    expect(execution.state.current).toBe("WARNING");
    expect(runs(execution)).toEqual([
      "fail: CREATED SUBMITTED RUNNING WARNING",
      "after: CREATED SUBMITTED RUNNING SUCCESS",
    ]);
    expect(history(runOf(execution, "fail").attempts[0] ?? execution)).toBe("CREATED RUNNING FAILED");
  });

  it("retries with an attempt each time, until one succeeds", () => {
    const at = harness(
      "1.3",
      `
id: flaky
tasks:
  - id: flaky
    type: ${core}.debug.Return
    format: "{{ taskrun.attemptsCount < 2 ? fail('not yet') : 'done' }}"
    retry: { type: constant, interval: PT0.5S, maxAttempts: 4, warningOnRetry: true }
`,
    );
    const execution = at.run("flaky");
    at.pass(5000);
    expect(history(execution)).toBe(
      "CREATED RUNNING FAILED RETRYING RUNNING FAILED RETRYING RUNNING WARNING",
    );
    expect(runOf(execution, "flaky").attempts.map(({ state }) => state.current)).toEqual([
      "FAILED",
      "FAILED",
      "SUCCESS",
    ]);
    expect(runOf(execution, "flaky").outputs).toEqual({ value: "done" });
  });

  it("gives up after the last attempt", () => {
    const at = harness(
      "1.0",
      `{ id: flaky, tasks: [{ id: f, type: ${core}.execution.Fail, retry: { type: constant, interval: PT1S, maxAttempts: 2 } }] }`,
    );
    const execution = at.run("flaky");
    at.pass(5000);
    expect(runs(execution)).toEqual(["f: CREATED RUNNING FAILED RETRYING CREATED RUNNING FAILED"]);
    expect(execution.state.current).toBe("FAILED");
  });
});

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

it("lists the task types of every line", () => {
  expect(Object.keys(taskTypes)).toEqual(["1.0", "1.3", "2.0"]);
  expect(taskTypes["2.0"]).toContain(`${core}.flow.Subflow`);
  expect(taskTypes["1.0"]).toEqual(taskTypes["1.0"].toSorted());
});
