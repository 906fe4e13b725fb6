import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import {
  createFlow,
  execute,
  hello,
  run,
  sleeping,
  until,
  untilTaskRuns,
  waitFor,
} from "../support/flows.ts";
import { approval, both, paused, pausedAtBoth, plainPause, stateOf, type Side } from "../support/paused.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

beforeAll(async () => {
  await createFlow("publish", approval);
  await createFlow("hold", plainPause);
  await createFlow("both", both);
  await createFlow("plain", hello);
});

const resume = (args: object): Promise<Data> => kestra.get("resume_execution", { ...args });
/** What `list_pending_approvals` tells. */
interface Pending {
  readonly total: number;
  readonly results: readonly { readonly id: string; readonly waitsFor: readonly Question[] }[];
}

interface Question {
  readonly taskRunId?: string;
  readonly since?: string;
  readonly inputs?: readonly object[];
  readonly timeoutAt?: string;
}

/** What waits in a flow, once so many are found. */
async function pending(flow_id: string, count: number): Promise<Pending> {
  const of = { namespace: kestra.namespace, flow_id };
  return until(
    () => kestra.get<Pending>("list_pending_approvals", of),
    ({ total }) => total === count,
  );
}

const kill = (execution_id: string): Promise<Data> =>
  kestra.get("manage_executions", { action: "kill", execution_id });

describe("list_pending_approvals", () => {
  check(
    "shows the question, its inputs, since when, and what a timeout does; nothing goes on by that",
    async () => {
      await run("plain");
      const id = await paused("publish");
      const { results, total } = await pending("publish", 1);
      expect(total).toBe(1);
      const [found] = results;
      expect(found).toMatchObject({
        id,
        namespace: kestra.namespace,
        flowId: "publish",
        flowRevision: 1,
        state: "PAUSED",
      });
      const [asked, ...others] = found?.waitsFor ?? [];
      expect(others).toEqual([]);
      const { taskRunList } = await waitFor(id, ["PAUSED"]);
      expect(asked).toMatchObject({
        taskId: "approve",
        taskRunId: taskRunList[0]?.id,
        question: "Shall the prices be published?",
        atTimeout: "The execution is cancelled.",
      });
      expect(asked?.inputs).toEqual([
        {
          id: "approved",
          type: "BOOL",
          required: false,
          defaults: expect.toSatisfy((it) => String(it) === "true") as string,
        },
        { id: "reason", type: "STRING", required: true, description: "Why, in one line" },
      ]);
      expect(Date.parse(asked?.timeoutAt ?? "") - Date.parse(asked?.since ?? "")).toBe(86_400_000);
      expect(await stateOf(id)).toBe("PAUSED");
      await resume({
        execution_ids: [id],
        task_run_id: asked?.taskRunId,
        on_resume: { reason: "fine" },
      });
      expect((await waitFor(id)).outputs).toEqual({ shown: "true fine" });
      expect((await pending("publish", 0)).results).toEqual([]);
    },
  );

  check("lists each task run that waits, and what was paused from outside", async () => {
    await createFlow("slow", sleeping("PT2S"));
    const { id: outside } = (await execute("slow")) as { id: string };
    await untilTaskRuns(outside);
    await kestra.get("manage_executions", { action: "pause", execution_id: outside });
    const { id, sides } = await pausedAtBoth();
    const {
      results: [two],
    } = await pending("both", 1);
    expect(two?.waitsFor).toMatchObject(
      sides.map(({ id: taskRunId, taskId }) => ({
        taskRunId,
        taskId,
        atTimeout: "It waits until somebody answers.",
      })),
    );
    const {
      results: [one],
    } = await pending("slow", 1);
    expect(one?.waitsFor).toEqual([
      {
        since: expect.any(String) as string,
        atTimeout: expect.stringContaining("paused from outside") as string,
      },
    ]);
    await Promise.all([kill(id), kill(outside)]);
  });

  check("finds those of all namespaces, and counts no other flow's", async () => {
    const id = await paused("hold");
    const everywhere = await until(
      () => kestra.get<Pending>("list_pending_approvals"),
      ({ results }) => results.some((it) => it.id === id),
    );
    expect(everywhere.total).toBeGreaterThan(0);
    expect((await pending("plain", 0)).total).toBe(0);
    await kill(id);
  });
});

describe("resume_execution of two task runs that wait", () => {
  check("names both and resumes none, then the one that is named, and the other after it", async () => {
    const { id, sides } = await pausedAtBoth();
    const [{ id: first, taskId: task }, { id: second }] = sides;
    const ambiguous = await kestra.refusal("resume_execution", { execution_ids: [id] });
    expect(ambiguous).toMatch(/2 task runs wait: .*Nothing was done: name the first of them in task_run_id/);
    for (const it of [first, second, "legal", "price"]) expect(ambiguous).toContain(it);
    expect(await kestra.refusal("resume_execution", { execution_ids: [id], task_run_id: second })).toContain(
      `answers task run ${first} (task ${task}) before ${second}`,
    );
    expect(await kestra.refusal("resume_execution", { execution_ids: [id], task_run_id: "none" })).toContain(
      "there is no task run none that waits",
    );
    expect(await stateOf(id)).toBe("PAUSED");
    const inputsOf = (side: Side) => (side.taskId === "price" ? { on_resume: { amount: 3 } } : {});
    expect(await resume({ execution_ids: [id], task_run_id: first, ...inputsOf(sides[0]) })).toMatchObject({
      count: 1,
      message: `In execution ${id} 1 more of its task runs wait.`,
    });
    await until(
      () => waitFor(id, ["PAUSED"]),
      ({ taskRunList }) => taskRunList.find((it) => it.id === first)?.state.current === "SUCCESS",
    );
    await resume({ execution_ids: [id], task_run_id: second, ...inputsOf(sides[1]) });
    expect((await waitFor(id)).state.current).toBe("SUCCESS");
  });

  check("takes a task run of one execution only", async () => {
    const text = await kestra.refusal("resume_execution", { execution_ids: ["a", "b"], task_run_id: "c" });
    expect(text).toContain("task_run_id is of one execution");
  });
});

describe("read-only mode", () => {
  check("shows what waits, and offers nothing that answers it", async () => {
    const id = await paused("hold");
    const server = await kestra.start({ KESTRA_MCP_READ_ONLY: "true" });
    try {
      const of = { namespace: kestra.namespace, flow_id: "hold" };
      const isThere = ({ total }: Pending) => total === 1;
      await until(() => server.get<Pending>("list_pending_approvals", of), isThere);
      for (const name of ["resume_execution", "reject_execution", "replay_execution", "restart_execution"])
        expect(await server.refusal(name, { execution_id: id, execution_ids: [id], ids: [id] })).toContain(
          "KESTRA_MCP_READ_ONLY",
        );
      expect(await stateOf(id)).toBe("PAUSED");
    } finally {
      await server.close();
    }
    await kill(id);
  });
});
