import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe } from "vitest";
import { root } from "../../support/source.ts";
import { core, flow, hour, minute, noise, plant } from "../support/diagnosis.ts";
import { createFlow } from "../support/flows.ts";
import { kestra, useKestra } from "../support/kestra.ts";
import { checkPage } from "../support/page-calls.ts";

useKestra();

const page = readFileSync(join(root, "docs/how-to-find-out-why.md"), "utf8");
/** What the page calls the executions that are planted. */
const named = new Map<string, string>();

beforeAll(async () => {
  plant(noise());
  const of = (flowId: string) => ({ namespace: kestra.namespace, flowId });
  const log = (id: string) => ({ id, type: `${core}.log.Log`, message: "at work" });
  const ask = { id: "ask", type: `${core}.debug.Return`, format: "12 orders" };
  const daily = { id: "daily", type: `${core}.trigger.Schedule`, cron: "0 9 * * *" };
  const awaited = ["orders", "stock", "prices"].map((flowId) => ({ ...of(flowId), states: ["SUCCESS"] }));
  const window = "PT12H";
  const waits =
    kestra.target.line === "2.0"
      ? { dependsOn: awaited, window }
      : { preconditions: { id: "three", timeWindow: { type: "DURATION_WINDOW", window }, flows: awaited } };
  const pause = {
    id: "approve",
    type: `${core}.flow.Pause`,
    description: "Shall the invoices be sent?",
    onResume: [{ id: "approved", type: kestra.target.line === "2.0" ? "BOOL" : "BOOLEAN" }],
  };
  const ids = plant({
    flows: [
      flow("orders", { inputs: [{ id: "day", type: "STRING" }], tasks: [ask, log("load")] }),
      flow("stock"),
      flow("prices"),
      flow("nightly", { concurrency: { limit: 1, behavior: "QUEUE" } }),
      flow("report", { triggers: [{ id: "all", type: `${core}.trigger.Flow`, ...waits }] }),
      flow("cleanup", { triggers: [daily] }),
      flow("invoices", { tasks: [pause] }),
      flow("calm", { triggers: [daily] }),
    ],
    executions: [
      {
        ...of("orders"),
        state: "SUCCESS",
        age: 2 * hour,
        inputs: { day: "monday" },
        outputs: { ask: { value: "12 orders" } },
      },
      {
        ...of("orders"),
        state: "FAILED",
        task: "load",
        age: 10 * minute,
        inputs: { day: "tuesday" },
        error: "GET /orders answered 503 Service Unavailable",
      },
      { ...of("nightly"), state: "RUNNING", age: hour },
      { ...of("nightly"), state: "QUEUED", age: 3 * minute },
      { ...of("nightly"), state: "QUEUED", age: minute },
      { ...of("invoices"), state: "PAUSED", age: hour },
    ],
    triggers: [{ ...of("cleanup"), triggerId: "daily", disabled: true }],
  });
  const names = ["GOOD", "FAILED", "HOLDING", "QUEUED", "LATER", "PAUSED"];
  for (const [index, name] of names.entries()) named.set(`${name}_EXECUTION`, ids[index] ?? "");
  await createFlow("prices", `tasks:\n  - id: work\n    type: ${core}.log.Log\n    message: new prices\n`);
});

/** A text of the page as it is on this Kestra. */
function here(text: string): string {
  const placed = text.replaceAll(/\bshop(?=[/"\\]|$)/g, kestra.namespace);
  return placed.replaceAll(/\b[A-Z]+_EXECUTION\b/g, (name) => {
    const id = named.get(name);
    if (id === undefined) throw new Error(`The page names ${name}, which is not there.`);
    return id;
  });
}

describe("the page on how to find out why", () => {
  checkPage(page, { here });
});
