import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tool as replay } from "../../../specs/replay/replay_execution.ts";
import { ask } from "../fake-kestra.ts";

/** A flow or an execution, as it was recorded. */
interface Recorded {
  readonly taskRunList: readonly { readonly id: string }[];
}

const structure = JSON.parse(
  readFileSync(new URL("../../recordings/1.3/structure.json", import.meta.url), "utf8"),
) as {
  readonly exchanges: readonly { readonly name: string; readonly response: { readonly body: Recorded } }[];
};

function recorded(name: string): Recorded {
  const exchange = structure.exchanges.find((it) => it.name === name);
  if (exchange === undefined) throw new Error(`Nothing is recorded as ${name}.`);
  return exchange.response.body;
}

const traces = { revision: 1, deleted: false };
const verdict = { inputs: [{ input: { id: "word", type: "STRING" }, errors: [] }] };

describe("replay_execution of several", () => {
  it("says which were replayed before an answer that is not what its contract says", async () => {
    const execution = (id: string) => ({ ...recorded("get parallel"), id });
    const answers = [
      execution("a"),
      execution("b"),
      traces,
      { id: "new", state: { current: "CREATED" } },
      {},
    ];
    await expect(ask(replay, { ids: ["a", "b"] }, answers)).rejects.toThrow(
      /look before you try again\. Replayed before: a as new\.$/,
    );
  });
});

describe("replay_execution with a plan", () => {
  it("shows nothing that is encrypted", async () => {
    const key = { type: "io.kestra.datatype:aes_encrypted", value: "canary" };
    const { output } = await ask(replay, { ids: ["a"], plan: true }, [
      { ...recorded("get parallel"), inputs: { key } },
      traces,
      recorded("create the flow parallel"),
    ]);
    expect(output["plan"]).toMatchObject([{ inputs: { key: "(encrypted)" } }]);
  });

  it("sends only what reads", async () => {
    const parallel = { ...recorded("get parallel"), inputs: { word: "one" } };
    const wish = {
      ids: ["a"],
      from_task: "left",
      inputs: { word: "two" },
      breakpoints: ["after"],
      plan: true,
    };
    const { output, requests } = await ask(replay, wish, [
      parallel,
      traces,
      verdict,
      verdict,
      recorded("create the flow parallel"),
    ]);
    expect(requests).toEqual([
      "GET /executions/a",
      "GET /flows/company.team/parallel",
      "POST /executions/company.team/parallel/validate",
      "POST /executions/company.team/parallel/validate",
      "GET /flows/company.team/parallel",
    ]);
    expect(output).toMatchObject({
      count: 0,
      executions: [],
      message: expect.stringMatching(
        /^Nothing was replayed: .*Kestra 1\.3 stores the changed inputs in the execution that is replayed, too\.$/,
      ) as string,
      plan: [
        {
          from: { taskId: "left" },
          inputs: { word: "two" },
          runsAgain: ["both", "left", "after"],
          kept: ["right"],
          breakpoints: ["after"],
        },
      ],
    });
  });

  it("reads each revision of a flow once", async () => {
    const one = recorded("get parallel");
    const answers = [one, one, one, traces, recorded("create the flow parallel")];
    const { requests, output } = await ask(replay, { ids: ["a", "b", "c"], plan: true }, answers);
    expect(requests).toHaveLength(5);
    expect(output["plan"]).toHaveLength(3);
  });
});

describe("replay_execution from a task of a loop", () => {
  const forEach = recorded("get for_each");
  const [, first, second] = forEach.taskRunList.map(({ id }) => id);

  it("lists its task runs with their values, and replays none", async () => {
    const call = ask(replay, { ids: ["a"], from_task: "say" }, [forEach, traces]);
    await expect(call).rejects.toThrow(
      `In execution a task say ran 3 times: ${first} (value a, iteration 0, SUCCESS); ${second} (value b, iteration 1, SUCCESS); `,
    );
    await expect(call).rejects.toThrow(/Name one of these task runs in from_task\. Nothing was replayed\./);
  });

  it("starts at the task run that is named", async () => {
    const made = { id: "b", state: { current: "CREATED" } };
    const wish = { ids: ["a"], from_task: second, breakpoints: [] };
    const { queries, requests } = await ask(replay, wish, [forEach, traces, made]);
    expect(requests.at(-1)).toBe("POST /executions/a/replay");
    expect(queries.at(-1)).toEqual({ taskRunId: second });
  });
});

describe("replay_execution of many", () => {
  it("takes 50 ids at most", async () => {
    const ids = Array.from({ length: 51 }, (_, i) => `e${i}`);
    await expect(ask(replay, { ids }, [])).rejects.toThrow(/50 executions at most, and there are 51 in ids/);
  });

  const atOnce = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `e${from + i}`,
      namespace: "n",
      flowId: "f",
      state: { current: "FAILED", startDate: "2026-05-01T10:00:00Z" },
    }));

  it("pages through what a filter matches, also where all started in one instant", async () => {
    const wish = { state: "FAILED" };
    const first = await ask(replay, wish, [{ results: atOnce(0, 50), total: 120 }]);
    expect(first.queries[0]).toMatchObject({ page: "1", size: "50" });
    expect(first.output).toMatchObject({
      total: 120,
      truncated: "Matches 1 to 50 of 120, the oldest first. For the next ones call again with offset: 50.",
    });
    const second = await ask(replay, { ...wish, offset: 50 }, [{ results: atOnce(50, 50), total: 120 }]);
    expect(second.queries[0]).toMatchObject({ page: "2", size: "50" });
    expect(second.output["matches"]).toMatchObject([{ id: "e50" }, ...Array<object>(49).fill({})]);
    const last = await ask(replay, { ...wish, offset: 100 }, [{ results: atOnce(100, 20), total: 120 }]);
    expect(last.output["matches"]).toHaveLength(20);
    expect(last.output).not.toHaveProperty("truncated");
    expect(last.requests).toEqual(["GET /executions/search"]);
  });

  it.each([{ namespace: "company.team", flow_id: "load" }, { ids: ["e1"] }])(
    "are not skipped by a call without their filter, which runs nothing: %j",
    async (wish) => {
      await expect(ask(replay, { ...wish, offset: 50 }, [])).rejects.toThrow("offset skips matches");
    },
  );

  it("says that there is nothing so far on", async () => {
    const { output } = await ask(replay, { state: "FAILED", offset: 150 }, [{ results: [], total: 120 }]);
    expect(output).toMatchObject({ matches: [], truncated: "Of 120 there is nothing from 150 on." });
  });

  it("finds what started in a length of time before now, and says since when", async () => {
    const { output, queries } = await ask(replay, { start_date: "24h" }, [{ results: [], total: 0 }]);
    const since = "2026-04-30T10:00:00.000Z";
    expect(queries[0]).toMatchObject({ "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": since });
    expect(output.message).toBe(`Nothing matches, and nothing was replayed. Looked at from ${since} on.`);
  });

  it("takes a state in small letters, and names those that there are for one that there is not", async () => {
    const { queries } = await ask(replay, { state: "failed" }, [{ results: [], total: 0 }]);
    expect(queries[0]).toMatchObject({ "filters[state][EQUALS]": "FAILED" });
    await expect(ask(replay, { state: "BROKEN" }, [])).rejects.toThrow(
      'state "BROKEN" is not a state of Kestra: they are CREATED, ',
    );
  });

  it("takes one revision to run, not two", async () => {
    const call = ask(replay, { ids: ["a"], revision: 2, latest_revision: true }, []);
    await expect(call).rejects.toThrow("Either latest_revision or revision");
  });
});
