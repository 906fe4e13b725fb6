import { describe, expect, it } from "vitest";
import { executionFact } from "../../../../specs/steps/diagnosis/facts/execution-fact.ts";
import { flowFact } from "../../../../specs/steps/diagnosis/facts/flow-fact.ts";
import { waitingCauses } from "../../../../specs/steps/diagnosis/waiting-causes.ts";
import { lines, readScenario } from "../../../sandbox/replay/recording.ts";
import { ago, codes, executionIn, messages, now, runIn } from "./facts.ts";

const flowWith = (...tasks: object[]) => flowFact({ id: "report", namespace: "company.team", tasks });
const facts = (execution: ReturnType<typeof executionIn>, more: object = {}) => ({
  now,
  execution,
  children: [],
  ...more,
});

describe.each(lines)("a recorded pause of %s", (line) => {
  it("asks for what its task asks for", () => {
    const { exchanges } = readScenario(line, "states");
    const body = (name: string) => exchanges.find((it) => it.name === name)?.response.body;
    const execution = executionFact(body("get one paused by a task"));
    const [cause] = waitingCauses({
      now,
      execution,
      children: [],
      flow: flowFact(body("create the flow approval")),
    });
    expect(cause).toMatchObject({
      cause: "paused",
      object: `company.team/approval ${execution.id} task approve`,
    });
    expect(cause?.evidence.map(({ field }) => field)).toEqual([
      "taskRun.state",
      "onResume.reason",
      "onResume.approved",
      "onResume.level",
    ]);
    expect(cause?.evidence[2]?.value).toMatch(/^BOOL(EAN)?, required, (false|"false") where not given$/);
  });
});

describe("a pause", () => {
  it("ends by itself at its time, as its task says", () => {
    const task = { id: "hold", type: "x.flow.Pause", pauseDuration: "PT1H", behavior: "CANCEL" };
    const execution = executionIn(["CREATED", "RUNNING", "PAUSED"], 10, {
      taskRunList: [runIn("hold", "PAUSED", 10)],
    });
    const [cause] = waitingCauses(facts(execution, { flow: flowWith(task) }));
    expect(cause?.evidence.at(-1)).toEqual({
      field: "pauseDuration",
      value: "PT1H, then CANCEL",
      time: ago(-50),
    });
  });

  it("of several tasks is told for each, and the first of them is the one to answer", () => {
    const taskRunList = [runIn("a", "PAUSED", 10), runIn("b", "PAUSED", 9), runIn("c", "SUCCESS")];
    const execution = executionIn(["CREATED", "RUNNING", "PAUSED"], 10, { taskRunList });
    const causes = waitingCauses(facts(execution));
    expect(causes.map(({ object }) => object)).toEqual([
      "company.team/report e1 task a",
      "company.team/report e1 task b",
    ]);
    expect(causes[0]?.next).toEqual({
      tool: "resume_execution",
      arguments: { execution_ids: ["e1"], task_run_id: "run_a" },
    });
    expect(causes[1]).not.toHaveProperty("next");
  });

  it("says what the user must give, and proposes no answer", () => {
    const onResume = [
      { id: "reason", type: "STRING" },
      { id: "level", type: "INT", required: true, defaults: 1 },
      { id: "note", type: "STRING", required: false },
      { id: "approved", type: "BOOL" },
    ];
    const execution = executionIn(["CREATED", "RUNNING", "PAUSED"], 10, {
      taskRunList: [runIn("hold", "PAUSED", 10)],
    });
    const paused = (inputs: readonly object[]) =>
      waitingCauses(
        facts(execution, { flow: flowWith({ id: "hold", type: "x.flow.Pause", onResume: inputs }) }),
      );
    const [cause] = paused(onResume);
    expect(cause?.next).toEqual({ tool: "resume_execution", arguments: { execution_ids: ["e1"] } });
    expect(cause?.message.toString()).toBe(
      "Task hold of company.team/report has waited for 10 min, and asks for reason, level, note, approved; `on_resume` needs reason, approved from the user.",
    );
    expect(messages(paused(onResume.slice(1, 3)))[0]).toMatch(/asks for level, note\.$/);
  });

  it("does not tell the default of a secret that it asks for", () => {
    const task = {
      id: "hold",
      type: "x.flow.Pause",
      onResume: [{ id: "key", type: "SECRET", defaults: "canary" }],
    };
    const execution = executionIn(["CREATED", "RUNNING", "PAUSED"], 10, {
      taskRunList: [runIn("hold", "PAUSED", 10)],
    });
    const [cause] = waitingCauses(facts(execution, { flow: flowWith(task) }));
    expect(cause?.evidence).toContainEqual({ field: "onResume.key", value: "SECRET, required" });
  });

  it("never ends where no calendar holds its time", () => {
    const task = { id: "hold", type: "x.flow.Pause", pauseDuration: "P999999999D" };
    const execution = executionIn(["CREATED", "RUNNING", "PAUSED"], 10, {
      taskRunList: [runIn("hold", "PAUSED", 10)],
    });
    const [cause] = waitingCauses(facts(execution, { flow: flowWith(task) }));
    expect(cause?.evidence.at(-1)?.value).toBe("P999999999D, then RESUME");
    expect(cause?.evidence.at(-1)?.time).toBeUndefined();
  });

  it("by hand has no task that waits", () => {
    const causes = waitingCauses(
      facts(executionIn(["CREATED", "PAUSED"], 5, { taskRunList: [runIn("a", "SUCCESS")] })),
    );
    expect(messages(causes)[0]).toContain("paused by hand 5 min ago");
  });
});

