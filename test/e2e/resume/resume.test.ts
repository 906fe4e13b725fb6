import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import {
  createFlow,
  execute,
  hello,
  noExecution,
  run,
  sleeping,
  untilTaskRuns,
  waitFor,
} from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { raw } from "../support/raw.ts";

useKestra();

const pausing = (more = ""): string => `
tasks:
  - id: hold
    type: io.kestra.plugin.core.flow.Pause
${more.replaceAll(/^/gm, "    ")}
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: after
`;
const approval = `
tasks:
  - id: approve
    type: io.kestra.plugin.core.flow.Pause
    onResume:
      - id: reason
        type: STRING
      - id: approved
        type: BOOL
        defaults: false
      - id: level
        type: SELECT
        values: [LOW, HIGH]
        defaults: LOW
      - id: due
        type: DATE
        required: false
      - id: details
        type: JSON
        required: false
      - id: report
        type: FILE
        required: false
  - id: show
    type: io.kestra.plugin.core.debug.Return
    format: "{{ outputs.approve.onResume.reason }} {{ outputs.approve.onResume.approved }} {{ outputs.approve.onResume.level }}"
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.show.value }}"
`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("pausing", pausing());
  await createFlow("approval", approval);
});

const resume = (args: object): Promise<Data> => kestra.get("resume_execution", { ...args });
const refused = (args: object): Promise<string> => kestra.refusal("resume_execution", { ...args });
const forced = (execution_id: string): Promise<Data> => kestra.get("force_run_execution", { execution_id });
const ofFlow = (flow_id: string) => ({ namespace: kestra.namespace, flow_id });

/** Starts a flow and waits until it is paused. */
async function paused(flow: string, more: object = {}): Promise<string> {
  const { id } = (await execute(flow, { ...more })) as { id: string };
  await waitFor(id, ["PAUSED"]);
  return id;
}

async function stateOf(id: string): Promise<string> {
  return (await kestra.get("manage_executions", { action: "get", execution_id: id })).state.current;
}

