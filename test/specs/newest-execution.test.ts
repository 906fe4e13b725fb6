import { describe, expect, it } from "vitest";
import { tool as replay } from "../../specs/replay/replay_execution.ts";
import { tool as restart } from "../../specs/restart/restart_execution.ts";
import { tool as resume } from "../../specs/resume/resume_execution.ts";
import { newestOf } from "../../specs/steps/newest-execution.ts";
import { ask } from "./fake-kestra.ts";

const wanted = { namespace: "company.team", flow_id: "hello" };
const row = (namespace: string, flowId: string, current: string) => ({
  id: `${namespace}/${flowId}/${current}`,
  namespace,
  flowId,
  state: { current },
});

describe("newestOf", () => {
  const rows = [
    row("company.team.child", "hello", "FAILED"),
    row("company.team", "hello_again", "FAILED"),
    row("company.team", "hello", "SUCCESS"),
    row("company.team", "hello", "FAILED"),
  ].map(({ state, ...rest }) => ({ ...rest, state: state.current }));

  it("is the first of exactly this namespace, flow and state", () => {
    expect(newestOf(rows, wanted)).toBe("company.team/hello/SUCCESS");
    expect(newestOf(rows, { ...wanted, state: "FAILED" })).toBe("company.team/hello/FAILED");
    expect(newestOf(rows, { ...wanted, state: "PAUSED" })).toBeUndefined();
  });
});

// What a Kestra answers that does not know a filter: whatever there is.
const others = [
  row("company.team", "other", "FAILED"),
  row("company.team.child", "hello", "PAUSED"),
  row("company.team", "hello", "RUNNING"),
];

describe.each(["1.0", "1.3", "2.0"])("on a %s that ignored a filter", (line) => {
  const ignoring = [{ results: others.slice(0, 2), total: 2 }];

  it("nothing is replayed", async () => {
    await expect(ask(replay, wanted, ignoring, line)).rejects.toThrow("No executions found for");
  });

  it("nothing is restarted", async () => {
    await expect(ask(restart, wanted, [{ results: others }], line)).rejects.toThrow(
      "No failed executions found for company.team/hello",
    );
  });

  it("nothing is resumed", async () => {
    await expect(ask(resume, wanted, [{ results: others }], line)).rejects.toThrow(
      "No paused executions found for company.team/hello",
    );
  });
});

it("what was found paused, but is not any more, is not resumed", async () => {
  const found = { results: [row("company.team", "hello", "PAUSED")] };
  const call = ask(resume, wanted, [found, { state: { current: "RUNNING" } }]);
  await expect(call).rejects.toThrow("is in state `RUNNING`: only a paused one can be resumed.");
});
