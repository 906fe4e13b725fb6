import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, hello, noExecution, run, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const retrying = `
tasks:
  - id: begin
    type: io.kestra.plugin.core.log.Log
    message: begin
  - id: flaky
    type: io.kestra.plugin.core.execution.Fail
    retry:
      type: constant
      interval: PT0.1S
      maxAttempts: 3
`;

beforeAll(async () => {
  await createFlow("plain", hello);
  await createFlow("retrying", retrying);
});

const search = (more: object = {}): Promise<Data> =>
  kestra.get("search_task_runs", { namespace: kestra.namespace, ...more });

describe("search_task_runs", () => {
  check("finds those that failed among others, with their attempts", async () => {
    await run("plain");
    const { id } = await run("retrying");
    await run("plain");
    const found = await until(
      () => search({ state: ["FAILED"], start_date: "2020-01-01" }),
      ({ results }) => results.length > 0,
    );
    expect(found).toMatchObject({
      results: [{ executionId: id, flowId: "retrying", taskId: "flaky", state: "FAILED", attempts: 3 }],
      total: 1,
    });
    const all = await until(
      () => search({ flow_id: "plain" }),
      ({ results }) => results.length === 2,
    );
    expect(all).toMatchObject({ total: 2, executions: 2 });
    expect(await search({ task_id: "begin" })).toMatchObject({
      results: [{ executionId: id, state: "SUCCESS" }],
    });
    expect(await search({ task_id: "nothing" })).toMatchObject({ results: [], total: 0 });
  });

  check("gives those of one execution, and says that there is none", async () => {
    const { id } = await run("retrying");
    expect(await search({ execution_id: id })).toMatchObject({
      results: [{ taskId: "begin" }, { taskId: "flaky" }],
      executions: 1,
    });
    expect(await kestra.refusal("search_task_runs", { execution_id: noExecution })).toContain("404");
  });
});
