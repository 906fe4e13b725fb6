import { describe, expect, it } from "vitest";
import type { Seed } from "../../../sandbox/seed/seed.ts";
import type { Dashboard } from "../../support/dashboard.ts";
import { onSandbox } from "../on-sandbox.ts";

const hour = 3_600_000;

const scheduled = (id: string) =>
  `id: ${id}\nnamespace: company.team\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\ntriggers:\n  - id: clock\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: "0 3 * * *"\n`;

describe.each(["1.0", "1.3", "2.0"])("get_dashboard on %s", (line) => {
  it("tells of locked triggers and paused backfills", async () => {
    const at = (flowId: string) => ({ namespace: "company.team", flowId, triggerId: "clock" });
    const seed: Seed = {
      flows: ["locked", "held", "waiting", "filling", "idle"].map((id) => scheduled(id)),
      triggers: [
        { ...at("locked"), dueIn: -hour, heldFor: hour, workerId: "w1" },
        { ...at("held"), dueIn: -hour, executionId: "HOLD" },
        { ...at("waiting"), dueIn: hour, executionId: "OTHER" },
        {
          ...at("filling"),
          backfill: { startedAgo: 72 * hour, endedAgo: hour, currentAgo: 48 * hour, paused: true },
        },
        { ...at("idle"), disabled: true },
      ],
      schedulerDown: true,
    };
    const { triggers, summary, next } = (await onSandbox<Dashboard>("get_dashboard", {}, { line, seed }))
      .output;
    expect(next).toMatchObject({ total: 1, first: [{ trigger: "company.team/waiting clock" }] });
    expect(triggers).toMatchObject({ total: 5, late: 0, locked: 2, backfillPaused: 1, disabled: 1 });
    expect(triggers.problems).toMatchObject([
      { problem: "locked", trigger: "company.team/locked clock" },
      { problem: "locked", trigger: "company.team/held clock" },
      { problem: "backfillPaused" },
      { problem: "disabled" },
    ]);
    expect(summary).toContain("Triggers: 2 locked, 1 with a paused backfill, of 5.");
  });
});
