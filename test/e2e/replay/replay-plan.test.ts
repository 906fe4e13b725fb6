import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, hello, listed, run, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const steps = (word: string): string => `
inputs:
  - id: word
    type: STRING
    defaults: nothing
  - id: size
    type: INT
    defaults: 1
tasks:
  - id: first
    type: io.kestra.plugin.core.debug.Return
    format: "first {{ inputs.word }}"
  - id: sides
    type: io.kestra.plugin.core.flow.Parallel
    tasks:
      - id: left
        type: io.kestra.plugin.core.debug.Return
        format: left
      - id: right
        type: io.kestra.plugin.core.debug.Return
        format: right
  - id: last
    type: io.kestra.plugin.core.debug.Return
    format: "${word} {{ outputs.first.value }} {{ inputs.word }} {{ inputs.size }}"
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.last.value }}"
`;
const each = `
tasks:
  - id: loop
    type: io.kestra.plugin.core.flow.ForEach
    values: ["a", "b", "c"]
    tasks:
      - id: say
        type: io.kestra.plugin.core.debug.Return
        format: "{{ taskrun.value }}"
  - id: last
    type: io.kestra.plugin.core.log.Log
    message: last
`;

beforeAll(async () => {
  await createFlow("steps", steps("old"));
});

/** What `replay_execution` tells. */
interface Told {
  readonly count: number;
  readonly message: string;
  readonly executions: readonly { readonly id: string }[];
  readonly plan: readonly { readonly runsAgain: readonly string[]; readonly kept: readonly string[] }[];
  readonly matches: readonly { readonly id: string }[];
  readonly total: number;
}

interface Run {
  readonly id: string;
  readonly taskId: string;
  readonly state: { readonly histories: readonly { readonly state: string }[] };
}

const replay = (args: object): Promise<Told> => kestra.get("replay_execution", { ...args });
const refused = (args: object): Promise<string> => kestra.refusal("replay_execution", { ...args });

/** The execution that a replay made, once it has ended. */
async function replayed(args: object): Promise<Data> {
  const { executions } = await replay(args);
  return waitFor(executions[0]?.id ?? "");
}

function runOf(execution: Data, taskId: string): Run | undefined {
  const { taskRunList } = execution as unknown as { taskRunList: readonly Run[] };
  return taskRunList.find((it) => it.taskId === taskId);
}

function statesOf(execution: Data, taskId: string): readonly string[] {
  return (runOf(execution, taskId)?.state.histories ?? []).map(({ state }) => state);
}

/** How many executions a flow has, once no more are on their way. */
async function countOf(flow_id: string, expected: number): Promise<void> {
  await listed({ flow_id }, (rows) => rows.length >= expected);
  const { total } = await kestra.get("list_executions", { namespace: kestra.namespace, flow_id });
  expect(total).toBe(expected);
}

describe("replay_execution with a plan", () => {
  check(
    "shows what would run again, from where, with which inputs and revision; then it is replayed so",
    async () => {
      await createFlow("planned", steps("old"));
      const one = await run("planned", { inputs: { word: "one", size: 7 } });
      await createFlow("planned", steps("new"));
      const wish = { ids: [one.id], from_task: "last", revision: 2, inputs: { word: "two" } };
      const { plan, executions, count } = await replay({ ...wish, plan: true });
      expect([count, executions]).toEqual([0, []]);
      expect(plan).toEqual([
        {
          replayOf: one.id,
          namespace: kestra.namespace,
          flowId: "planned",
          state: "SUCCESS",
          flowRevision: 1,
          revision: 2,
          from: { taskId: "last", taskRunId: runOf(one, "last")?.id },
          inputs: { word: "two", size: 7 },
          runsAgain: ["last"],
          kept: expect.arrayContaining(["first", "sides", "left", "right"]) as string[],
        },
      ]);
      await countOf("planned", 1);
      const made = await replayed(wish);
      expect(made.outputs).toEqual({ shown: "new first one two 7" });
      expect(made.flowRevision).toBe(2);
      await countOf("planned", 2);
    },
  );

  check("of the newest one of a flow names it, and starts at the beginning", async () => {
    const { id } = await run("steps");
    const { plan, message } = await replay({ namespace: kestra.namespace, flow_id: "steps", plan: true });
    expect(message).toMatch(new RegExp(`^Nothing was replayed.* execution ${id}, the newest one of`));
    expect(plan[0]?.runsAgain).toEqual(["first", "sides", "left", "right", "last"]);
    expect(plan[0]?.kept).toEqual([]);
  });
});