describe("a retry", () => {
  const attempts = [{ state: { current: "FAILED", endDate: ago(1) } }];
  const execution = executionIn(["CREATED", "FAILED", "RETRYING"], 1, {
    taskRunList: [{ ...runIn("a", "FAILED"), attempts }],
  });

  it("is due after its constant interval", () => {
    const retry = { type: "constant", interval: "PT10M", maxAttempts: 3 };
    const [cause] = waitingCauses(facts(execution, { flow: flowWith({ id: "a", type: "x.Http", retry }) }));
    expect(cause).toMatchObject({ cause: "retry_waits", limit: "retry.interval PT10M" });
    expect(cause?.evidence.at(-1)?.time).toBe(ago(-9));
    expect(cause?.evidence[1]?.value).toBe("1 of 3");
  });

  it("has no date where its flow does not tell it", () => {
    const [cause] = waitingCauses(facts(execution));
    expect(cause?.evidence.map(({ field }) => field)).toEqual(["state", "attempts"]);
  });
});

describe("what an execution waits for", () => {
  it("is a date, a breakpoint, or its end", () => {
    expect(codes(waitingCauses(facts(executionIn(["CREATED"], 9, { scheduleDate: ago(-30) }))))).toEqual([
      "scheduled_ahead",
    ]);
    const stopped = executionIn(["CREATED", "BREAKPOINT"], 1, { breakpoints: [{ id: "load" }] });
    expect(messages(waitingCauses(facts(stopped)))[0]).toContain("breakpoint (load)");
    const somewhere = executionIn(["CREATED", "BREAKPOINT"], 1);
    expect(messages(waitingCauses(facts(somewhere)))[0]).toContain("at a breakpoint for");
    const dying = executionIn(["RUNNING", "KILLING"], 1, { taskRunList: [runIn("call", "RUNNING")] });
    expect(messages(waitingCauses(facts(dying)))[0]).toContain("waits for call to end");
  });

  it("is the execution that it started, where that is stuck", () => {
    const parent = executionIn(["CREATED", "RUNNING"], 30, { taskRunList: [runIn("call", "RUNNING")] });
    const child = executionIn(["CREATED", "QUEUED"], 20, { id: "c1", flowId: "inner" });
    const causes = waitingCauses(facts(parent, { children: [child] }));
    expect(causes[0]).toMatchObject({
      cause: "waits_for_child",
      next: { tool: "diagnose", arguments: { execution_id: "c1" } },
    });
    const atWork = executionIn(["CREATED", "RUNNING"], 20, { id: "c1" });
    expect(waitingCauses(facts(parent, { children: [atWork] }))).toEqual([]);
  });

  it("is nothing where it runs, is due, or has ended", () => {
    for (const states of [["CREATED"], ["CREATED", "RUNNING"], ["SUCCESS"], ["FAILED"], ["QUEUED"]])
      expect(waitingCauses(facts(executionIn(states, 9)))).toEqual([]);
    expect(waitingCauses(facts(executionIn(["CREATED"], 9, { scheduleDate: ago(1) })))).toEqual([]);
  });
});
