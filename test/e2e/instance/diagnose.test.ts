import { beforeAll, describe, expect } from "vitest";
import {
  codesOf,
  core,
  diagnose,
  flow,
  hour,
  minute,
  noise,
  plant,
  proofOf,
  second,
} from "../support/diagnosis.ts";
import { createFlow, run, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const log = `${core}.log.Log`;
const of = (flowId: string) => ({ namespace: kestra.namespace, flowId });
const place = (flowId: string) => `${kestra.namespace}/${flowId}`;

beforeAll(() => {
  plant(noise());
});

describe("diagnose of an execution that failed", () => {
  check("names the task, the line and what came before it", async () => {
    await createFlow(
      "calls_upstream",
      `
tasks:
  - id: ask
    type: ${log}
    level: ERROR
    message: "GET https://api.example.com/orders answered 503 Service Unavailable"
  - id: stop
    type: ${core}.execution.Fail
    errorMessage: no orders
errors:
  - id: tell
    type: ${log}
    message: it failed
`,
    );
    const { id } = (await run("calls_upstream")) as { id: string };
    const told = await until(
      () => diagnose({ execution_id: id }),
      (answer) => proofOf(answer, "task_failed").includes("503"),
    );
    expect(codesOf(told)).toEqual(["task_failed"]);
    expect(told.summary).toBe(
      `Task stop of ${place("calls_upstream")} failed: no orders. Before it, ask logged: GET https://api.example.com/orders answered 503 Service Unavailable`,
    );
    const [cause] = told.causes;
    expect(cause?.object).toContain("task stop");
    expect(cause?.evidence).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: "message", value: "no orders" }),
        { field: "origin", value: "connection (inferred)" },
        expect.objectContaining({ field: "errors block", value: "tell SUCCESS" }),
        expect.objectContaining({ field: "task before", value: "ask SUCCESS" }),
      ]),
    );
  });

  check("goes down into the execution that its task started", async () => {
    await createFlow(
      "inner",
      `\ntasks:\n  - id: deep\n    type: ${core}.execution.Fail\n    errorMessage: table is gone\n`,
    );
    await createFlow(
      "outer",
      `\ntasks:\n  - id: call\n    type: ${core}.flow.Subflow\n    namespace: ${kestra.namespace}\n    flowId: inner\n    wait: true\n    transmitFailed: true\n`,
    );
    const { id } = (await run("outer")) as { id: string };
    const told = await until(
      () => diagnose({ execution_id: id }),
      ({ summary }) => summary.includes("table is gone"),
    );
    expect(codesOf(told)).toEqual(["task_failed"]);
    expect(told.summary).toContain(`Task call of ${place("outer")} failed`);
    expect(proofOf(told, "task_failed")).toContain(`${place("inner")}: task deep`);
  });

  check("is told by the newest failure among executions, found by state", async () => {
    const [failing] = plant({
      flows: [flow("nightly")],
      executions: [{ ...of("nightly"), state: "FAILED", age: 10 * minute, error: "disk is full" }],
    });
    const told = await diagnose({ namespace: kestra.namespace });
    const cause = told.causes.find(({ object }) => object.startsWith(place("nightly")));
    expect(cause?.object).toBe(`${place("nightly")} ${failing}`);
    expect(cause?.message).toContain("disk is full");
    expect(told.from).toMatch(/^\d{4}-/);
    const above = await diagnose({ namespace: kestra.namespace.replace(/\.[^.]+$/, "") });
    expect(above.causes.map(({ object }) => object)).toContain(`${place("nightly")} ${failing}`);
  });
});

describe("diagnose of an execution that waits", () => {
  check("names the limit, who holds it, and how many wait", async () => {
    const shared = of("one_at_a_time");
    const [holder, first] = plant({
      flows: [flow("one_at_a_time", { concurrency: { limit: 1, behavior: "QUEUE" } })],
      executions: [
        { ...shared, state: "RUNNING", age: hour },
        { ...shared, state: "QUEUED", age: 3 * minute },
        { ...shared, state: "QUEUED", age: 2 * minute },
        { ...shared, state: "QUEUED", age: minute },
      ],
    });
    const told = await diagnose({ execution_id: first });
    expect(codesOf(told)).toEqual(["flow_limit"]);
    const [cause] = told.causes;
    expect(cause).toMatchObject({
      object: place("one_at_a_time"),
      limit: "concurrency.limit 1 (QUEUE)",
      certainty: "certain",
      next: { tool: "force_run_execution", arguments: { execution_id: first } },
    });
    expect(proofOf(told, "flow_limit")).toContain(`"holder","value":"${holder} RUNNING"`);
    expect(proofOf(told, "flow_limit")).toContain('"queued","value":"3"');
    expect(codesOf(await diagnose({ namespace: kestra.namespace, flow_id: "one_at_a_time" }))).toEqual([
      "flow_limit",
    ]);
    expect(proofOf(await diagnose({ namespace: kestra.namespace }), "flow_limit")).toContain(String(holder));
    expect(codesOf(await diagnose({ execution_id: holder }))).toEqual([]);
  });

  check("names the question of a pause, and what it asks for", async () => {
    const [paused] = plant({
      flows: [
        flow("approval", {
          tasks: [
            {
              id: "approve",
              type: `${core}.flow.Pause`,
              description: "Shall the invoices be sent?",
              onResume: [{ id: "approved", type: kestra.target.line === "2.0" ? "BOOL" : "BOOLEAN" }],
            },
          ],
        }),
      ],
      executions: [{ ...of("approval"), state: "PAUSED", age: hour }],
    });
    const told = await diagnose({ execution_id: paused });
    expect(codesOf(told)).toEqual(["paused"]);
    expect(told.summary).toContain("Shall the invoices be sent?");
    expect(proofOf(told, "paused")).toContain("onResume.approved");
    expect(told.causes[0]?.next?.tool).toBe("resume_execution");
  });

  check("names the date before which it does not start", async () => {
    const [ahead] = plant({
      flows: [flow("later")],
      executions: [{ ...of("later"), state: "CREATED", age: 10 * minute, scheduledIn: hour }],
    });
    const told = await diagnose({ execution_id: ahead });
    expect(codesOf(told)).toEqual(["scheduled_ahead"]);
  });

  check("finds nothing wrong with one that runs, or ended well", async () => {
    const [running, done] = plant({
      flows: [flow("healthy")],
      executions: [
        { ...of("healthy"), state: "RUNNING", age: 10 * second },
        { ...of("healthy"), state: "SUCCESS", age: hour },
      ],
    });
    for (const execution_id of [running, done]) {
      const told = await diagnose({ execution_id });
      expect(told.causes).toEqual([]);
      expect(told.summary).toContain("wrong");
    }
  });
});

describe("diagnose of an execution that was refused", () => {
  check("names the limit of its flow, who held it, and when", async () => {
    const shared = of("cancels");
    const [holder, refused] = plant({
      flows: [flow("cancels", { concurrency: { limit: 1, behavior: "CANCEL" } })],
      executions: [
        { ...shared, state: "RUNNING", age: hour },
        { ...shared, state: "CANCELLED", age: 20 * minute },
      ],
    });
    const told = await diagnose({ execution_id: refused });
    expect(codesOf(told)).toEqual(["refused_by_limit"]);
    expect(told.causes[0]).toMatchObject({ certainty: "certain", limit: "concurrency.limit 1 (CANCEL)" });
    expect(told.summary).toMatch(/CANCELLED at \d{4}-/);
    expect(proofOf(told, "refused_by_limit")).toContain(String(holder));
  });
});
