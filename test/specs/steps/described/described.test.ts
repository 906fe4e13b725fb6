import { describe, expect, it } from "vitest";
import { dependenciesOf } from "../../../../specs/steps/described/dependencies.ts";
import { inputSchema } from "../../../../specs/steps/described/input-schema.ts";
import { setToRun } from "../../../../specs/steps/described/set-to-run.ts";
import { slotsOf } from "../../../../specs/steps/described/slots.ts";
import { describedTriggers } from "../../../../specs/steps/described/trigger-states.ts";
import { workerChoices } from "../../../../specs/steps/described/worker-choice.ts";

const of = { namespace: "company.team", flow_id: "etl_daily" };
const now = new Date("2026-05-01T10:00:00Z");

describe("the inputs of a flow as a JSON Schema", () => {
  const property = (input: object) =>
    (inputSchema([{ id: "it", ...input }]) as { properties: Record<string, unknown> }).properties.it;

  it("are none where it takes none", () => {
    expect(inputSchema([])).toBeUndefined();
    expect(inputSchema(undefined)).toBeUndefined();
  });

  it("are required unless they say otherwise or have a default", () => {
    const inputs = [
      { id: "a", type: "STRING" },
      { id: "b", type: "STRING", required: false },
      { id: "c", type: "STRING", defaults: "x" },
      { id: "d", type: "STRING", required: true },
    ];
    expect(inputSchema(inputs)).toMatchObject({ type: "object", required: ["a", "d"] });
  });

  it.each([
    [
      { type: "INT", min: 1, max: 9, defaults: "3" },
      { type: "integer", minimum: 1, maximum: 9, default: 3 },
    ],
    [
      { type: "BOOL", defaults: "true" },
      { type: "boolean", default: true },
    ],
    [
      { type: "STRING", validator: "^a", defaults: "7" },
      { type: "string", pattern: "^a", default: "7" },
    ],
    [
      { type: "SELECT", values: ["S", "M"] },
      { type: "string", enum: ["S", "M"], kestraType: "SELECT" },
    ],
    [
      { type: "SELECT", values: ["S"], allowCustomValue: true },
      { type: "string", kestraType: "SELECT" },
    ],
    [
      { type: "MULTISELECT", values: ["S"] },
      { type: "array", items: { enum: ["S"] }, kestraType: "MULTISELECT" },
    ],
    [
      { type: "ARRAY", itemType: "INT", defaults: "[1, 2]" },
      { type: "array", items: { type: "integer" }, default: [1, 2] },
    ],
    [
      { type: "DATE", displayName: "Day", description: "Which day" },
      { type: "string", format: "date", title: "Day", description: "Which day", kestraType: "DATE" },
    ],
    [
      { type: "SECRET", defaults: "hidden" },
      { type: "string", kestraType: "SECRET" },
    ],
    [
      { type: "INT", defaults: "{{ vars.n }}" },
      { type: "integer", default: "{{ vars.n }}" },
    ],
    [
      { type: "INT", defaults: "12345678901234567890" },
      { type: "integer", default: "12345678901234567890" },
    ],
    [
      { type: "JSON", defaults: "not JSON" },
      { default: "not JSON", kestraType: "JSON" },
    ],
  ])("have types, bounds, choices and defaults: %j", (input, expected) => {
    expect(property(input)).toEqual(expected);
  });
});

describe("what a flow depends on", () => {
  it("is what its tasks call and its triggers wait for; dependents are the other ends", () => {
    const node = (id: string) => ({ uid: `main_company.team_${id}`, id, namespace: "company.team" });
    const edge = (source: string, target: string, relation: string) => ({
      source: node(source).uid,
      target: node(target).uid,
      relation,
    });
    const graph = {
      nodes: ["etl_daily", "ingest", "report", "source"].map(node),
      edges: [
        edge("etl_daily", "ingest", "FLOW_TASK"),
        edge("etl_daily", "report", "FLOW_TRIGGER"),
        edge("source", "etl_daily", "FLOW_TRIGGER"),
        edge("report", "etl_daily", "FLOW_TASK"),
        edge("ingest", "source", "FLOW_TASK"),
      ],
    };
    expect(dependenciesOf(graph, of)).toEqual({
      dependsOn: [
        { flow: "company.team/ingest", relation: "FLOW_TASK" },
        { flow: "company.team/source", relation: "FLOW_TRIGGER" },
      ],
      dependents: [
        { flow: "company.team/report", relation: "FLOW_TRIGGER" },
        { flow: "company.team/report", relation: "FLOW_TASK" },
      ],
    });
    expect(dependenciesOf({}, of)).toEqual({ dependsOn: [], dependents: [] });
  });
});

