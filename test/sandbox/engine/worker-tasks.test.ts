import { describe, expect, it } from "vitest";
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
