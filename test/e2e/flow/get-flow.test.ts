import { describe, expect } from "vitest";
import { everyType } from "../support/every-type.ts";
import { createFlow, execute, flowYaml, hello, run, sleeping, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Flow {
  readonly isSetToRun: boolean;
  readonly message: string;
  readonly revision: number;
  readonly latestRevision: number;
  readonly disabled: boolean;
  readonly inputs: {
    readonly properties: Readonly<Record<string, unknown>>;
    readonly required: readonly string[];
  };
  readonly triggers: readonly { readonly id: string; readonly nextDate?: string; readonly state?: string }[];
  readonly concurrency: object;
  readonly executions: {
    readonly total: number;
    readonly results: readonly { readonly id: string }[];
    readonly running: { readonly total: number };
    readonly queued: { readonly total: number };
  };
  readonly dependsOn: readonly unknown[];
  readonly dependents: readonly unknown[];
  readonly warnings?: readonly string[];
  readonly source: string;
}

const get = (flow_id: string, more: object = {}) =>
  kestra.get<Flow>("get_flow", { namespace: kestra.namespace, flow_id, ...more });

const schedule = (disabled = false) => `
triggers:
  - id: yearly
    type: io.kestra.plugin.core.trigger.Schedule
    cron: "0 0 1 1 *"
    disabled: ${disabled}
`;

describe("get_flow", () => {
  check("says when a flow is due next", async () => {
    await createFlow("scheduled", hello + schedule().trimStart());
    const flow = await until(
      () => get("scheduled"),
      ({ triggers }) => triggers[0]?.nextDate !== undefined,
    );
    expect(flow).toMatchObject({ isSetToRun: true, disabled: false, revision: 1, latestRevision: 1 });
    expect(flow.triggers).toEqual([
      expect.objectContaining({ id: "yearly", cron: "0 0 1 1 *", disabled: false, state: "ENABLED" }),
    ]);
    expect(flow.message).toContain(`yearly is enabled, due at ${flow.triggers[0]?.nextDate}`);
    expect(flow.source).toContain("yearly");
    expect(flow.warnings).toBeUndefined();
  });

  check("says why a flow is not set to run", async () => {
    await createFlow("by_hand", hello);
    expect(await get("by_hand")).toMatchObject({
      isSetToRun: false,
      message: expect.stringContaining("it has no trigger") as unknown,
    });
    await createFlow("trigger_off", hello + schedule(true).trimStart());
    expect(await get("trigger_off")).toMatchObject({
      isSetToRun: false,
      message: expect.stringContaining("its only trigger is not enabled") as unknown,
    });
    await createFlow("switched_off", `disabled: true\n${hello.trimStart()}${schedule().trimStart()}`);
    expect(await get("switched_off")).toMatchObject({
      isSetToRun: false,
      disabled: true,
      message: expect.stringContaining("the flow is disabled") as unknown,
    });
    await createFlow("gone", hello);
    await kestra.get("manage_flow", { action: "delete", namespace: kestra.namespace, flow_id: "gone" });
    expect(await get("gone")).toMatchObject({
      isSetToRun: false,
      message: "Not set to run: the flow is deleted.",
    });
    expect(await kestra.refusal("get_flow", { namespace: kestra.namespace, flow_id: "never" })).toContain(
      "404",
    );
  });

  check("gives inputs as JSON Schema", async () => {
    await createFlow("typed", everyType);
    const { inputs } = await get("typed");
    expect(inputs.required).toEqual(["name"]);
    expect(inputs.properties).toMatchObject({
      name: { type: "string" },
      count: { type: "integer", minimum: 1, maximum: 10, default: 3 },
      ratio: { type: "number" },
      enabled: { type: "boolean", default: true },
      day: { type: "string", format: "date", kestraType: "DATE" },
      tags: { type: "array", items: { type: "string" } },
      size: { enum: ["S", "M", "L"], default: "M" },
      colours: { type: "array", items: { enum: ["red", "green", "blue"] } },
      upload: { type: "string", kestraType: "FILE" },
    });
  });

  check("tells the limit and what holds it", async () => {
    await createFlow("limited", `concurrency:\n  limit: 1\n  behavior: QUEUE\n${sleeping().trimStart()}`);
    const holder = await execute("limited");
    await waitFor(holder.id, ["RUNNING"]);
    const waiting = await execute("limited");
    await waitFor(waiting.id, ["QUEUED"]);
    const { concurrency, executions } = await until(
      () => get("limited"),
      (flow) => flow.executions.queued.total === 1 && flow.executions.running.total === 1,
    );
    expect(concurrency).toMatchObject({
      limit: 1,
      behavior: "QUEUE",
      ...(kestra.target.line === "1.0" ? {} : { running: 1 }),
    });
    expect(executions).toMatchObject({ running: { ids: [holder.id] }, queued: { ids: [waiting.id] } });
    if (kestra.target.line === "1.0")
      expect(concurrency).toMatchObject({ note: expect.stringContaining("does not tell") as unknown });
  });

  check("lists the last executions with their exact number, and an older revision", async () => {
    await createFlow("often", hello);
    for (let i = 0; i < 6; i++) await run("often");
    await createFlow("often", hello.replace("Hello", "Good morning"));
    const flow = await until(
      () => get("often", { revision: 1 }),
      ({ executions }) => executions.total === 6,
    );
    expect(flow.executions.results).toHaveLength(5);
    expect(flow).toMatchObject({ revision: 1, latestRevision: 2, source: flowYaml("often", hello) });
    expect(flow.warnings?.join()).toContain("the latest is 2");
  });

  check("names what a flow depends on and what depends on it", async () => {
    await createFlow("child", hello);
    await createFlow(
      "parent",
      `tasks:\n  - id: call\n    type: io.kestra.plugin.core.flow.Subflow\n    namespace: ${kestra.namespace}\n    flowId: child\n`,
    );
    const child = await until(
      () => get("child"),
      ({ dependents }) => dependents.length > 0,
    );
    expect(child).toMatchObject({
      isSetToRun: true,
      dependsOn: [],
      dependents: [{ flow: `${kestra.namespace}/parent`, relation: "FLOW_TASK" }],
    });
    expect((await get("parent")).dependsOn).toEqual([
      { flow: `${kestra.namespace}/child`, relation: "FLOW_TASK" },
    ]);
  });
});