describe("which workers run a flow", () => {
  it("is found at the flow, and at tasks however deep", () => {
    const workerSelector = { tags: ["gpu"], match: "ALL" };
    const inner = { id: "inner", type: "Log", workerGroup: { key: "big", fallback: "WAIT" } };
    expect(
      workerChoices({
        workerSelector,
        tasks: [{ id: "outer", type: "Parallel", tasks: [inner] }],
        triggers: [{ id: "poll", type: "Poll", workerSelector }],
      }),
    ).toEqual([
      { of: "flow", workerSelector },
      { of: "inner", workerGroup: { key: "big", fallback: "WAIT" } },
      { of: "poll", workerSelector },
    ]);
    expect(workerChoices({ tasks: [{ id: "a", type: "Log" }] })).toEqual([]);
  });
});

describe("whether a flow is set to run", () => {
  const schedule = { id: "daily", type: "io.kestra.plugin.core.trigger.Schedule", cron: "0 9 * * *" };
  const told = (state: object, more: object = {}) => {
    const triggers = describedTriggers([schedule], [{ triggerId: "daily", ...state }], now);
    return setToRun({ triggers, dependents: [], ...more });
  };
  const nextDate = "2026-05-02T09:00:00Z";

  it.each([
    [{ nextDate }, "Set to run: daily is enabled, due at 2026-05-02T09:00:00Z."],
    [{ nextDate: "2026-05-01T09:00:00Z" }, "Set to run: daily is late by 1 h, due at 2026-05-01T09:00:00Z."],
    [{ nextDate, executionId: "5xYz" }, `Set to run: daily is locked by execution 5xYz, due at ${nextDate}.`],
    [
      { nextDate, backfill: { paused: true } },
      `Set to run: daily stands still in a backfill that is paused, due at ${nextDate}.`,
    ],
    [{}, "Set to run: daily is enabled, and has no next date."],
  ])("tells each trigger: %j", (state, message) => {
    expect(told(state)).toEqual({ isSetToRun: true, message });
  });

  it("is not where the trigger, the flow or nothing is on", () => {
    expect(told({ disabled: true })).toMatchObject({
      isSetToRun: false,
      message: "Not set to run by itself: its only trigger is not enabled. It runs when somebody starts it.",
    });
    expect(told({ nextDate }, { disabled: true }).message).toContain("the flow is disabled");
    expect(told({ nextDate }, { deleted: true }).message).toContain("deleted");
    expect(setToRun({ triggers: [], dependents: [] })).toMatchObject({ isSetToRun: false });
  });

  it("is where another flow calls it", () => {
    const dependents = [{ flow: "company.team/parent", relation: "FLOW_TASK" }];
    expect(setToRun({ triggers: [], dependents })).toEqual({
      isSetToRun: true,
      message: "Set to run, though it has no trigger. Started by tasks of: company.team/parent.",
    });
  });

  it("says of a draft that it does not run itself, and keeps no state of what fires on events", () => {
    const webhook = { id: "hook", type: "io.kestra.plugin.core.trigger.Webhook", key: "k" };
    const triggers = describedTriggers([webhook], [], now);
    expect(triggers).toEqual([{ id: "hook", type: webhook.type, disabled: false }]);
    expect(setToRun({ triggers, dependents: [], draft: true }).message).toBe(
      "Set to run: hook (Webhook) fires on events, of which Kestra keeps no state. This revision is a draft: the newest one that is not a draft runs in its place.",
    );
  });
});

describe("the slots of a limit", () => {
  const concurrency = { limit: 2, behavior: "QUEUE" };

  it("are as Kestra counts them", () => {
    const counts = [
      { namespace: "company.team", flowId: "other", running: 1 },
      { namespace: "company.team", flowId: "etl_daily", running: 2 },
    ];
    expect(slotsOf(concurrency, of, counts, "1.3")).toEqual({ ...concurrency, running: 2 });
    expect(slotsOf(concurrency, of, [], "1.3")).toEqual({ ...concurrency, running: 0 });
    expect(slotsOf({ limit: 1 }, of, [], "2.0")).toMatchObject({ behavior: "QUEUE" });
  });

  it("say where Kestra does not tell, in place of a zero", () => {
    const of10 = slotsOf(concurrency, of, undefined, "1.0");
    expect(of10).not.toHaveProperty("running");
    expect(of10?.note).toContain("This release does not tell");
    expect(slotsOf(concurrency, of, undefined, "2.0")?.note).toContain("Kestra did not tell");
  });

  it("are none of a flow without a limit", () => {
    expect(slotsOf(undefined, of, [], "1.3")).toBeUndefined();
  });
});
