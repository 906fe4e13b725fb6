import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, execute, hello, run, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const failing = `
inputs:
  - id: name
    type: STRING
    required: false
tasks:
  - id: no
    type: io.kestra.plugin.core.execution.Fail
`;

let done: Data;
let failed: Data;

const ofFlow = (flow_id: string) => ({ namespace: kestra.namespace, flow_id });
const executionsOf = async (flow_id: string): Promise<readonly Data[]> =>
  (await kestra.get("list_executions", ofFlow(flow_id))).results;
const remove = (flow_id: string) => kestra.get("manage_flow", { action: "delete", ...ofFlow(flow_id) });

beforeAll(async () => {
  await createFlow("gone", hello);
  await createFlow("gone_failing", failing);
  await createFlow("there", hello);
  done = await run("gone");
  failed = await run("gone_failing");
  await until(
    () => executionsOf("gone_failing"),
    (rows) => rows.length === 1,
  );
  await remove("gone");
  await remove("gone_failing");
});

describe("a deleted flow, which Kestra itself would run", () => {
  const calls: Readonly<Record<string, () => readonly [string, string, object]>> = {
    "execute_flow starts nothing": () => ["gone", "execute_flow", ofFlow("gone")],
    "execute_flow starts nothing of a revision that it had": () => [
      "gone",
      "execute_flow",
      { ...ofFlow("gone"), revision: 1 },
    ],
    "execute_flow starts nothing with inputs": () => [
      "gone_failing",
      "execute_flow",
      { ...ofFlow("gone_failing"), inputs: { name: "Ada" } },
    ],
    "backfill_executions starts nothing": () => [
      "gone",
      "backfill_executions",
      { ...ofFlow("gone"), days: 1 },
    ],
    "replay_execution replays nothing by ids": () => ["gone", "replay_execution", { ids: [done.id] }],
    "replay_execution replays nothing of the flow": () => ["gone", "replay_execution", ofFlow("gone")],
    "restart_execution restarts nothing by id": () => [
      "gone_failing",
      "restart_execution",
      { execution_id: failed.id },
    ],
    "restart_execution restarts nothing of the flow": () => [
      "gone_failing",
      "restart_execution",
      ofFlow("gone_failing"),
    ],
    "restart_execution restarts nothing of the flow, also where no run failed": () => [
      "gone",
      "restart_execution",
      ofFlow("gone"),
    ],
    "change_taskrun_state lets nothing run on": () => [
      "gone_failing",
      "change_taskrun_state",
      { execution_id: failed.id },
    ],
  };
  for (const [name, call] of Object.entries(calls)) {
    check(name, async () => {
      const [flow_id, tool, args] = call();
      const text = await kestra.refusal(tool, { ...args });
      expect(text).toContain(`there is no flow ${kestra.namespace}/${flow_id} (404)`);
      expect(text).toMatch(/deleted, as revision 2/);
      expect(await executionsOf(flow_id)).toHaveLength(1);
    });
  }

  check("replay_execution replays nothing where one of several is of such a flow", async () => {
    const { id } = await run("there");
    expect(await kestra.refusal("replay_execution", { ids: [id, done.id] })).toContain("/gone (404)");
    const found = await until(
      () => executionsOf("there"),
      (all) => all.length > 0,
    );
    expect(found).toHaveLength(1);
  });

  check("manage_flow says where its YAML is still found", async () => {
    for (const action of ["get_yaml", "delete"]) {
      const text = await kestra.refusal("manage_flow", { action, ...ofFlow("gone") });
      expect(text).toMatch(/404[^]*of a deleted one action list_revisions shows the YAML/);
    }
  });

  check("its YAML is still shown, and made again it runs", async () => {
    const { results } = await kestra.get("manage_flow", { action: "list_revisions", ...ofFlow("gone") });
    const [first] = results;
    expect(first?.source).toContain("id: gone");
    await kestra.get("create_flow_from_yaml", { yaml_definition: first?.source });
    const { id } = await execute("gone");
    expect((await waitFor(id)).state.current).toBe("SUCCESS");
  });

  check("a flow that never was is not found as before", async () => {
    expect(await kestra.refusal("execute_flow", ofFlow("never_was"))).toMatch(/404[^]*find_flow/);
  });
});
