import { beforeAll, describe, expect } from "vitest";
import { codesOf, core, diagnose, flow, hour, minute, noise, plant, proofOf } from "../support/diagnosis.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const of = (flowId: string) => ({ namespace: kestra.namespace, flowId });
const is2 = () => kestra.target.line === "2.0";
const place = (flowId: string) => `${kestra.namespace}/${flowId}`;
const ask = (flow_id: string, more: object = {}) =>
  diagnose({ namespace: kestra.namespace, flow_id, ...more });

beforeAll(() => {
  plant(noise());
});

const daily = { triggers: [{ id: "daily", type: `${core}.trigger.Schedule`, cron: "0 9 * * *" }] };

describe("diagnose of a flow", () => {
  check("finds nothing wrong with one that is set to run, and says when", async () => {
    plant({
      flows: [flow("set_to_run", daily)],
      executions: [{ ...of("set_to_run"), state: "SUCCESS", age: hour }],
    });
    const told = await ask("set_to_run");
    expect(told.causes).toEqual([]);
    expect(told.summary).toContain("trigger daily is due at");
    expect(told.summary).toContain("SUCCESS");
  });

  check("finds nothing wrong with one that has no trigger, and says so", async () => {
    plant({ flows: [flow("by_hand")] });
    const told = await ask("by_hand");
    expect(told.causes).toEqual([]);
    expect(told.summary).toContain("runs only where it is started");
  });

  check("says that it is disabled, and how to enable it", async () => {
    plant({ flows: [flow("switched_off", { ...daily, disabled: true })] });
    const told = await ask("switched_off");
    expect(codesOf(told)).toEqual(["flow_disabled"]);
    expect(told.causes[0]?.next).toEqual({
      tool: "manage_flow",
      arguments: { action: "enable", namespace: kestra.namespace, flow_id: "switched_off" },
    });
  });

  check("says what a trigger still waits for: three asked, one happened", async () => {
    const names = ["orders", "stock", "prices"];
    const awaited = names.map((flowId) => ({ ...of(flowId), states: ["SUCCESS"] }));
    const trigger = is2()
      ? { id: "all", type: `${core}.trigger.Flow`, dependsOn: awaited, window: "PT12H" }
      : {
          id: "all",
          type: `${core}.trigger.Flow`,
          preconditions: {
            id: "three",
            timeWindow: { type: "DURATION_WINDOW", window: "PT12H" },
            flows: awaited,
          },
        };
    plant({
      flows: [...names.map((name) => flow(name)), flow("report", { triggers: [trigger] })],
      executions: [
        { ...of("orders"), state: "SUCCESS", age: hour },
        { ...of("stock"), state: "FAILED", age: 2 * hour, error: "no stock" },
      ],
    });
    const told = await ask("report");
    expect(codesOf(told)).toEqual(["precondition_missing"]);
    expect(told.summary).toContain("waits for 3, and 1 happened within PT12H");
    expect(told.causes[0]?.certainty).toBe("certain");
    const proof = proofOf(told, "precondition_missing");
    expect(proof).toContain(`${place("orders")} (SUCCESS): `);
    expect(proof).toMatch(new RegExp(`${place("stock")} \\(SUCCESS\\): last \\w+ FAILED`));
    expect(proof).toContain(`${place("prices")} (SUCCESS): no execution`);
  });

  check("says what a task that counts executions found: three asked, one happened", async () => {
    const counts = {
      id: "counts",
      type: is2() ? "io.kestra.plugin.kestra.executions.Count" : `${core}.execution.Count`,
      expression: "{{ count >= 3 }}",
      ...(is2()
        ? { namespaces: [kestra.namespace], flowId: "flaky" }
        : { flows: [{ namespace: kestra.namespace, flowId: "flaky" }] }),
      states: ["FAILED"],
      startDate: "{{ now() | dateAdd(-1, 'DAYS') }}",
    };
    plant({
      flows: [flow("flaky"), flow("alarm", { ...daily, tasks: [counts] })],
      executions: [
        { ...of("flaky"), state: "FAILED", age: hour, error: "no" },
        { ...of("flaky"), state: "FAILED", age: 30 * hour, error: "no" },
        { ...of("flaky"), state: "SUCCESS", age: minute },
      ],
    });
    const told = await ask("alarm");
    expect(codesOf(told)).toEqual(["count_not_met"]);
    expect(told.causes[0]).toMatchObject({
      certainty: "certain",
      object: `${place("alarm")} task counts`,
      limit: "expression {{ count >= 3 }}",
    });
    expect(told.summary).toContain("asks for at least 3 executions, and since");
    expect(proofOf(told, "count_not_met")).toContain(`1 of ${place("flaky")} (FAILED)`);
  });

  check("tells a trigger that the YAML disables from one that its state does", async () => {
    const [trigger] = daily.triggers;
    plant({ flows: [flow("written_off", { triggers: [{ ...trigger, disabled: true }] })] });
    const told = await ask("written_off");
    expect(codesOf(told)).toEqual(["trigger_disabled"]);
    expect(told.summary).toContain("is disabled in the YAML of its flow");
    expect(told.causes[0]?.next).toEqual({
      tool: "manage_flow",
      arguments: { action: "get_yaml", namespace: kestra.namespace, flow_id: "written_off" },
    });
  });

  check("proposes to unlock a trigger whose execution does not exist any more", async () => {
    plant({
      flows: [flow("held", daily)],
      schedulerDown: true,
      triggers: [{ ...of("held"), triggerId: "daily", executionId: "nowhere", dueIn: -hour }],
    });
    const told = await ask("held");
    expect(codesOf(told)).toEqual(["trigger_locked"]);
    expect(told.summary).toContain("the execution nowhere, which does not exist any more");
    expect(told.causes[0]?.next).toMatchObject({ tool: "manage_trigger", arguments: { action: "unlock" } });
  });

  check("says that a trigger is disabled, locked, or its backfill paused", async () => {
    plant({
      flows: ["disabled", "locked", "backfilled", "late"].map((id) => flow(id, daily)),
      schedulerDown: true,
      triggers: [
        { ...of("disabled"), triggerId: "daily", disabled: true },
        { ...of("locked"), triggerId: "daily", heldFor: hour, dueIn: -hour, workerId: "worker-7" },
        {
          ...of("backfilled"),
          triggerId: "daily",
          backfill: { startedAgo: 48 * hour, endedAgo: 24 * hour, currentAgo: 30 * hour, paused: true },
        },
        { ...of("late"), triggerId: "daily", dueIn: -10 * minute },
      ],
    });
    const disabled = await ask("disabled");
    expect(codesOf(disabled)).toEqual(["trigger_disabled"]);
    expect(disabled.causes[0]?.next).toMatchObject({
      tool: "manage_trigger",
      arguments: { action: "enable" },
    });
    expect(codesOf(await ask("locked", { trigger_id: "daily" }))).toEqual(["trigger_locked"]);
    expect(codesOf(await ask("backfilled"))).toEqual(["backfill_paused"]);
    const late = await ask("late");
    expect(codesOf(late)).toEqual(["trigger_late"]);
    expect(late.causes[0]?.certainty).toBe("probable");
    expect(late.causes[0]?.next).toMatchObject({
      tool: "manage_trigger",
      arguments: { action: "restart" },
    });
    expect(
      await kestra.refusal("diagnose", {
        namespace: kestra.namespace,
        flow_id: "late",
        trigger_id: "hourly",
      }),
    ).toContain("Its triggers are daily");
    plant({ schedulerDown: false });
  });
});

describe("diagnose of the tenant", () => {
  check("finds nothing late where nothing is", async () => {
    plant({ flows: [flow("calm", daily)] });
    const { causes } = await diagnose({ namespace: "nowhere.at.all" });
    expect(causes).toEqual([]);
  });
});