describe("replay_execution from a task", () => {
  check("takes the id of the task or of its task run, and keeps what came before", async () => {
    const one = await run("steps", { inputs: { word: "one" } });
    for (const from_task of ["last", runOf(one, "last")?.id]) {
      const made = await replayed({ ids: [one.id], from_task });
      expect(made.state.current).toBe("SUCCESS");
      expect(statesOf(made, "first")).not.toContain("RESTARTED");
      expect(statesOf(made, "last")).toContain("RESTARTED");
    }
  });

  check("names those that ran where there is no such task, and replays none", async () => {
    await createFlow("plain", hello);
    const one = await run("plain");
    expect(await refused({ ids: [one.id], from_task: "none" })).toMatch(
      /no task none ran.*those that ran are hello.*Nothing was replayed/,
    );
    await countOf("plain", 1);
  });
});

describe.skipIf(process.env.KESTRA_E2E_LINE === "2.0")("replay_execution from a task of a loop", () => {
  check("lists its task runs, and starts at the one that is named", async () => {
    await createFlow("each", each);
    const one = await run("each");
    const { taskRunList } = one as unknown as { taskRunList: readonly Run[] };
    const runs = taskRunList.filter(({ taskId }) => taskId === "say");
    expect(runs).toHaveLength(3);
    const text = await refused({ ids: [one.id], from_task: "say" });
    expect(text).toContain("task say ran 3 times");
    for (const { id } of runs) expect(text).toContain(id);
    await countOf("each", 1);
    const { plan } = await replay({ ids: [one.id], from_task: runs[1]?.id, plan: true });
    expect(plan[0]).toMatchObject({
      from: { taskId: "say", value: "b" },
      runsAgain: ["loop", "say", "last"],
      notes: [expect.stringContaining("In the loop loop it starts at one iteration") as string],
    });
    await countOf("each", 1);
  });
});

describe("replay_execution with other inputs", () => {
  check("keeps those that are not changed, and names each that is wrong", async () => {
    const one = await run("steps", { inputs: { word: "one", size: 5 } });
    const made = await replayed({ ids: [one.id], inputs: { word: "two" } });
    expect(made.outputs).toEqual({ shown: "old first two two 5" });
    const text = await refused({ ids: [one.id], inputs: { size: "many", colour: "red" } });
    expect(text).toMatch(/Nothing was replayed\..*input size \(INT\): /);
    expect(text).toContain("there is no input colour, it takes word, size");
  });
});

describe("replay_execution with breakpoints", () => {
  check("stops before the task, and refuses one that the flow does not have", async () => {
    const one = await run("steps");
    const { executions } = await replay({ ids: [one.id], breakpoints: ["last"] });
    const id = executions[0]?.id ?? "";
    await waitFor(id, ["BREAKPOINT"]);
    await kestra.get("resume_execution", { execution_ids: [id] });
    expect((await waitFor(id)).state.current).toBe("SUCCESS");
    expect(await refused({ ids: [one.id], breakpoints: ["lost"] })).toContain(
      "has no task lost to stop before",
    );
    expect(await refused({ ids: [one.id], revision: 99, plan: true })).toContain("no such revision");
  });
});

describe("replay_execution by a filter", () => {
  check("shows what matches, with the exact total; only the call that names the ids replays", async () => {
    const failing = "tasks:\n  - id: fail\n    type: io.kestra.plugin.core.execution.Fail\n";
    await createFlow("failing", failing);
    await createFlow("noise", hello);
    const failed = [(await run("failing")).id, (await run("failing")).id];
    await run("noise");
    const filter = { namespace: kestra.namespace, state: "FAILED" };
    const preview = await until(
      () => replay(filter),
      ({ total }) => total >= 2,
    );
    expect(preview).toMatchObject({ total: 2, count: 0, executions: [] });
    expect(preview.message).toContain("Nothing was replayed. Show these to the user");
    const ids = preview.matches.map(({ id }) => id);
    expect(ids).toEqual(failed);
    expect((await replay({ ...filter, offset: 1 })).matches.map(({ id }) => id)).toEqual([failed[1]]);
    await countOf("failing", 2);
    expect(await refused({ ...filter, ids })).toContain("Either ids are replayed, or a filter finds them");
    const { count, executions } = await replay({ ids });
    expect(count).toBe(2);
    for (const { id } of executions) await waitFor(id);
    await countOf("failing", 4);
    await countOf("noise", 1);
  });

  check("says so where nothing matches", async () => {
    expect(await replay({ namespace: kestra.namespace, state: "CANCELLED" })).toMatchObject({
      matches: [],
      total: 0,
      message: "Nothing matches, and nothing was replayed.",
    });
  });
});

describe("restart_execution of one that succeeded", () => {
  check("is refused with its state and the right alternative, which then runs", async () => {
    await createFlow("fine", hello);
    const one = await run("fine");
    const text = await kestra.refusal("restart_execution", { execution_id: one.id });
    expect(text).toMatch(/is in state `SUCCESS`\. It has ended: `replay_execution` runs it again/);
    await countOf("fine", 1);
    expect((await replayed({ ids: [one.id] })).state.current).toBe("SUCCESS");
  });
});
