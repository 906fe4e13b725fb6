import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import {
  createFlow,
  execute,
  flowYaml,
  hello,
  listed,
  run,
  sleeping,
  until,
  waitFor,
} from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const limited = `
concurrency:
  limit: 1
  behavior: QUEUE
${sleeping("PT30S").trimStart()}`;

const failing = `
tasks:
  - id: call_api
    type: io.kestra.plugin.core.execution.Fail
    errorMessage: The upstream answered 503 Service Unavailable
`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("failing", failing);
  for (const flow of ["nightly_load", "other_load"]) await createFlow(flow, limited);
  await createFlow("data_sync", hello);
  await createFlow("data_synthesis", hello);
  await createFlow(
    "caller",
    `
tasks:
  - id: call
    type: io.kestra.plugin.core.flow.Subflow
    namespace: ${kestra.namespace}
    flowId: plain
`,
  );
});

const list = (more: object = {}): Promise<Data> =>
  kestra.get("list_executions", { namespace: kestra.namespace, ...more });
const ids = (rows: readonly Partial<Data>[]): readonly unknown[] => rows.map(({ id }) => id);

describe("the last failing execution", () => {
  check("is found among others, with the task that failed and why", async () => {
    for (let i = 0; i < 3; i++) await run("plain");
    const { id } = await run("failing");
    await run("plain");
    const [failed] = await listed({ state: ["FAILED"], count: 1 }, (rows) => rows.length > 0);
    expect(failed).toMatchObject({ id, namespace: kestra.namespace, flowId: "failing" });
    const told = await until(
      () => list({ state: "FAILED", count: 1 }),
      ({ results }) => JSON.stringify(results).includes("503"),
    );
    expect(told).toMatchObject({
      results: [
        {
          failure: {
            taskId: "call_api",
            message: expect.stringContaining("503 Service Unavailable") as string,
          },
        },
      ],
      total: 1,
    });
  });
});

describe("list_executions", () => {
  check("keeps to labels, of which an execution must have all", async () => {
    const { id } = await run("plain", { labels: { team: "a", env: "test" } });
    await run("plain", { labels: { team: "a", env: "prod" } });
    await listed({ labels: { team: "a" } }, (rows) => rows.length === 2);
    expect(ids((await list({ labels: { team: "a", env: "test" } })).results)).toEqual([id]);
    expect(await list({ labels: { team: "b" } })).toMatchObject({ results: [], total: 0 });
  });

  check("finds an execution by a text, and those that it started", async () => {
    const parent = await run("caller");
    const [child] = await listed({ parent: parent.id }, (rows) => rows.length > 0);
    expect(child).toMatchObject({ flowId: "plain" });
    expect(ids((await list({ query: parent.id })).results)).toContain(parent.id);
  });

  check("keeps to what a trigger started", async () => {
    const awaited = `
      - namespace: ${kestra.namespace}
        flowId: plain
        states: [SUCCESS]`;
    const waits =
      kestra.target.line === "2.0"
        ? `dependsOn:${awaited}`
        : `preconditions:\n      id: ended\n      flows:${awaited}`;
    await createFlow(
      "after_plain",
      `${hello}triggers:\n  - id: on_plain\n    type: io.kestra.plugin.core.trigger.Flow\n    ${waits}\n`,
    );
    await execute("after_plain");
    await run("plain");
    const rows = await listed({ flow_id: "after_plain", trigger: "on_plain" }, (found) => found.length > 0);
    expect(rows).toEqual([expect.objectContaining({ triggerId: "on_plain" })]);
    expect((await list({ trigger: "nothing" })).results).toEqual([]);
  });

  check("keeps to a kind where Kestra can, and says where it cannot", async () => {
    const kind = { namespace: kestra.namespace, kind: "TEST" };
    if (kestra.target.line === "1.0")
      expect(await kestra.refusal("list_executions", kind)).toContain("does not search by kind");
    else expect(await list(kind)).toMatchObject({ results: [], total: 0 });
  });

  check("lists the executions of the tenant where no namespace is given", async () => {
    const { id } = await run("plain");
    await listed({ namespace: undefined, count: 50 }, (rows) => ids(rows).includes(id));
  });

  check("refuses a state that there is not", async () => {
    expect(await kestra.refusal("list_executions", { state: ["FAILD"] })).toContain("FAILED, KILLED");
  });
});

describe("all queued executions of one flow", () => {
  check("are killed, and no other execution is touched", async () => {
    const queuedOf = (flow_id: string, count: number) =>
      listed({ flow_id, state: ["QUEUED"] }, (rows) => rows.length === count);
    for (let i = 0; i < 6; i++) await execute("nightly_load");
    for (let i = 0; i < 2; i++) await execute("other_load");
    const others = ids(await queuedOf("other_load", 1));
    const queued = ids(await queuedOf("nightly_load", 5)) as string[];
    const [running] = await listed(
      { flow_id: "nightly_load", state: ["RUNNING"] },
      (rows) => rows.length === 1,
    );
    for (const execution_id of queued)
      await kestra.get("manage_executions", { action: "kill", execution_id });
    for (const id of queued) expect((await waitFor(id, ["KILLED"])).state.current).toBe("KILLED");
    expect(ids(await queuedOf("other_load", 1))).toEqual(others);
    expect((await waitFor(String(running?.id), ["RUNNING"])).state.current).toBe("RUNNING");
    await queuedOf("nightly_load", 0);
  });
});

describe("a flow for the failures of a namespace", () => {
  check("is deployed, and runs for one that fails alone", async () => {
    const { namespace } = kestra;
    const awaited = `
      - namespace: ${namespace}
        states: [FAILED]`;
    const waits =
      kestra.target.line === "2.0"
        ? `dependsOn:${awaited}`
        : `preconditions:\n      id: failed\n      flows:${awaited}`;
    const yaml_definition = flowYaml(
      "on_failure",
      `${hello}triggers:\n  - id: failures\n    type: io.kestra.plugin.core.trigger.Flow\n    ${waits}\n`,
    );
    expect(await kestra.get("validate_flow", { yaml_definition })).toMatchObject({ valid: true });
    await kestra.get("create_flow_from_yaml", { yaml_definition });
    const { result } = await kestra.get<{ result: string }>("manage_flow", {
      action: "get_yaml",
      flow_id: `${namespace}/on_failure`,
    });
    expect(result).toMatch(/trigger\.Flow[^]*FAILED/);
    await run("plain");
    const { id } = await run("failing");
    const [row] = await listed({ flow_id: "on_failure" }, (rows) => rows.length > 0);
    expect(row).toMatchObject({ triggerId: "failures" });
    expect(ids((await list({ parent: id })).results)).toEqual([row?.id]);
  });
});

describe("a flow that is named as people say it", () => {
  check("is found and started once, and nobody waits", async () => {
    const found = await kestra.get<{ matches: readonly { namespace: string; flow_id: string }[] }>(
      "find_flow",
      {
        query: "data sync",
        namespace: kestra.namespace,
      },
    );
    const [best] = found.matches;
    expect(best).toMatchObject({ namespace: kestra.namespace, flow_id: "data_sync" });
    const { id } = await kestra.get<{ id: string }>("execute_flow", {
      ...best,
      score: undefined,
      wait: false,
    });
    const rows = await listed({ flow_id: "data_sync" }, (all) => all.length > 0);
    expect(ids(rows)).toEqual([id]);
    expect((await list({ flow_id: "data_synthesis" })).total).toBe(0);
  });
});
