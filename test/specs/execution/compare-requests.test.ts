import { describe, expect, it } from "vitest";
import { tool as compareExecutions } from "../../../specs/execution/compare_executions.ts";
import { ask } from "../fake-kestra.ts";

const execution = (id: string, flowRevision: number, runs = 0) => ({
  id,
  namespace: "company.team",
  flowId: "hello",
  flowRevision,
  state: { current: "SUCCESS" },
  taskRunList: Array.from({ length: runs }, (_, i) => ({
    id: `r${i}`,
    taskId: `t${i}`,
    state: { current: "SUCCESS" },
  })),
});

describe("compare_executions", () => {
  it("reads both, and the revisions where they are others; outputs of 1.x are in the executions", async () => {
    const given = { execution_id: "b", base_execution_id: "a" };
    const { requests } = await ask(compareExecutions, given, [execution("b", 2), execution("a", 1), []]);
    expect(requests).toEqual([
      "GET /executions/b",
      "GET /executions/a",
      "GET /flows/company.team/hello/revisions",
    ]);
    const same = await ask(compareExecutions, given, [execution("b", 1), execution("a", 1)]);
    expect(same.requests).toHaveLength(2);
  });

  it("asks 2.0 for the outputs of ten task runs at most of each, and says what it did not read", async () => {
    const having = Array.from({ length: 12 }, (_, i) => ({ taskRunId: `r${i}` }));
    const answers = [execution("b", 1, 12), execution("a", 1, 12), {}, having, {}, having];
    const outputs = Array.from({ length: 20 }, () => ({ value: 1 }));
    const given = { execution_id: "b", base_execution_id: "a" };
    const { output, requests } = await ask(compareExecutions, given, [...answers, ...outputs], "2.0");
    expect(requests).toHaveLength(26);
    expect(output.notes).toEqual([
      "Outputs of 2 more task runs of b were not read.",
      "Outputs of 2 more task runs of a were not read.",
    ]);
  });
});
