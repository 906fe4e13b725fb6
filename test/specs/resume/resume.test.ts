import { describe, expect, it } from "vitest";
import { KestraError } from "../../../runtime/errors.ts";
import { tool as resume } from "../../../specs/resume/resume_execution.ts";
import { ask } from "../fake-kestra.ts";

const paused = { state: { current: "PAUSED" } };
const suspended = { state: { current: "BREAKPOINT" } };
const ready = { inputs: [{ input: { id: "reason", type: "STRING" }, errors: [] }] };
const ids = { execution_ids: ["a", "b"] };

describe("resume_execution", () => {
  it("looks at all of them before it resumes the first", async () => {
    const { output, requests } = await ask(resume, { execution_ids: ["a", "b", "a"] }, [
      paused,
      ready,
      suspended,
      { status: 204 },
      { status: 200 },
    ]);
    expect(output).toEqual({
      count: 2,
      executions: [
        { id: "a", status: "resumed" },
        { id: "b", status: "resumed" },
      ],
      message: "Given more than once, and resumed once: a.",
    });
    expect(requests).toEqual([
      "GET /executions/a",
      "POST /executions/a/resume/validate",
      "GET /executions/b",
      "POST /executions/a/resume",
      "POST /executions/b/resume-from-breakpoint",
    ]);
  });

  it("uses the routes of 2.0, whose answer is the execution", async () => {
    const one = { execution_ids: ["a"], on_resume: { reason: "ok" } };
    const { output, requests } = await ask(resume, one, [paused, ready, paused], "2.0");
    expect(output).toEqual({
      a: { status: "resumed" },
      count: 1,
      executions: [{ id: "a", status: "resumed" }],
    });
    expect(requests.slice(1)).toEqual([
      "POST /executions/a/actions/resume/validate",
      "POST /executions/a/actions/resume",
    ]);
  });

  it("takes no inputs for a validation without a body", async () => {
    const answers = [paused, { status: 204 }, { status: 204 }];
    expect((await ask(resume, { execution_ids: ["a"] }, answers)).output).toEqual({
      count: 1,
      executions: [{ id: "a", status: "resumed" }],
    });
  });

  it("says which were resumed before one could not be", async () => {
    const refused = { status: 409, body: { message: "Illegal state: Execution 'b' is not paused" } };
    const call = ask(resume, ids, [paused, ready, paused, ready, { status: 204 }, refused]);
    await expect(call).rejects.toBeInstanceOf(KestraError);
    await expect(call).rejects.toThrow(/'b' is not paused[^]*Resumed before: a\./);
  });

  it("resumes nothing where one is missing or has ended", async () => {
    const call = ask(resume, ids, [{ status: 404 }, { state: { current: "SUCCESS" } }]);
    await expect(call).rejects.toThrow(
      /There is no execution a[^]*Execution b is in state `SUCCESS`[^]*`replay_execution` runs it again/,
    );
  });
});
