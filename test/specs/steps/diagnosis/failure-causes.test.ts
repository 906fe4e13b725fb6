import { describe, expect, it } from "vitest";
import { causesOf, summaryOf, toldCauses, type Cause } from "../../../../specs/steps/diagnosis/cause.ts";
import { ageOf } from "../../../../specs/steps/diagnosis/duration.ts";
import { failureCauses, killedCauses } from "../../../../specs/steps/diagnosis/failure-causes.ts";
import { originOf } from "../../../../specs/steps/diagnosis/failure-origin.ts";
import { foreign, say } from "../../../../runtime/text/said.ts";
import { ago, codes, executionIn, messages, now, runIn } from "./facts.ts";

describe("the origin of a failure", () => {
  it.each([
    ["HTTP 429 Too Many Requests", "limit"],
    ["Execution is FAILED due to concurrency limit exceeded", "limit"],
    ["Timeout after 00:01.000", "limit"],
    ["Missing required input:name", "input"],
    ["Invalid value for input `count`. Cause: For input string", "input"],
    ["java.lang.OutOfMemoryError: Java heap space", "infrastructure"],
    ["Command failed with exit code 137", "infrastructure"],
    ["Connection refused", "connection"],
    ["GET /orders answered 503", "connection"],
  ])("of %s is %s", (line, origin) => {
    expect(originOf(line)).toEqual({ origin, isShown: true });
  });

  it("is inferred where the line shows none", () => {
    expect(originOf("no orders")).toEqual({ origin: "code", isShown: false });
    expect(originOf("no orders", "503 Service Unavailable")).toEqual({
      origin: "connection",
      isShown: false,
    });
    expect(originOf("row 5031 is empty").origin).toBe("code");
  });
});

describe("a failure", () => {
  const failure = { taskId: "load", taskRunId: "run_load", attempt: 2, message: "no table" };
  const execution = executionIn(["CREATED", "RUNNING", "FAILED"], 5, {
    taskRunList: [runIn("load", "FAILED")],
  });

  it("names its attempt, and what would mend it", () => {
    const [cause] = failureCauses({ execution, failure, lines: [] });
    expect(cause?.message.toString()).toBe(
      "Task load of company.team/report failed in attempt 3 of 3: no table.",
    );
    expect(cause?.next?.tool).toBe("get_execution_logs");
    expect(cause?.evidence).toContainEqual(expect.objectContaining({ value: "FAILED, 1 attempt" }));
    const [reset] = failureCauses({
      execution,
      failure: { ...failure, message: "Connection reset" },
      lines: [],
    });
    expect(reset?.next).toEqual({ tool: "restart_execution", arguments: { execution_id: "e1" } });
  });

  it("of an execution that it started is read in the log of that one, and restarted in its own", () => {
    const child = (message: string) => ({
      execution: executionIn(["CREATED", "RUNNING", "FAILED"], 5, { id: "c1" }),
      failure: { taskId: "stop", message },
    });
    const nextOf = (message: string) =>
      failureCauses({ execution, failure, lines: [], child: child(message) })[0]?.next;
    expect(nextOf("no table")).toMatchObject({
      tool: "get_execution_logs",
      arguments: { execution_id: "c1" },
    });
    expect(nextOf("Connection reset")).toMatchObject({
      tool: "restart_execution",
      arguments: { execution_id: "e1" },
    });
  });

  it("for too many requests is a cause of its own; one that is only inferred is probable", () => {
    expect(codes(failureCauses({ execution, failure: { ...failure, message: "429" }, lines: [] }))).toEqual([
      "rate_limited",
    ]);
    expect(
      failureCauses({ execution, failure: { ...failure, isInferred: true }, lines: [] })[0]?.certainty,
    ).toBe("probable");
  });

  it("is none of an execution that ended well, or was killed", () => {
    expect(failureCauses({ execution: executionIn(["SUCCESS"], 5), failure, lines: [] })).toEqual([]);
    expect(failureCauses({ execution: executionIn(["KILLED"], 5), failure, lines: [] })).toEqual([]);
    expect(failureCauses({ execution, lines: [] })).toEqual([]);
  });
});

describe("who killed an execution", () => {
  const execution = executionIn(["CREATED", "RUNNING", "KILLING", "KILLED"], 5, {
    taskRunList: [runIn("load", "KILLED")],
  });
  const facts = { execution, audit: [], isEnterprise: true };

  it("is the one that started it, a user, or nobody knows", () => {
    const parent = executionIn(["RUNNING", "KILLED"], 5, { id: "p1", flowId: "outer" });
    expect(messages(killedCauses({ ...facts, parent }))[0]).toContain(
      "with the execution p1 of company.team/outer",
    );
    const audit = [{ user: "ada", type: "UPDATE", date: ago(5) }];
    expect(messages(killedCauses({ ...facts, audit }))[0]).toContain("while load ran, by ada");
    expect(messages(killedCauses(facts))[0]).toContain("the audit log does not say by whom");
    expect(messages(killedCauses({ ...facts, isEnterprise: false }))[0]).toContain("the open-source edition");
  });

  it("is not asked of one that ended by itself, or was refused", () => {
    expect(killedCauses({ ...facts, execution: executionIn(["FAILED"], 5) })).toEqual([]);
    expect(killedCauses({ ...facts, execution: executionIn(["CREATED", "CANCELLED"], 5) })).toEqual([]);
  });
});

describe("causes", () => {
  const cause = (code: Cause["cause"], more: Partial<Cause> = {}): Cause => ({
    cause: code,
    object: "o",
    message: foreign(`It is ${code}`),
    certainty: "certain",
    evidence: [],
    ...more,
  });

  it("come with what is certain first, then the worst first, each once", () => {
    const found = [
      cause("paused"),
      cause("no_worker", { certainty: "probable" }),
      cause("kill_switch"),
      cause("paused"),
    ];
    expect(codes(causesOf([(all: readonly Cause[]) => all], found))).toEqual([
      "kill_switch",
      "paused",
      "no_worker",
    ]);
  });

  it("are summed up by the first, which may be probable, or by that all is well", () => {
    expect(summaryOf([], say`All is well.`).toString()).toBe("All is well.");
    expect(summaryOf([cause("paused", { certainty: "probable" }), cause("killed")], say``).toString()).toBe(
      "Probably: It is paused (2 causes in all.)",
    );
  });

  it("are told masked, on one line and bounded, and say what is left out", () => {
    const evidence = Array.from({ length: 20 }, () => ({ field: "f", value: `key\n${"x".repeat(400)}` }));
    const many = Array.from({ length: 25 }, () => cause("paused", { evidence }));
    const { causes, truncated } = toldCauses(many, (text) => text.replace("key", "***"));
    expect(causes).toHaveLength(20);
    expect(truncated).toContain("5 more causes");
    expect(causes[0]?.evidence).toHaveLength(12);
    expect(causes[0]?.evidence[0]?.value).toMatch(/^\*\*\* x{295}…$/);
  });
});

describe("times", () => {
  it("are told by their two largest units", () => {
    expect([0.1, 5, 61, 60 * 25 + 3].map((minutes) => ageOf(ago(minutes), now))).toEqual([
      "6 s",
      "5 min",
      "1 h 1 min",
      "1 d 1 h",
    ]);
    expect(ageOf(undefined, now)).toBe("an unknown time");
  });
});
