import { describe, expect, it } from "vitest";
import { kill } from "../../../sandbox/engine/kill.ts";
import { forceRun } from "../../../sandbox/engine/pause.ts";
import { unqueue } from "../../../sandbox/engine/queued.ts";
import { lines } from "../replay/recording.ts";
import { harness, history, messages, refused, runs } from "./harness.ts";

const core = "io.kestra.plugin.core";

function limited(behavior: string): string {
  return `
id: limited
concurrency: { limit: 1, behavior: ${behavior} }
tasks:
  - { id: wait, type: ${core}.flow.Sleep, duration: PT60S }
`;
}

describe.each(lines)("a concurrency limit on %s", (line) => {
  const countOf = ({ engine }: ReturnType<typeof harness>): number | undefined =>
    engine.concurrency.of("company.team", "limited")?.running;

  it("queues, and lets the first in the queue run when one ends", () => {
    const at = harness(line, limited("QUEUE"));
    const executions = [0, 1, 2].map(() => {
      const execution = at.run("limited");
      at.pass(1000);
      return execution;
    });
    expect(executions.map(({ state }) => state.current)).toEqual(["RUNNING", "QUEUED", "QUEUED"]);
    expect(countOf(at)).toBe(1);
    at.pass(60_000);
    expect(executions.map(({ state }) => state.current)).toEqual(["SUCCESS", "RUNNING", "QUEUED"]);
    at.pass(120_000);
    expect(executions.map(history)).toEqual([
      "CREATED RUNNING SUCCESS",
      "CREATED QUEUED RUNNING SUCCESS",
      "CREATED QUEUED RUNNING SUCCESS",
    ]);
    expect(countOf(at)).toBe(0);
  });

  it.each([
    ["CANCEL", "CANCELLED", []],
    ["FAIL", "FAILED", ["ERROR Execution is FAILED due to concurrency limit exceeded"]],
  ])("with %s ends what is too many as %s", (behavior, state, logged) => {
    const at = harness(line, limited(behavior));
    at.run("limited");
    at.pass(1000);
    const second = at.run("limited");
    at.pass(1000);
    expect(history(second)).toBe(`CREATED ${state}`);
    expect(messages(at, second)).toEqual(logged);
    expect(runs(second)).toEqual([]);
  });

  it("does not count what was forced or unqueued", () => {
    const at = harness(line, limited("QUEUE"));
    const [first, second, third] = [at.run("limited"), at.run("limited"), at.run("limited")];
    at.pass(1000);
    forceRun(at.engine, second);
    unqueue(at.engine, third, "RUNNING");
    at.pass(1000);
    expect([first, second, third].map(({ state }) => state.current)).toEqual(Array(3).fill("RUNNING"));
    expect(countOf(at)).toBe(1);
    at.pass(61_000);
    expect(countOf(at)).toBe(0);
  });

  it("unqueues only what is queued, and only to some states", () => {
    const at = harness(line, limited("QUEUE"));
    const [first, second] = [at.run("limited"), at.run("limited")];
    at.pass(1000);
    const status = line === "2.0" ? 409 : 422;
    expect(
      refused(() => {
        unqueue(at.engine, first, "RUNNING");
      })[0],
    ).toBe(status);
    expect(
      refused(() => {
        unqueue(at.engine, second, "SUCCESS");
      })[0],
    ).toBe(status);
    unqueue(at.engine, second, "CANCELLED");
    at.pass(61_000);
    expect(history(second)).toBe("CREATED QUEUED CANCELLED");
  });

  it("gives the place of a killed one to the next", () => {
    const at = harness(line, limited("QUEUE"));
    const [first, second, third] = [at.run("limited"), at.run("limited"), at.run("limited")];
    at.pass(1000);
    kill(at.engine, second, true);
    at.pass(1000);
    expect(history(second)).toBe(
      line === "1.0" ? "CREATED QUEUED RUNNING KILLED" : "CREATED QUEUED KILLING KILLED",
    );
    expect(third.state.current).toBe("QUEUED");
    kill(at.engine, first, true);
    at.pass(1000);
    expect(third.state.current).toBe("RUNNING");
  });
});

describe("the retry of a flow", () => {
  const retried = `
id: retried
retry: { type: constant, interval: PT1S, maxAttempts: 3, behavior: CREATE_NEW_EXECUTION }
tasks:
  - { id: fail, type: ${core}.execution.Fail }
`;

  it.each(lines)("makes new executions until there were enough, on %s", (line) => {
    const at = harness(line, retried);
    const first = at.run("retried");
    at.pass(60_000);
    const all = at.engine.executions.ofFlow("company.team", "retried");
    expect(all.map(({ state }) => state.current)).toEqual(["RETRIED", "RETRIED", "FAILED"]);
    expect(all.map(({ attemptNumber }) => attemptNumber)).toEqual([1, 2, 3]);
    expect(new Set(all.map(({ originalId }) => originalId))).toEqual(new Set([first.id]));
    expect(first.labels.map(({ key }) => key)).not.toContain("system.replayed");
    expect(runs(first)[0]).toMatch(/FAILED RETRIED$/);
  });
});
