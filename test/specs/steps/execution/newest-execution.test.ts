import { describe, expect, it } from "vitest";
import { tool as replay } from "../../../../specs/replay/replay_execution.ts";
import { tool as restart } from "../../../../specs/restart/restart_execution.ts";
import { tool as resume } from "../../../../specs/resume/resume_execution.ts";
import { newestExecution } from "../../../../specs/steps/execution/newest-execution.ts";
import { ask } from "../../fake-kestra.ts";

const wanted = { namespace: "company.team", flow_id: "hello" };
const row = (namespace: string, flowId: string, current: string) => ({
  id: `${namespace}.${flowId}.${current}`,
  namespace,
  flowId,
  state: { current },
});
const none: readonly object[] = [];
/** What is told of a flow that is not deleted. */
const there = { revision: 1, deleted: false };

/** An execution of the flow that started in this minute. */
const run = (minute: number, state = "SUCCESS") => ({
  id: `run${minute}`,
  namespace: "company.team",
  flowId: "hello",
  state,
  startDate: `2026-05-01T10:0${minute}:00Z`,
});
type Run = ReturnType<typeof run>;

/** What Kestra tells in each look: what its store has, and what its searches have found, the oldest first. */
interface Moment {
  readonly stored: readonly Run[];
  readonly found: readonly Run[];
}

const newest = async (
  moments: readonly Moment[],
  { state, line = "2.0", loops = [] }: { state?: string; line?: string; loops?: readonly string[] } = {},
) => {
  let waited = 0;
  const now = () => moments[Math.min(waited, moments.length - 1)] ?? { stored: [], found: [] };
  const execution = await newestExecution(
    { ...wanted, ...(state === undefined ? {} : { state }) },
    {
      latest: () => Promise.resolve({ results: now().stored.slice(-1) }),
      newest: (of) => {
        const rows = now().found.filter((it) => of.state === undefined || it.state === of.state);
        return Promise.resolve({ results: rows.slice(-1) });
      },
      kind: ({ execution_id }) => Promise.resolve(loops.includes(execution_id) ? { kind: "LOOP" } : {}),
    },
    {
      instance: { line },
      sleep: () => {
        waited++;
        return Promise.resolve();
      },
    },
  );
  return { id: execution?.id, waited };
};

describe("the newest execution", () => {
  it("is the one that both routes know, and again a moment later", async () => {
    const all = [run(1), run(2)];
    expect(await newest([{ stored: all, found: all }])).toEqual({ id: "run2", waited: 1 });
  });

  it("is taken from the store where no search finds it yet", async () => {
    expect(await newest([{ stored: [run(1), run(2)], found: [run(1)] }])).toMatchObject({ id: "run2" });
    expect(await newest([{ stored: [run(1)], found: [] }])).toMatchObject({ id: "run1" });
  });

  it("is waited for where no route knows it at first", async () => {
    const late = { stored: [run(1), run(2)], found: [run(1), run(2)] };
    const moments = [{ stored: [run(1)], found: [run(1)] }, late];
    expect(await newest(moments)).toEqual({ id: "run2", waited: 2 });
  });

  it("in a state is found only once the search knows what the store has", async () => {
    const stored = [run(1, "FAILED"), run(2, "FAILED"), run(3)];
    const moments = [
      { stored, found: [run(1, "FAILED"), run(2, "RUNNING")] },
      { stored, found: [run(1, "FAILED"), run(2, "FAILED"), run(3, "RUNNING")] },
      { stored, found: stored },
    ];
    expect(await newest(moments.slice(0, 1), { state: "FAILED" })).toEqual({ id: "run1", waited: 5 });
    expect(await newest(moments, { state: "FAILED" })).toMatchObject({ id: "run2" });
  });

  it("in a state is the newest of the store where that is in it", async () => {
    const moment = { stored: [run(1), run(2, "PAUSED")], found: [run(1), run(2, "RUNNING")] };
    expect(await newest([moment], { state: "PAUSED" })).toEqual({ id: "run2", waited: 1 });
  });

  it("is no iteration of a loop, which searches leave out", async () => {
    const moment = { stored: [run(1), run(2)], found: [run(1)] };
    expect(await newest([moment], { loops: ["run2"] })).toEqual({ id: "run1", waited: 1 });
    expect(await newest([moment], { loops: ["run2"], line: "1.3" })).toMatchObject({ id: "run2" });
  });

  it("is none where there is none", async () => {
    expect(await newest([])).toEqual({ id: undefined, waited: 1 });
  });
});

// What a Kestra answers that does not know a filter: whatever there is.
const others = [
  row("company.team", "other", "FAILED"),
  row("company.team.child", "hello", "PAUSED"),
  row("company.team", "hello", "RUNNING"),
];

describe.each(["1.0", "1.3", "2.0"])("on a %s that ignored a filter", (line) => {
  const ignoring = { results: others.slice(0, 2), total: 2 };

  it("nothing is replayed", async () => {
    await expect(ask(replay, wanted, [none, ignoring, there], line)).rejects.toThrow(
      "No executions found for",
    );
  });

  it("nothing is restarted", async () => {
    const answers = [none, { results: others }, { results: others }, there];
    await expect(ask(restart, wanted, answers, line)).rejects.toThrow(
      "No failed executions found for company.team/hello",
    );
  });

  it("nothing is resumed", async () => {
    const answers = [none, { results: others }, { results: others }];
    await expect(ask(resume, wanted, answers, line)).rejects.toThrow(
      "No paused executions found for company.team/hello",
    );
  });
});

it("what was found paused, but is not any more, is not resumed", async () => {
  const found = { results: [row("company.team", "hello", "PAUSED")] };
  const call = ask(resume, wanted, [none, found, { state: { current: "RUNNING" } }]);
  await expect(call).rejects.toThrow(
    "is in state `RUNNING`: only a paused one can be resumed. It is under way: `follow_execution_logs`",
  );
});

describe("the answer says which one was taken, and when it started", () => {
  const started = { ...row("company.team", "hello", "FAILED"), id: "5xYz" };
  const at = { current: "FAILED", startDate: "2026-05-01T10:00:00Z" };
  const found = { results: [{ ...started, state: at }] };
  const when = "which started at 2026-05-01T10:00:00Z";

  it("of a replay", async () => {
    const { output } = await ask(replay, wanted, [
      none,
      found,
      started,
      { revision: 1 },
      { ...started, id: "7aBc", state: { current: "CREATED" } },
    ]);
    expect(output.message).toBe(
      `Replayed execution 5xYz, the newest one of company.team/hello, ${when}. The new execution is 7aBc.`,
    );
  });

  it("of a restart", async () => {
    const { output } = await ask(restart, wanted, [none, found, { revision: 1 }, started]);
    expect(output.message).toBe(
      `Restarted execution 5xYz, the newest failed one of company.team/hello, ${when}.`,
    );
  });

  it("of a resumed pause", async () => {
    const paused = { ...started, state: { ...at, current: "PAUSED" } };
    const answers = [none, { results: [paused] }, paused, { status: 204 }, { status: 204 }];
    const { output } = await ask(resume, wanted, answers);
    expect(output).toEqual({
      "5xYz": { status: "resumed" },
      count: 1,
      executions: [{ id: "5xYz", status: "resumed" }],
      message: `Resumed execution 5xYz, the newest paused one of company.team/hello, ${when}.`,
    });
  });
});
