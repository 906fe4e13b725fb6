import { describe, expect, it } from "vitest";
import { KestraError } from "../../../runtime/errors.ts";
import { tool } from "../../../specs/execution/execute_flow.ts";
import { ask, type FakeAnswer } from "../fake-kestra.ts";
import { say } from "../../../runtime/text/said.ts";

const flow = { namespace: "company.team", flow_id: "hello" };
const execution = (current: string, more: object = {}) => ({
  id: "5xYz",
  namespace: "company.team",
  flowId: "hello",
  flowRevision: 2,
  state: { current, histories: [] },
  ...more,
});
const created = execution("CREATED", { url: "http://kestra/ui/5xYz", deleted: false });
const stream = (states: readonly string[], ended = true) => ({
  events: [
    { id: "start", data: { id: "5xYz" } },
    ...states.map((current) => ({ id: "progress", data: { id: "5xYz", state: { current } } })),
  ],
  ended,
});
const requests = {
  create: "POST /executions/company.team/hello",
  follow: "GET /executions/5xYz/follow",
  read: "GET /executions/5xYz",
  outputs: "GET /outputs/executions/5xYz",
};

/** On a Kestra that has the flow. @returns `requests` from the start of the execution on */
const run = async (answers: readonly FakeAnswer[], more: object = {}, line = "1.3") => {
  const { output, requests: asked } = await ask(
    tool,
    { ...flow, ...more },
    [{ revision: 2 }, ...answers],
    line,
  );
  expect(asked[0]).toBe("GET /flows/company.team/hello");
  return { output, requests: asked.slice(1) };
};

