import { expect, it } from "vitest";
import { resume } from "../../../sandbox/engine/pause.ts";
import { createKestra } from "../../../sandbox/kestra/kestra.ts";
import { stateTypes } from "../../../sandbox/executions/state.ts";
import { samples } from "../../../sandbox/seed/samples.ts";
import { plant } from "../../../sandbox/seed/seed.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { manualClock } from "../../../sandbox/values/clock.ts";
import { lines } from "../replay/recording.ts";

/** Those of task runs alone. */
const ofTasks = ["SUBMITTED", "RESUBMITTED"];

it.each(lines)(
  "a person who tries %s finds flows, executions in each state, logs, keys and files",
  (line) => {
    const clock = manualClock(new Date("2026-01-05T08:30:00Z"));
    const kestra = createKestra({ line, edition: "oss", tenant: "main", clock });
    const ids = plant(kestra, samples);
    const executions = ids.flatMap((id) => kestra.engine.executions.get(id) ?? []);
    const states = new Set(executions.map(({ state }) => state.current));
    expect([...states].sort()).toEqual(stateTypes.filter((it) => !ofTasks.includes(it)).sort());
    expect(new Set(executions.map(({ flowId }) => flowId)).size).toBeGreaterThanOrEqual(3);
    const levels = new Set(kestra.engine.logs.all().map(({ level }) => level));
    expect([...levels].sort()).toEqual(["DEBUG", "ERROR", "INFO", "TRACE", "WARN"]);
    expect(kestra.kv.all().map(({ key }) => key)).toContain("regions");
    expect(kestra.files.list("company.shop", "/queries").map(({ name }) => name)).toEqual([
      "orders_by_region.sql",
    ]);
    const time = ({ state }: (typeof executions)[number]) =>
      (state.histories.at(-1)?.date ?? 0) - (state.histories[0]?.date ?? 0);
    const report = executions.find(({ flowId }) => flowId === "daily_report");
    expect(report && time(report)).toBe(42_000);
    expect(
      report?.taskRuns?.map(
        (run) => (run.state.histories.at(-1)?.date ?? 0) - (run.state.histories[0]?.date ?? 0),
      ),
    ).toEqual([14_000, 14_000, 14_000]);
    const since = clock.now().getTime() - 24 * 3_600_000;
    expect(
      executions.some(({ state }) => state.current === "SUCCESS" && (state.histories[0]?.date ?? 0) > since),
      "The first look at the last 24 hours finds one that succeeded.",
    ).toBe(true);
    const paused = executions.find(({ state }) => state.current === "PAUSED");
    if (paused === undefined) throw new Error("Nothing is paused.");
    resume(kestra.engine, paused, { approved: true });
    clock.advance(60_000);
    kestra.settle();
    expect(paused.state.current).toBe("SUCCESS");
  },
);

it("a sandbox is empty where nobody asks for samples", async () => {
  for (const [samples, count] of [
    [false, 0],
    [true, 4],
  ] as const) {
    const sandbox = await startSandbox({ line: "2.0", samples });
    expect(sandbox.kestra.flows.all()).toHaveLength(count);
    await sandbox.close();
  }
});
