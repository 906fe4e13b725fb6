import { describe, expect } from "vitest";
import type { Output } from "../../../generated/views/show_flow.ts";
import { core } from "../support/diagnosis.ts";
import { createFlow, run, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const show = (): Promise<Output> =>
  kestra.get<Output>("show_flow", { namespace: kestra.namespace, flow_id: "drawn" });

describe("show_flow", () => {
  check("shows its tasks, what each did last, and what is set to run it", async () => {
    await createFlow(
      "drawn",
      `
tasks:
  - id: both
    type: ${core}.flow.Parallel
    tasks:
      - id: left
        type: ${core}.log.Log
        message: left
      - id: right
        type: ${core}.log.Log
        message: right
errors:
  - id: alert
    type: ${core}.log.Log
    message: it failed
triggers:
  - id: clock
    type: ${core}.trigger.Schedule
    cron: "0 3 * * *"
`,
    );
    const before = await show();
    expect(before).toMatchObject({ isSetToRun: true, executions: [] });
    expect(before.summary).toContain("It has not run yet.");
    expect(before.tasks.map(({ id, depth, branch }) => [id, depth, branch])).toEqual([
      ["both", undefined, undefined],
      ["left", 1, undefined],
      ["right", 1, undefined],
      ["alert", undefined, "errors"],
    ]);
    expect(before.triggers).toMatchObject([{ id: "clock", cron: "0 3 * * *", disabled: false }]);
    const { id } = (await run("drawn")) as { id: string };
    await waitFor(id);
    const after = await until(show, ({ executions }) => executions[0]?.state === "SUCCESS");
    expect(after.executions[0]?.id).toBe(id);
    expect(after.tasks.map(({ state }) => state)).toEqual(["SUCCESS", "SUCCESS", "SUCCESS", undefined]);
    expect(after.url).toContain(`/flows/edit/${kestra.namespace}/drawn`);
  });
});
