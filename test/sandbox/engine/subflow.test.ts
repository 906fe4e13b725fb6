import { describe, expect, it } from "vitest";
import { harness, messages, runOf, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";

describe("subflows", () => {
  const child = `
id: child
inputs: [{ id: word, type: STRING, defaults: none }]
tasks:
  - { id: echo, type: ${core}.debug.Return, format: "{{ inputs.word }}!" }
  - { id: maybe, type: ${core}.execution.Fail, condition: "{{ inputs.word == 'bad' }}" }
outputs: [{ id: answer, type: STRING, value: "{{ outputs.echo.value }}" }]
`;
  const caller = (word: string, more = ""): string => `
id: caller
tasks:
  - { id: call, type: ${core}.flow.Subflow, namespace: company.team, flowId: child, inputs: { word: "${word}" }${more} }
  - { id: after, type: ${core}.log.Log, message: "{{ outputs.call.outputs.answer ?? 'none' }}" }
`;

  it("waits for the child, hands on its outputs and shares its correlation", () => {
    const at = harness("1.3", child, caller("{{ flow.id }}"));
    const execution = at.run("caller");
    at.pass(2000);
    const started = at.engine.executions.childrenOf(execution.id)[0];
    expect(started?.inputs).toEqual({ word: "caller" });
    expect(started?.labels).toContainEqual({ key: "system.correlationId", value: execution.id });
    expect(started?.trigger).toMatchObject({ id: "call", variables: { flowId: "caller", taskId: "call" } });
    expect(runOf(execution, "call").outputs).toEqual({
      executionId: started?.id,
      state: "SUCCESS",
      outputs: { answer: "caller!" },
    });
    expect(messages(at, execution).at(-1)).toBe("INFO caller!");
  });

  it("does not wait when told so", () => {
    const at = harness("1.3", child, caller("x", ", wait: false"));
    const execution = at.run("caller");
    at.pass(2000);
    expect(runOf(execution, "call").outputs).toMatchObject({ state: "CREATED" });
    expect(execution.state.current).toBe("SUCCESS");
  });

  it("fails with its child, unless failures are not transmitted", () => {
    for (const [more, end] of [
      ["", "FAILED"],
      [", transmitFailed: false", "SUCCESS"],
    ] as const) {
      const at = harness("1.3", child, caller("bad", more));
      const execution = at.run("caller");
      at.pass(2000);
      expect(execution.state.current).toBe(end);
      expect(runOf(execution, "call").outputs).toMatchObject({ state: "FAILED" });
    }
  });

  it("fails when there is no such flow", () => {
    const at = harness("1.3", caller("x"));
    const execution = at.run("caller");
    at.pass(2000);
    expect(runs(execution)).toEqual(["call: CREATED FAILED"]);
    expect(execution.state.current).toBe("FAILED");
  });
});
