import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import type { SeedExecution } from "../../../sandbox/seed/executions.ts";
import type { Seed } from "../../../sandbox/seed/seed.ts";
import type { Dashboard } from "../../support/dashboard.ts";
import { onSandbox } from "../on-sandbox.ts";

const [minute, hour] = [60_000, 3_600_000];
const lines = ["1.0", "1.3", "2.0"];

const flow = (id: string, more = "", namespace = "company.team") =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n  - id: ask\n    type: io.kestra.plugin.core.flow.Pause\n${more}`;
const schedule = (cron: string) =>
  `triggers:\n  - id: clock\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: "${cron}"\n`;
const limited = "concurrency:\n  limit: 1\n  behavior: QUEUE\n";

function execution(
  flowId: string,
  state: SeedExecution["state"],
  age: number,
  more: Partial<SeedExecution> = {},
) {
  return { namespace: "company.team", flowId, state, age, ...more };
}

const busy: Seed = {
  flows: [
    flow("load"),
    flow("report"),
    flow("once", limited),
    flow("nightly", schedule("0 3 * * *")),
    flow("tardy", schedule("0 4 * * *")),
    flow("resting", `disabled: true\n${schedule("0 5 * * *")}`),
    flow("elsewhere", "", "company.other"),
  ],
  executions: [
    execution("load", "FAILED", 5 * hour, { task: "say", error: "404 Not Found" }),
    execution("load", "FAILED", hour, { task: "say", error: "503 Service Unavailable" }),
    execution("report", "FAILED", 2 * hour, { task: "say", error: "disk full" }),
    execution("load", "FAILED", 48 * hour, { task: "say", error: "long ago" }),
    execution("load", "SUCCESS", hour),
    execution("load", "SUCCESS", hour),
    execution("load", "WARNING", hour),
    execution("once", "RUNNING", 3 * hour, { id: "holder" }),
    execution("once", "QUEUED", 2 * hour, { id: "queued1" }),
    execution("once", "QUEUED", 30 * hour, { id: "queued2" }),
    execution("report", "CREATED", 10 * minute, { id: "stuck" }),
    execution("report", "CREATED", 60 * hour, { id: "ahead", scheduledIn: hour }),
    execution("report", "PAUSED", 26 * hour, { id: "asks" }),
    { ...execution("elsewhere", "FAILED", hour), namespace: "company.other", task: "say", error: "no" },
  ],
  triggers: [
    { namespace: "company.team", flowId: "tardy", triggerId: "clock", dueIn: -2 * hour },
    { namespace: "company.team", flowId: "resting", triggerId: "clock", dueIn: -2 * hour },
  ],
  logs: [
    {
      namespace: "company.team",
      flowId: "nightly",
      triggerId: "clock",
      level: "ERROR",
      message: "cannot be evaluated",
      age: hour,
    },
  ],
  schedulerDown: true,
};

const dashboard = (
  values: Readonly<Record<string, unknown>>,
  line: string,
  seed: Seed,
  edition: "oss" | "ee" = "oss",
) => onSandbox<Dashboard>("get_dashboard", values, { line, edition, seed });

/** Whatever a dashboard asks only reads. */
function onlyReads(requests: readonly string[]): void {
  const writing = requests.filter(
    (it) => !it.startsWith("GET ") && it !== "POST /api/v1/main/dashboards/charts/preview",
  );
  expect(writing).toEqual([]);
}

describe.each(lines)("get_dashboard on %s", (line) => {
  it("tells what is going on", async () => {
    const { output, requests } = await dashboard({ namespace: "company.team" }, line, busy);
    onlyReads(requests);
    expect(Date.parse(output.to) - Date.parse(output.from)).toBe(24 * hour);
    expect(output.executions).toEqual({
      total: 9,
      byState: { FAILED: 3, SUCCESS: 2, WARNING: 1, RUNNING: 1, QUEUED: 1, CREATED: 1 },
    });
    expect(output.failures).toMatchObject({ executions: 3, flows: 2 });
    expect(output.failures.top).toMatchObject([
      { flow: "company.team/load", failed: 2, task: "say", reason: "503 Service Unavailable" },
      { flow: "company.team/report", failed: 1, task: "say", reason: "disk full" },
    ]);
    expect(output.waiting.total).toBe(4);
    expect(output.waiting.oldest.map(({ id }) => id)).toEqual(["ahead", "queued2", "queued1", "stuck"]);
    expect(output.waiting.oldest[0]).toHaveProperty("startsAt");
    expect(output.running).toMatchObject({ total: 1, longest: [{ id: "holder", age: "3 h" }] });
    expect(output.paused).toMatchObject({ total: 1, oldest: [{ id: "asks", state: "PAUSED" }] });
    expect(output.limits).toMatchObject({
      total: 1,
      flows: [
        { flow: "company.team/once", limit: 1, behavior: "QUEUE", running: 1, queued: 2, heldBy: ["holder"] },
      ],
    });
    if (line === "1.0") expect(output.limits.note).toContain("Kestra 1.0 does not tell");
    else expect(output.limits).not.toHaveProperty("note");
    expect(output.triggers).toMatchObject({ total: 3, late: 1, failing: 1, locked: 0, disabled: 0 });
    expect(output.triggers.problems).toMatchObject([
      { problem: "late", trigger: "company.team/tardy clock" },
      { problem: "failing", message: "1 error in its log, the last: cannot be evaluated" },
    ]);
    expect(output.next).toMatchObject({ total: 1, first: [{ trigger: "company.team/nightly clock" }] });
    expect(output.workers.note).toContain("does not list workers. stuck has been CREATED for 10 min");
    expect(output).not.toHaveProperty("unknown");
    for (const told of [
      "9 executions started in company.team (3 FAILED, 2 SUCCESS",
      "3 failed in 2 flows, most often company.team/load (2): 503 Service Unavailable.",
      "company.team/report stuck has been CREATED for 10 min and does not start.",
      "2 of company.team/once are queued: its limit is 1, 1 runs: holder.",
      "Triggers: 1 late, 1 failing, of 3.",
      "Now: 1 running, 4 waiting, 1 paused or retrying.",
      "Next: company.team/nightly clock at ",
    ])
      expect(output.summary).toContain(told);
  });

  it("raises no alarm where nothing is wrong", async () => {
    const seed: Seed = {
      flows: [
        flow("load", schedule("0 3 * * *")),
        flow("resting", `disabled: true\n${schedule("0 5 * * *")}`),
      ],
      executions: [
        execution("load", "SUCCESS", hour),
        execution("load", "RUNNING", minute),
        execution("load", "CREATED", hour, { id: "ahead", scheduledIn: hour }),
      ],
      triggers: [{ namespace: "company.team", flowId: "resting", triggerId: "clock", dueIn: -2 * hour }],
    };
    const { output, requests } = await dashboard({}, line, seed);
    onlyReads(requests);
    expect(output.summary).toContain("Nothing failed, and nothing is late, locked, queued or lost.");
    expect(output.failures).toEqual({ executions: 0, flows: 0, top: [] });
    expect(output.limits).toMatchObject({ total: 0, flows: [] });
    expect(output.triggers).toMatchObject({ late: 0, locked: 0, failing: 0, problems: [] });
    expect(output.workers.note).toContain("Nothing that is due has been CREATED");
  });

  it("looks at a time that has passed", async () => {
    const day = (ago: number) => new Date(Date.now() - ago * 24 * hour).toISOString().slice(0, 10);
    const { output } = await dashboard({ window: `${day(3)}/${day(2)}` }, line, busy);
    expect(output).toMatchObject({ from: `${day(3)}T00:00:00.000Z`, to: `${day(1)}T00:00:00.000Z` });
    expect(output.failures.top).toMatchObject([{ flow: "company.team/load", failed: 1, reason: "long ago" }]);
    expect(output.running.total).toBe(1);
  });

  it("tells of locked triggers and paused backfills", async () => {
    const at = (flowId: string) => ({ namespace: "company.team", flowId, triggerId: "clock" });
    const seed: Seed = {
      flows: ["locked", "filling", "idle"].map((id) => flow(id, schedule("0 3 * * *"))),
      triggers: [
        { ...at("locked"), dueIn: -hour, heldFor: hour, workerId: "w1" },
        {
          ...at("filling"),
          backfill: { startedAgo: 72 * hour, endedAgo: hour, currentAgo: 48 * hour, paused: true },
        },
        { ...at("idle"), disabled: true },
      ],
      schedulerDown: true,
    };
    const { triggers, summary, next } = (await dashboard({}, line, seed)).output;
    expect(next).toEqual({ total: 0, first: [] });
    expect(triggers).toMatchObject({ total: 3, late: 0, locked: 1, backfillPaused: 1, disabled: 1 });
    expect(triggers.problems.map(({ problem }) => problem)).toEqual(["locked", "backfillPaused", "disabled"]);
    expect(summary).toContain("Triggers: 1 locked, 1 with a paused backfill, of 3.");
  });

  it("says in words what Kestra does not tell, and makes up no number", async () => {
    const faults = [
      { when: ({ path }: { readonly path: string }) => /triggers|flows|concurrency/.test(path), status: 403 },
    ];
    const { output } = await onSandbox<Dashboard>("get_dashboard", {}, { line, seed: busy, faults });
    expect(output.triggers).toMatchObject({ failing: 1, note: "Kestra did not tell of its triggers." });
    for (const key of ["total", "late", "locked", "disabled"])
      expect(output.triggers).not.toHaveProperty(key);
    expect(output.next).toEqual({ first: [], note: "Kestra did not tell of its triggers." });
    expect(output.limits.flows).toMatchObject([{ flow: "company.team/once", running: 1, queued: 2 }]);
    expect(output.limits.note).toContain("these are the flows with queued executions");
    expect(output.unknown).toContain("Triggers: Kestra did not tell, or tells it otherwise.");
  });

  it("counts what searches tell where charts are refused", async () => {
    const faults = [{ when: ({ path }: { readonly path: string }) => /charts/.test(path), status: 403 }];
    const told = (await dashboard({}, line, busy)).output;
    const { output } = await onSandbox<Dashboard>("get_dashboard", {}, { line, seed: busy, faults });
    expect(output.executions).toEqual({
      total: told.executions.total,
      byState: { FAILED: told.executions.byState.FAILED },
    });
    const flows = ({ failures }: Dashboard) => failures.top.map((row) => row.flow).toSorted();
    expect(flows(output)).toEqual(flows(told));
    expect(output.running.total).toBe(told.running.total);
    expect(output.unknown).toContain("Counts by state: Kestra did not tell, or tells it otherwise.");
  });

  it("tells of workers, groups and what an operator switched on, on Enterprise", async () => {
    const seed: Seed = {
      flows: [flow("load")],
      instance: {
        workers: [{ id: "w1" }, { id: "w2", state: "DISCONNECTED", seenAgo: 5 * minute }],
        groups: [{ id: "gpu", name: "gpu", subscriptions: [{ queue: "fast" }] }],
        queues: [{ id: "fast", tags: ["gpu"] }],
        services: [{ id: "indexer-1", type: "INDEXER", state: "DISCONNECTED" }],
        killSwitches: [{ id: "k", name: "stop-it", evaluationType: "KILL", namespace: "company.team" }],
        quotas: [{ namespace: "company.team", limit: 10, duration: "PT1H", behavior: "FAIL", used: 7 }],
      },
    };
    const { output, requests } = await dashboard({}, line, seed, "ee");
    onlyReads(requests);
    expect(output.workers).toMatchObject({
      healthy: 1,
      disconnected: 1,
      lost: [{ id: "w2" }],
      servicesLost: ["INDEXER indexer-1"],
      withoutWorkers: [line === "2.0" ? "queue fast" : "group gpu"],
    });
    expect(output.summary).toContain(
      "1 of 2 workers is disconnected. Disconnected: INDEXER indexer-1. No worker is active for ",
    );
    const off = "Kill switch stop-it is on for namespace company.team: Kestra is to KILL what it concerns.";
    expect(output.switches).toEqual(line === "1.0" ? [] : [off]);
    if (line === "2.0")
      expect(output.quotas).toMatchObject({ total: 1, counted: [{ of: "company.team", executions: 7 }] });
    else expect(output).not.toHaveProperty("quotas");
  });
});

const messages = Array.from(
  { length: 60 },
  (_, index) => `${"Connection to the warehouse was refused; ".repeat(6)}try ${index}`,
);

/** 10,000 executions in 500 flows with 500 schedules, of which much goes wrong. */
function large(): Seed {
  const ids = Array.from({ length: 500 }, (_, index) => `flow_with_a_rather_long_name_${index}`);
  const stateOf = (index: number, round: number): SeedExecution["state"] => {
    if (index < 60 && round < 3 + (index % 7)) return "FAILED";
    if (index >= 60 && index < 90) return round < 2 ? "RUNNING" : round < 12 ? "QUEUED" : "SUCCESS";
    if (index >= 90 && index < 120 && round === 0) return "PAUSED";
    if (index >= 120 && index < 180 && round < 2) return "RUNNING";
    if (index >= 180 && index < 200 && round === 0) return "CREATED";
    return "SUCCESS";
  };
  return {
    flows: ids.map((id, index) =>
      flow(id, (index >= 60 && index < 90 ? limited : "") + schedule("0 3 * * *")),
    ),
    executions: ids.flatMap((id, index) =>
      Array.from({ length: 20 }, (_, round) => {
        const state = stateOf(index, round);
        const failed = state === "FAILED" ? { task: "say", error: messages[index] ?? "" } : {};
        return execution(id, state, hour + index * minute + round * 1000, failed);
      }),
    ),
    triggers: ids
      .slice(300, 340)
      .map((flowId) => ({ namespace: "company.team", flowId, triggerId: "clock", dueIn: -2 * hour })),
    schedulerDown: true,
    logs: ids.slice(400, 420).map((flowId, index) => ({
      namespace: "company.team",
      flowId,
      triggerId: "clock",
      level: "ERROR" as const,
      message: messages[index] ?? "",
      age: hour,
    })),
  };
}

describe.each(lines)("get_dashboard of 10,000 executions in 500 flows on %s", (line) => {
  it.each(["oss", "ee"] as const)("is one page in few requests: %s", async (edition) => {
    const { output, requests, rounds } = await dashboard({}, line, large(), edition);
    onlyReads(requests);
    expect(requests.length).toBeLessThanOrEqual(25);
    expect(rounds).toBeLessThanOrEqual(3);
    expect(countTokens(JSON.stringify(output))).toBeLessThanOrEqual(4000);
    expect(output.executions.total).toBe(10_000);
    expect(output.failures).toMatchObject({ flows: 60 });
    expect(output.failures.top.map(({ failed }) => failed)).toEqual([9, 9, 9, 9, 9]);
    for (const it of output.failures.top) expect(it.reason).toMatch(/^Connection to the warehouse/);
    expect(output.waiting.total).toBe(30 * 10 + 20);
    expect(output.running.total).toBe(30 * 2 + 60 * 2);
    expect(output.paused.total).toBe(30);
    expect(output.limits.total).toBe(30);
    expect(output.triggers).toMatchObject({ total: 500, late: 40, failing: 20 });
    expect(output.workers.note ?? output.summary).toContain("CREATED");
    for (const list of ["waiting", "running", "paused", "limits", "triggers", "next", "failures"] as const)
      expect(output[list].rest, list).toMatch(/^\d+ more/);
    expect(output.triggers.rest).toContain("search_triggers");
    expect(output.next.rest).toContain("search_triggers");
  });
});
