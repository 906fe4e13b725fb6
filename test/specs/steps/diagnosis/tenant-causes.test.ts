import { describe, expect, it } from "vitest";
import { tenantRules, type TenantFacts } from "../../../../specs/steps/diagnosis/tenant-causes.ts";
import { flowFact } from "../../../../specs/steps/diagnosis/facts/flow-fact.ts";
import { ago, executionIn, now } from "./facts.ts";

const none = { rows: [], total: 0 };

/** A tenant in which something is to be told. */
const tenant = (facts: Partial<TenantFacts>): TenantFacts => ({
  now,
  from: ago(24 * 60),
  to: ago(0),
  waiting: none,
  active: none,
  bad: none,
  failures: new Map(),
  triggers: [],
  lines: [],
  flows: [],
  switches: { isInMaintenance: false, killSwitches: [] },
  isComplete: true,
  counters: [],
  spaces: [],
  unknown: [],
  ...facts,
});

const rows = (states: readonly string[]) =>
  Array.from({ length: 3 }, (_, i) => executionIn(states, 10 + i, { id: `e${i}` }));

/** All that is told of it, as one text. */
const told = (facts: Partial<TenantFacts>) =>
  JSON.stringify(
    tenantRules
      .flatMap((rule) => rule(tenant(facts)))
      .map(({ message, evidence }) => [message.toString(), evidence]),
  );

describe("how many executions there are", () => {
  const limited = flowFact({
    namespace: "company.team",
    id: "report",
    tasks: [],
    concurrency: { limit: 1, behavior: "QUEUE" },
  });
  const failures = new Map([["e0", { message: "no" }]]);

  it.each([
    ["3 executions have not started", "waiting", ["CREATED"], {}],
    ["3 executions of company.team/report are queued", "waiting", ["CREATED", "QUEUED"], {}],
    [
      "3 wait",
      "waiting",
      ["CREATED", "QUEUED"],
      { flows: [limited], active: { rows: [executionIn(["CREATED", "RUNNING"], 5)], total: 1 } },
    ],
    ["3 executions of company.team/report", "bad", ["CREATED", "RUNNING", "FAILED"], { failures }],
    ["3 executions wait for somebody", "active", ["CREATED", "RUNNING", "PAUSED"], {}],
  ] as const)("is told as %s, and as at least so many where not all were read", (text, key, states, more) => {
    const whole = told({ ...(more as Partial<TenantFacts>), [key]: { rows: rows(states), total: 3 } });
    expect(whole).toContain(text);
    expect(whole.toLowerCase()).not.toContain("at least");
    const part = told({ ...(more as Partial<TenantFacts>), [key]: { rows: rows(states), total: 500 } });
    expect(part.toLowerCase()).toContain(`at least ${text}`);
  });

  it.each([
    ["An execution of company.team/report is queued", "waiting", ["CREATED", "QUEUED"]],
    ["1 execution of company.team/report", "bad", ["CREATED", "RUNNING", "FAILED"]],
  ] as const)("is told as %s where it is one", (text, key, states) => {
    const one = { rows: [executionIn(states, 5, { id: "e0" })], total: 1 };
    expect(told({ failures, [key]: one })).toContain(text);
  });
});
