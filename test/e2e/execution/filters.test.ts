import { beforeAll, describe, expect } from "vitest";
import { createFlow, hello, listed, run } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const failing = `
tasks:
  - id: call_api
    type: io.kestra.plugin.core.execution.Fail
`;

interface Runs {
  readonly results: readonly { readonly executionId: string; readonly taskId: string }[];
}

interface Window {
  readonly from: string;
  readonly to: string;
  readonly total: number;
}

const ids: Record<string, unknown> = {};

beforeAll(async () => {
  await createFlow("sync_a", hello);
  await createFlow("sync_b", failing);
  await createFlow("report", hello, `${kestra.namespace}.child`);
  ids.prod = (await run("sync_a", { labels: { env: "prod" } })).id;
  ids.test = (await run("sync_a", { labels: { env: "test" } })).id;
  ids.failed = (await run("sync_b")).id;
  ids.report = (await run("report", { namespace: `${kestra.namespace}.child` })).id;
  await listed({}, (rows) => rows.length === 4);
});

const found = async (more: object): Promise<readonly string[]> => {
  const { results } = await kestra.get("list_executions", { namespace: kestra.namespace, ...more });
  return results.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? id).sort();
};
const refused = (more: object): Promise<string> =>
  kestra.refusal("list_executions", { namespace: kestra.namespace, ...more });

describe("filters in Kestra's own form", () => {
  check("leave out, and find by a part of a name", async () => {
    expect(await found({ filters: [`namespace[NOT_IN]=${kestra.namespace}.child`] })).toEqual([
      "failed",
      "prod",
      "test",
    ]);
    expect(await found({ filters: ["flowId[STARTS_WITH]=sync_"] })).toEqual(["failed", "prod", "test"]);
    expect(await found({ filters: ["flowId[ENDS_WITH]=_b"] })).toEqual(["failed"]);
    expect(await found({ filters: ["flowId[CONTAINS]=ync", "flowId[NOT_EQUALS]=sync_b"] })).toEqual([
      "prod",
      "test",
    ]);
    expect(await found({ filters: ["flowId[REGEX]=^re.*t$"] })).toEqual(["report"]);
  });

  check("stand beside typed arguments, of which states may be negated", async () => {
    expect(await found({ state: ["!success"], filters: ["flowId[STARTS_WITH]=sync_"] })).toEqual(["failed"]);
    expect(await found({ labels: { env: "prod" }, filters: ["state[NOT_IN]=FAILED,KILLED"] })).toEqual([
      "prod",
    ]);
    expect(await refused({ state: ["FAILED"], filters: ["state[NOT_EQUALS]=failed"] })).toContain(
      "nothing fits all that is asked of state",
    );
  });

  check("leave out a label where Kestra can", async () => {
    const others = await found({ filters: ["labels[NOT_EQUALS][env]=prod"] });
    // 1.0 finds nothing that has not the label at all.
    expect(others).not.toContain("prod");
    if (kestra.target.line !== "1.0") expect(others).toEqual(["failed", "report", "test"]);
  });

  check("are refused, before Kestra finds everything, where the line does not take them", async () => {
    expect(await refused({ filters: ["flowid=sync_a"] })).toContain("Write field[OPERATION]=value");
    expect(await refused({ filters: ["flow[EQUALS]=sync_a"] })).toContain("Did you mean flowId?");
    expect(await refused({ filters: ["state[CONTAINS]=FAIL"] })).toContain(
      "state takes EQUALS, IN, NOT_EQUALS, NOT_IN, not CONTAINS",
    );
    const several = { filters: ["flowId[IN]=sync_b,report"] };
    if (kestra.target.line === "1.0") expect(await refused(several)).toContain("flowId takes CONTAINS");
    else expect(await found(several)).toEqual(["failed", "report"]);
  });

  check("find the executions whose task runs are searched", async () => {
    const filters = ["flowId[STARTS_WITH]=sync_"];
    const { results } = await kestra.get<Runs>("search_task_runs", {
      namespace: kestra.namespace,
      filters,
      state: ["!SUCCESS"],
      start_date: "1h",
    });
    expect(results.map(({ executionId, taskId }) => [executionId, taskId])).toEqual([
      [ids.failed, "call_api"],
    ]);
  });
});

describe("a length of time", () => {
  check("is a date that lies so far back, and the time is said", async () => {
    const { from, to, total } = await kestra.get<Window>("list_executions", {
      namespace: kestra.namespace,
      start_date: "24h",
    });
    expect(total).toBe(4);
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
    expect(await found({ time_range: "1h" })).toHaveLength(4);
    expect(await found({ start_date: "48h", end_date: "24h" })).toEqual([]);
    expect(await refused({ start_date: "P1M" })).toContain("no month or year has a fixed length");
  });
});