describe("resume_execution", () => {
  check("resumes several by their ids", async () => {
    const ids = [await paused("pausing"), await paused("pausing")];
    expect(await resume({ execution_ids: ids })).toEqual({
      count: 2,
      executions: ids.map((id) => ({ id, status: "resumed" })),
    });
    for (const id of ids) expect((await waitFor(id)).state.current).toBe("SUCCESS");
  });

  check("resumes the newest paused one of a flow, and no other", async () => {
    await createFlow("waiting", pausing());
    const first = await paused("waiting");
    const second = await paused("waiting");
    const third = await paused("waiting");
    await kestra.get("manage_executions", { action: "kill", execution_id: third });
    await waitFor(third, ["KILLED"]);
    expect(await resume(ofFlow("waiting"))).toEqual({
      [second]: { status: "resumed" },
      count: 1,
      executions: [{ id: second, status: "resumed" }],
      message: expect.stringMatching(
        new RegExp(
          `^Resumed execution ${second}, the newest paused one of ${kestra.namespace}/waiting, which started at `,
        ),
      ) as string,
    });
    expect((await waitFor(second)).state.current).toBe("SUCCESS");
    expect(await stateOf(first)).toBe("PAUSED");
  });

  check("never resumes another flow's where it has none that is paused", async () => {
    const other = await paused("pausing");
    const namespace = `${kestra.namespace}.child`;
    await createFlow("pausing_in_child", pausing(), namespace);
    const child = await kestra.get("execute_flow", { namespace, flow_id: "pausing_in_child" });
    await waitFor(child.id, ["PAUSED"]);
    for (const flow of ["plain", "nothing_here", "pausing_in_child"]) {
      expect(await refused(ofFlow(flow))).toContain(
        `No paused executions found for ${kestra.namespace}/${flow}`,
      );
    }
    expect([await stateOf(other), await stateOf(child.id)]).toEqual(["PAUSED", "PAUSED"]);
  });

  check("gives the inputs that it waits for, of every type", async () => {
    const id = await paused("approval");
    const on_resume = {
      reason: 'fine, "really"',
      approved: true,
      level: "HIGH",
      due: "2026-05-01",
      details: { a: [1, null, { b: "ü" }] },
      report: { $file: "report.csv", text: "a,b\n1,2\n" },
    };
    expect(await resume({ execution_ids: [id], on_resume })).toEqual({
      [id]: { status: "resumed" },
      count: 1,
      executions: [{ id, status: "resumed" }],
    });
    const { state, outputs } = await waitFor(id);
    expect(state.current).toBe("SUCCESS");
    expect(outputs).toEqual({ shown: 'fine, "really" true HIGH' });
  });

  check("lets no empty text be a default without a word, and leaves it paused", async () => {
    const id = await paused("approval");
    const text = await refused({ execution_ids: [id], on_resume: { reason: "ok", level: "" } });
    expect(text).toContain("stays paused: input level (SELECT): Kestra takes an empty text for no value");
    expect(await stateOf(id)).toBe("PAUSED");
    await kestra.get("manage_executions", { action: "kill", execution_id: id });
  });

  check("fills in the defaults of the inputs that are not given", async () => {
    const id = await paused("approval");
    await resume({ ...ofFlow("approval"), on_resume: { reason: "ok" } });
    expect((await waitFor(id)).outputs).toEqual({ shown: "ok false LOW" });
  });

  check(
    "leaves it paused and names the input, its type and the reason where one is missing or wrong",
    async () => {
      const id = await paused("approval");
      const said = (on_resume?: object): Promise<string> =>
        refused({ execution_ids: [id], ...(on_resume && { on_resume }) });
      expect(await said()).toMatch(/stays paused: input reason \(STRING\): .*required/);
      expect(await said({ reason: "" })).toMatch(/input reason \(STRING\)/);
      const two = await said({ level: "MIDDLE", due: "tomorrow" });
      expect(two).toMatch(/input reason \(STRING\)/);
      expect(two).toMatch(/input level \(SELECT\): .*LOW, HIGH/);
      expect(two).toMatch(/input due \(DATE\): .*could not be parsed/);
      expect(await said({ reason: "ok", details: "{'a'" })).toMatch(/input details \(JSON\): /);
      expect(await stateOf(id)).toBe("PAUSED");
      await kestra.get("manage_executions", { action: "kill", execution_id: id });
    },
  );

  check("does not take any text for a false, as Kestra does", async () => {
    const id = await paused("approval");
    for (const approved of ["perhaps", "yes", 1]) {
      expect(await refused({ execution_ids: [id], on_resume: { reason: "ok", approved } })).toMatch(
        /input approved \(BOOL\): .*neither true nor false/,
      );
    }
    expect(await stateOf(id)).toBe("PAUSED");
    await resume({ execution_ids: [id], on_resume: { reason: "ok", approved: "True" } });
    expect((await waitFor(id)).outputs).toEqual({ shown: "ok true LOW" });
  });

  check("does not drop an input that is not there, as Kestra does", async () => {
    const id = await paused("approval");
    const text = await refused({ execution_ids: [id], on_resume: { reason: "ok", colour: "red" } });
    expect(text).toMatch(/stays paused: there is no input colour, it takes reason, approved, level/);
    expect(await stateOf(id)).toBe("PAUSED");
    const plain = await paused("pausing");
    expect(await refused({ execution_ids: [plain], on_resume: { reason: "ok" } })).toContain("it takes none");
    expect(await stateOf(plain)).toBe("PAUSED");
  });

  check("resumes none where one of several cannot be", async () => {
    const id = await paused("pausing");
    const waiting = await paused("approval");
    const { id: ended } = await run("plain");
    const text = await refused({ execution_ids: [id, ended, noExecution, waiting] });
    expect(text).toContain(
      `Execution ${ended} is in state \`SUCCESS\`: only a paused one can be resumed. It has ended: \`replay_execution\``,
    );
    expect(text).toContain(`There is no execution ${noExecution}`);
    expect(text).toContain(`Execution ${waiting} stays paused: input reason (STRING)`);
    expect(text).not.toContain(`Execution ${id}`);
    expect([await stateOf(id), await stateOf(waiting)]).toEqual(["PAUSED", "PAUSED"]);
  });

  check("resumes one that was paused from outside, and one at a breakpoint", async () => {
    await createFlow("short", sleeping("PT2S"));
    const { id } = (await execute("short")) as { id: string };
    await untilTaskRuns(id);
    await kestra.get("manage_executions", { action: "pause", execution_id: id });
    expect(await resume({ execution_ids: [id] })).toMatchObject({ count: 1, executions: [{ id }] });
    expect((await waitFor(id)).state.current).toBe("SUCCESS");
    const started = await raw("POST", `/executions/${kestra.namespace}/plain?breakpoints=hello`);
    const suspended = started.id as string;
    await waitFor(suspended, ["BREAKPOINT"]);
    expect(await refused({ execution_ids: [suspended], on_resume: { a: 1 } })).toContain("it takes none");
    expect(await resume({ execution_ids: [suspended] })).toMatchObject({ count: 1 });
    expect((await waitFor(suspended)).state.current).toBe("SUCCESS");
  });

  check("says that one is no longer paused whose pause ended by itself", async () => {
    await createFlow("timed", pausing("pauseDuration: PT1S\nbehavior: WARN"));
    await createFlow("timing_out", pausing("timeout: PT1S"));
    const timed = await paused("timed");
    const late = await paused("timing_out");
    expect((await waitFor(timed, ["WARNING"])).state.current).toBe("WARNING");
    expect((await waitFor(late, ["FAILED"])).state.current).toBe("FAILED");
    expect(await refused({ execution_ids: [timed] })).toContain("is in state `WARNING`");
    expect(await refused({ execution_ids: [late] })).toMatch(
      /is in state `FAILED`.*`restart_execution` goes on/,
    );
  });

  check("needs executions, or both the namespace and the flow", async () => {
    for (const args of [
      {},
      { execution_ids: [] },
      { execution_ids: null, namespace: "a" },
      { flow_id: "a" },
    ]) {
      expect(await refused(args)).toContain("both namespace and flow_id are required");
    }
  });
});

describe("force_run_execution", () => {
  check("lets a paused one go on, without its inputs", async () => {
    const id = await paused("pausing");
    expect(await forced(id)).toMatchObject({ id, flowId: "pausing" });
    expect((await waitFor(id)).state.current).toBe("SUCCESS");
  });

  check("starts one now that is created for later", async () => {
    const schedule_date = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = await execute("plain", { schedule_date });
    expect(await forced(id)).toMatchObject({ id });
    expect((await waitFor(id)).state.current).toBe("SUCCESS");
  });

  check("refuses one that runs, has ended or is missing", async () => {
    const { id } = await run("plain");
    const said = (execution_id: string): Promise<string> =>
      kestra.refusal("force_run_execution", { execution_id });
    expect(await said(id)).toContain(
      `Cannot force-run execution \`${id}\` because it's currently in \`SUCCESS\` state.`,
    );
    expect(await said(noExecution)).toMatch(/404[^]*list_executions/);
    await createFlow("sleeper", sleeping());
    const { id: running } = (await execute("sleeper")) as { id: string };
    await waitFor(running, ["RUNNING"]);
    expect(await said(running)).toContain("currently in `RUNNING` state");
  });
});