describe("execute_flow", () => {
  it("starts nothing of a flow that was deleted, which Kestra would run", async () => {
    const deleted = ask(tool, flow, [{ revision: 4, deleted: true }]);
    await expect(deleted).rejects.toThrow(/Nothing was started[^]*deleted, as revision 4/);
  });

  it("starts an execution and asks no more where it does not wait", async () => {
    const { output, requests: asked } = await run([created]);
    expect(asked).toEqual([requests.create]);
    expect(output).toMatchObject({ id: "5xYz", url: "http://kestra/ui/5xYz", state: { current: "CREATED" } });
    expect(output.message).toBeUndefined();
  });

  it.each(["1.0", "1.3"])("follows it to its end where it waits, on %s", async (line) => {
    const runs = [{ id: "t1", taskId: "a", outputs: { value: 1 }, state: { current: "SUCCESS" } }];
    const ended = execution("SUCCESS", { outputs: { data: 1 }, taskRunList: runs, deleted: false });
    const { output, requests: asked } = await run(
      [created, stream(["RUNNING", "SUCCESS"]), ended],
      { wait: true },
      line,
    );
    expect(asked).toEqual([requests.create, requests.follow, requests.read]);
    expect(output).toMatchObject({ ...ended, url: "http://kestra/ui/5xYz" });
    expect(output.message).toBeUndefined();
  });

  it("gives the same on 2.0, where each part is a request of its own", async () => {
    const ended = execution("SUCCESS", { taskRunList: [{ id: "t1", state: { current: "SUCCESS" } }] });
    const answers = [created, stream(["SUCCESS"]), ended, { data: 1 }, [{ taskRunId: "t1" }], { value: 1 }];
    const { output, requests: asked } = await run(answers, { wait: true }, "2.0");
    const { create, follow, read, outputs } = requests;
    expect(asked).toEqual([create, follow, read, outputs, "GET /outputs/5xYz", "GET /outputs/5xYz/t1"]);
    expect(output).toMatchObject({
      url: "http://kestra/ui/5xYz",
      deleted: false,
      outputs: { data: 1 },
      taskRunList: [{ id: "t1", outputs: { value: 1 } }],
    });
  });

  it("follows none that has ended at once", async () => {
    const refused = execution("CANCELLED", { url: "u" });
    const { output, requests: asked } = await run([refused], { wait: true });
    expect(asked).toEqual([requests.create]);
    expect(output).toMatchObject({ state: { current: "CANCELLED" }, url: "u" });
  });

  it.each([{}, { wait: true }])("says where to see why one ended before it began: %j", async (more) => {
    const { output } = await run([execution("CANCELLED", { taskRunList: [] })], more);
    expect(output.message).toContain("ended CANCELLED before any task ran: `diagnose`");
    const runs = [{ id: "t1", taskId: "a", state: { current: "FAILED" } }];
    const failed = await run([execution("FAILED", { taskRunList: runs })], more);
    expect(failed.output.message).toBeUndefined();
  });

  it("tells each change of state of a task run, and of attempts that did not succeed alone", async () => {
    const state = (current: string) => ({ current, duration: "PT1S", histories: [{ state: current }] });
    const attempts = [{ state: state("FAILED") }, { state: state("SUCCESS") }];
    const taskRunList = [{ id: "t1", taskId: "a", state: state("SUCCESS"), attempts }];
    const { output } = await run([execution("SUCCESS", { taskRunList })], { wait: true });
    expect(output.taskRunList).toMatchObject([
      {
        state: state("SUCCESS"),
        attempts: [{ state: state("FAILED") }, { state: { current: "SUCCESS", duration: "PT1S" } }],
      },
    ]);
    expect(JSON.stringify(output).match(/histories":\[\{/g)).toHaveLength(2);
  });

  it("says that one which takes too long goes on", async () => {
    const { output } = await run([created, stream(["RUNNING"], false), execution("RUNNING")], { wait: true });
    expect(output).toMatchObject({ state: { current: "RUNNING" }, url: "http://kestra/ui/5xYz" });
    expect(output.message).toMatch(/still RUNNING.*follow_execution_logs/);
  });

  it("says that one which is paused waits", async () => {
    const { output } = await run([created, stream(["PAUSED"], false), execution("PAUSED")], { wait: true });
    expect(output.message).toMatch(/resume_execution/);
  });

  it.each([
    new KestraError(say`Kestra is gone.`, 0),
    { status: 404 },
    { status: 200, body: { strange: true } },
  ])("never loses an execution that was started: %j", async (trouble) => {
    const { output } = await run([created, trouble], { wait: true });
    expect(output).toMatchObject({ id: "5xYz", state: { current: "CREATED" } });
    expect(output.message).toMatch(/still CREATED.*could not be followed any longer/);
    const late = await run([created, stream(["SUCCESS"]), trouble], { wait: true });
    expect(late.output).toMatchObject({ id: "5xYz", url: "http://kestra/ui/5xYz" });
  });

  it("does not wait for one that starts later", async () => {
    const scheduled = { ...created, scheduleDate: "2026-05-01T12:00:00Z" };
    const more = { wait: true, schedule_date: "2026-05-01T12:00:00Z" };
    const { output, requests: asked } = await run([scheduled], more);
    expect(asked).toEqual([requests.create]);
    expect(output).toMatchObject({ scheduleDate: "2026-05-01T12:00:00Z" });
    expect(output.message).toMatch(/starts at 2026-05-01T12:00:00.000Z, which was not waited for/);
    const past = { ...created, scheduleDate: "2026-05-01T09:00:00Z" };
    const { output: ran } = await run([past, stream(["SUCCESS"]), execution("SUCCESS")], {
      wait: true,
      schedule_date: "2026-05-01T09:00:00Z",
    });
    expect(ran).toMatchObject({ state: { current: "SUCCESS" } });
  });

  it("keeps the headers of a webhook back, waiting or not", async () => {
    const trigger = { id: "hook", variables: { headers: { authorization: ["canary"] }, body: 1 } };
    const { output } = await run([created, stream(["SUCCESS"]), execution("SUCCESS", { trigger })], {
      wait: true,
    });
    expect(output.trigger).toEqual({ id: "hook", variables: { body: 1 } });
  });

  it.each(["by-query", "by-ids", "state", "resume", "replay"])(
    "refuses %s, which is a route and no flow",
    async (id) => {
      await expect(run([], { namespace: "restart", flow_id: id })).rejects.toThrow(
        /word.* of another route of Kestra's/,
      );
    },
  );

  it("says that an execution may be there where its start was not answered", async () => {
    await expect(
      run([new KestraError(say`Too late.`, 0, { mayBeDone: true })], { wait: true }),
    ).rejects.toThrow(/list_executions/);
    await expect(run([{ status: 200, body: {} }])).rejects.toThrow(/probably started/);
  });
});
