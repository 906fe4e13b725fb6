import { expect, it, vi } from "vitest";
import { executionsWithRuns } from "../../../../specs/steps/execution/executions-with-runs.ts";

it("reads no more executions than were asked for, whatever a page holds", async () => {
  const results = Array.from({ length: 500 }, (_, i) => ({
    id: `e${i}`,
    namespace: "company.team",
    flowId: "load",
    state: { current: "SUCCESS" },
    taskRunList: [],
  }));
  const execution = vi.fn((id: string) => Promise.resolve({ ...results[0], id } as (typeof results)[0]));
  const search = () => Promise.resolve({ results, total: 500 });
  const { executions } = await executionsWithRuns("2.0", { search, execution });
  expect(executions).toHaveLength(50);
  expect(execution).toHaveBeenCalledTimes(50);
});
