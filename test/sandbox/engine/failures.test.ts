import { describe, expect, it } from "vitest";
import { harness, history, messages, runOf, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";

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
