import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, hello, listed, noExecution, run, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const said = (word: string): string => `
inputs:
  - id: word
    type: STRING
    defaults: nothing
tasks:
  - id: show
    type: io.kestra.plugin.core.debug.Return
    format: "${word} {{ inputs.word }}"
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.show.value }}"
`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("never_run", hello);
});

/** What a replay tells. */
interface Replayed {
  readonly count?: number;
  readonly message?: string;
  readonly result?: object;
  readonly executions: readonly { readonly id: string; readonly replayOf: string; readonly state: string }[];
}

const replay = <T = Data>(args: object): Promise<T> => kestra.get("replay_execution", { ...args });
const refused = (args: object): Promise<string> => kestra.refusal("replay_execution", { ...args });
const ofFlow = (flow_id: string) => ({ namespace: kestra.namespace, flow_id });

/** All executions of a flow, the newest first, once there are so many and each has ended. */
async function executionsOf(flow: string, count: number): Promise<readonly Data[]> {
  const results = await listed({ flow_id: flow, full: true }, (rows) => rows.length >= count);
  for (const { id } of results) await waitFor(id);
  expect(results).toHaveLength(count);
  return results;
}

describe("replay_execution by ids", () => {
  check("runs each again as a new execution, with its inputs", async () => {
    await createFlow("several", said("said"));
    const one = await run("several", { inputs: { word: "one" }, labels: { nth: "1" } });
    const two = await run("several", { inputs: { word: "two" } });
    const { count, executions } = await replay<Replayed>({ ids: [one.id, two.id, one.id] });
    expect(count).toBe(2);
    const made = (await executionsOf("several", 4)).filter(({ id }) => id !== one.id && id !== two.id);
    expect(made.map(({ inputs }) => inputs.word).sort()).toEqual(["one", "two"]);
    for (const [i, { id, replayOf }] of executions.entries()) {
      expect(replayOf).toBe([one.id, two.id][i]);
      expect(made.find((it) => it.id === id)?.inputs.word).toBe(["one", "two"][i]);
    }
    for (const { labels } of made) expect(labels).toContainEqual({ key: "system.replay", value: "true" });
    const copy = made.find(({ inputs }) => inputs.word === "one");
    expect(copy?.labels).toContainEqual({ key: "nth", value: "1" });
  });

  check("runs the revision that ran, or the newest", async () => {
    await createFlow("revised", said("old"));
    const { id } = await run("revised");
    await createFlow("revised", said("new"));
    for (const [latest_revision, revision] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const { count, executions } = await replay<Replayed>({ ids: [id], latest_revision });
      expect(count).toBe(1);
      expect(executions.map(({ replayOf }) => replayOf)).toEqual([id]);
      expect((await waitFor(executions[0]?.id ?? "")).flowRevision).toBe(revision);
    }
    await executionsOf("revised", 3);
  });

  check("says which ids are none, and replays nothing", async () => {
    await createFlow("with_bad_ids", hello);
    const { id } = await run("with_bad_ids");
    const text = await refused({ ids: [id, noExecution, "invalid_id"] });
    expect(text).toContain(`execution not found: "${noExecution}"`);
    expect(text).toContain('execution not found: "invalid_id"');
    expect(text).toContain("None of them was replayed.");
    expect(text).not.toContain(`not found: "${id}"`);
    await executionsOf("with_bad_ids", 1);
  });
});

describe("replay_execution of a flow", () => {
  check("runs the newest again, and names it", async () => {
    await createFlow("daily", said("said"));
    await run("daily", { inputs: { word: "first" } });
    const { id } = await run("daily", { inputs: { word: "second" } });
    const answer = await replay<Replayed>(ofFlow("daily"));
    expect(answer.result).toEqual({ count: 1 });
    const [made] = answer.executions;
    expect(made?.replayOf).toBe(id);
    expect(answer.message).toMatch(
      new RegExp(
        `^Replayed execution ${id}, the newest one of ${kestra.namespace}/daily, which started at \\S+\\. The new execution is ${made?.id}\\.$`,
      ),
    );
    const [newest] = await executionsOf("daily", 3);
    expect(newest?.id).toBe(made?.id);
    expect(newest?.inputs.word).toBe("second");
    expect(newest?.labels).toContainEqual({ key: "system.replay", value: "true" });
  });

  check("never replays another flow's execution where it has none", async () => {
    await run("plain");
    expect(await refused(ofFlow("never_run"))).toContain(
      `No executions found for ${kestra.namespace}/never_run`,
    );
    expect(await refused(ofFlow("nothing_here"))).toContain("No executions found for");
    const { total } = await kestra.get("list_executions", ofFlow("never_run"));
    expect(total).toBe(0);
  });

  check("leaves child namespaces alone", async () => {
    const child = `${kestra.namespace}.child`;
    await createFlow("only_in_child", hello, child);
    const flow = { namespace: child, flow_id: "only_in_child" };
    await kestra.get("execute_flow", { ...flow, wait: true });
    expect(await refused(ofFlow("only_in_child"))).toContain("No executions found for");
    await listed(flow, (rows) => rows.length === 1);
  });

  check("needs both the namespace and the flow", async () => {
    for (const args of [{}, { ids: [] }, { ids: null }, { namespace: "a" }, { flow_id: "a" }]) {
      expect(await refused(args)).toContain(
        "If ids is not provided, both namespace and flow_id are required",
      );
    }
  });
});
