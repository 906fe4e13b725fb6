import { describe, expect, it } from "vitest";
import type { SeedExecution } from "../../../sandbox/seed/executions.ts";
import type { Group } from "../../../specs/steps/statistics/groups.ts";
import { onSandbox } from "../on-sandbox.ts";

interface Statistics {
  readonly from: string;
  readonly to: string;
  readonly executions: number;
  readonly groups: number;
  readonly results: readonly Group[];
  readonly truncated?: string;
}

const hour = 3_600_000;
const flow = (id: string, namespace = "company.team") =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`;
const execution = (
  flowId: string,
  state: SeedExecution["state"],
  age: number,
  seconds = 1,
): SeedExecution => ({
  namespace: flowId === "other" ? "company.other" : "company.team",
  flowId,
  state,
  age,
  duration: seconds * 1000,
});
const seed = {
  flows: [flow("load"), flow("report"), flow("other", "company.other")],
  executions: [
    execution("load", "SUCCESS", hour, 10),
    execution("load", "SUCCESS", hour, 20),
    execution("load", "FAILED", 2 * hour, 60),
    execution("load", "RUNNING", 3 * hour),
    execution("report", "SUCCESS", 30 * hour, 5),
    execution("other", "WARNING", hour, 7),
    execution("report", "SUCCESS", 24 * 30 * hour, 500),
  ],
};
const statistics = (values: object, line: string) =>
  onSandbox<Statistics>("get_statistics", { ...values }, { line, seed });

describe.each(["1.0", "1.3", "2.0"])("get_statistics on %s", (line) => {
  it("counts by flow, with the durations of what has ended", async () => {
    const { output, requests, rounds } = await statistics({ by: "flow" }, line);
    expect(output).toMatchObject({ executions: 6, groups: 3 });
    expect(output.results).toEqual([
      {
        group: "company.team/load",
        executions: 4,
        states: { SUCCESS: 2, FAILED: 1, RUNNING: 1 },
        durationSeconds: { avg: 30, max: 60 },
      },
      expect.objectContaining({ group: "company.other/other", executions: 1 }),
      {
        group: "company.team/report",
        executions: 1,
        states: { SUCCESS: 1 },
        durationSeconds: { avg: 5, max: 5 },
      },
    ]);
    expect([requests.length, rounds]).toEqual([2, 1]);
    expect(Date.parse(output.to) - Date.parse(output.from)).toBe(7 * 24 * hour);
  });

  it("counts by namespace and state, and no group that is empty", async () => {
    const spaces = (await statistics({ by: "namespace", window: "24h" }, line)).output;
    expect(spaces.results.map(({ group, executions }) => [group, executions])).toEqual([
      ["company.team", 4],
      ["company.other", 1],
    ]);
    const states = (
      await statistics({ by: "state", flow_id: "company.team/load", state: ["SUCCESS", "RUNNING"] }, line)
    ).output;
    expect(states.results).toEqual([
      { group: "SUCCESS", executions: 2, states: { SUCCESS: 2 }, durationSeconds: { avg: 15, max: 20 } },
      { group: "RUNNING", executions: 1, states: { RUNNING: 1 } },
    ]);
    expect((await statistics({ by: "state", namespace: "nowhere" }, line)).output).toMatchObject({
      executions: 0,
      groups: 0,
      results: [],
    });
  });

  it.each(["20h", "7d"])("counts by day in %s", async (window) => {
    const { results, executions } = (await statistics({ by: "day", window }, line)).output;
    expect(results.map(({ group }) => group)).toEqual(results.map(({ group }) => group).toSorted());
    for (const { group } of results) expect(group).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(new Set(results.map(({ group }) => group)).size).toBe(results.length);
    expect(results.reduce((sum, it) => sum + it.executions, 0)).toBe(executions);
    expect(executions).toBe(window === "7d" ? 6 : 5);
  });

  it("says how many groups it left out", async () => {
    const ids = Array.from({ length: 52 }, (_, index) => `flow_${index}`);
    const many = {
      flows: ids.map((id) => flow(id)),
      executions: ids.map((id) => execution(id, "SUCCESS", hour)),
    };
    const { output } = await onSandbox<Statistics>("get_statistics", { by: "flow" }, { line, seed: many });
    expect(output).toMatchObject({ executions: 52, groups: 52 });
    expect(output.truncated).toBe("2 more groups: say a namespace, a flow or states.");
    expect(output.results).toHaveLength(50);
  });

  it("refuses days in a time that Kestra counts by weeks, and a window that is none", async () => {
    await expect(statistics({ by: "day", window: "365d" }, line)).rejects.toThrow("at most 180 days");
    await expect(statistics({ by: "day", window: "soon" }, line)).rejects.toThrow("is not a time");
  });
});
