import { describe, expect } from "vitest";
import {
  createFlow,
  execute,
  hello,
  listed,
  noExecution,
  run,
  sleeping,
  until,
  waitFor,
} from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Comparison {
  readonly message: string;
  readonly base: { readonly id: string };
  readonly partsAt?: { readonly taskId: string; readonly why: string };
  readonly inputs: readonly unknown[];
  readonly labels: readonly unknown[];
  readonly revision: { readonly same: boolean; readonly diff?: string };
  readonly tasks: readonly unknown[];
  readonly outputs: readonly unknown[];
  readonly notes?: readonly string[];
}

const compare = (execution_id: string, more: object = {}) =>
  kestra.get<Comparison>("compare_executions", { execution_id, ...more });

const checked = `
inputs:
  - id: name
    type: STRING
tasks:
  - id: greet
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.name }}"
  - id: judge
    type: io.kestra.plugin.core.execution.Fail
    condition: "{{ inputs.name == 'bad' }}"
  - id: after
    type: io.kestra.plugin.core.log.Log
    message: done
`;

describe("compare_executions", () => {
  check("tells the task where a failed one and the last success of its flow part", async () => {
    await createFlow("checked", checked);
    const older = await run("checked", { inputs: { name: "good" } });
    const good = await run("checked", { inputs: { name: "fine" }, labels: { env: "prod" } });
    const bad = await run("checked", { inputs: { name: "bad" } });
    await listed(
      { flow_id: "checked" },
      (rows) => rows.filter(({ state }) => state.current === "SUCCESS").length === 2,
    );
    const found = await until(
      () => compare(bad.id),
      ({ base }) => base.id === good.id,
    );
    expect(found).toMatchObject({
      execution: { id: bad.id, state: "FAILED", flowRevision: 1 },
      base: { id: good.id, state: "SUCCESS" },
      partsAt: { taskId: "judge", why: "FAILED, in the base SUCCESS" },
      inputs: [{ name: "name", execution: "bad", base: "fine" }],
      labels: [{ name: "env", base: "prod" }],
      revision: { same: true },
    });
    expect(found.message).toContain("They part at task judge: FAILED, in the base SUCCESS.");
    expect(found.tasks).toEqual([
      expect.objectContaining({ taskId: "greet", state: { execution: "SUCCESS", base: "SUCCESS" } }),
      expect.objectContaining({ taskId: "judge", state: { execution: "FAILED", base: "SUCCESS" } }),
      expect.objectContaining({ taskId: "after", state: { execution: "not run", base: "SUCCESS" } }),
    ]);
    expect(found.outputs).toEqual([{ of: "greet", name: "value", execution: "bad", base: "fine" }]);
    expect((await compare(bad.id, { base_execution_id: older.id })).base.id).toBe(older.id);
  });

  check("shows what changed between the revisions that ran", async () => {
    await createFlow("revised", hello);
    const before = await run("revised");
    await createFlow("revised", hello.replace("Hello", "Good morning"));
    const after = await run("revised");
    const { revision, message, partsAt } = await compare(after.id, { base_execution_id: before.id });
    expect(revision).toMatchObject({ same: false, equal: false, added: 1, removed: 1 });
    expect(revision.diff).toContain("\n-    message: Hello\n+    message: Good morning\n");
    expect(message).toContain("They ran different revisions.");
    expect(partsAt).toBeUndefined();
  });

  check("says of one that runs that it is compared as it is now", async () => {
    await createFlow("slow", sleeping());
    const { id } = await execute("slow");
    await waitFor(id, ["RUNNING"]);
    const other = await execute("slow");
    const { notes } = await compare(id, { base_execution_id: other.id });
    expect(notes?.[0]).toMatch(new RegExp(`^Execution ${id} is [A-Z]+: it is compared as it is now\\.$`));
    await Promise.all(
      [id, other.id].map((execution_id) => kestra.get("manage_executions", { action: "kill", execution_id })),
    );
  });

  check("says what there is to compare with", async () => {
    await createFlow("alone", hello);
    const { id } = await run("alone");
    expect(await kestra.refusal("compare_executions", { execution_id: id })).toContain(
      "has no other execution that succeeded",
    );
    expect(await kestra.refusal("compare_executions", { execution_id: noExecution })).toContain("404");
  });
});
