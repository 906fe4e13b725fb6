import { describe, expect } from "vitest";
import type { Output } from "../../../generated/views/show_execution.ts";
import { core } from "../support/diagnosis.ts";
import { createFlow, execute, run, until, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const show = (execution_id: string): Promise<Output> =>
  kestra.get<Output>("show_execution", { execution_id });

describe("show_execution", () => {
  check("shows attempts, and the lines of what failed", async () => {
    await createFlow(
      "picture",
      `
tasks:
  - id: say
    type: ${core}.log.Log
    message: hello
  - id: fetch
    type: ${core}.execution.Fail
    errorMessage: no answer
    retry:
      type: constant
      interval: PT0.2S
      maxAttempts: 2
errors:
  - id: alert
    type: ${core}.log.Log
    message: it failed
`,
    );
    const { id } = (await run("picture")) as { id: string };
    await waitFor(id);
    const told = await until(
      () => show(id),
      ({ failure }) => (failure?.lines.length ?? 0) > 0,
    );
    expect(told).toMatchObject({ state: "FAILED", isEnded: true, flowId: "picture", executionId: id });
    expect(told.taskRuns.map(({ task }) => task)).toEqual(["say", "fetch", "alert"]);
    const [, fetch] = told.taskRuns;
    expect(fetch?.attempts?.map(({ state }) => state)).toEqual(["FAILED", "FAILED"]);
    expect(fetch?.id).toBe(told.failure?.taskRunId);
    expect(told.failure?.message).toContain("no answer");
    expect(told.summary).toMatch(/picture \S+: FAILED after .* fetch in attempt 2: .*no answer/);
    expect(told.url).toContain(`/executions/${kestra.namespace}/picture/${id}`);
  });

  check("shows where a paused one waits, and that it goes on", async () => {
    await createFlow(
      "waiting_picture",
      `
tasks:
  - id: ask
    type: ${core}.flow.Pause
`,
    );
    const { id } = (await execute("waiting_picture")) as { id: string };
    const told = await until(
      () => show(id),
      ({ state }) => state === "PAUSED",
    );
    expect(told.isEnded).toBe(false);
    expect(told.summary).toContain("ask is PAUSED");
    expect(told.states.at(-1)?.state).toBe("PAUSED");
    await kestra.get("resume_execution", { execution_ids: [id] });
    await waitFor(id);
    expect(await show(id)).toMatchObject({ state: "SUCCESS", isEnded: true });
  });

  check("says that there is none", async () => {
    expect(await kestra.refusal("show_execution", { execution_id: "nope" })).toContain("No such execution");
  });
});
