import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { createFlow, hello, noExecution, run, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { approval, both, paused, pausedAtBoth, plainPause, stateOf } from "../support/paused.ts";

useKestra();

beforeAll(async () => {
  await createFlow("publish", approval);
  await createFlow("hold", plainPause);
  await createFlow("both", both);
  await createFlow("plain", hello);
});

const reject = (execution_id: string, more: object = {}): Promise<Data> =>
  kestra.get("reject_execution", { execution_id, ...more });
const notRejected = (execution_id: string, more: object = {}): Promise<string> =>
  kestra.refusal("reject_execution", { execution_id, ...more });

describe("reject_execution", () => {
  check("sets the input that means approval to false, once its other inputs are right", async () => {
    const id = await paused("publish");
    expect(await notRejected(id)).toMatch(/stays paused: input reason \(STRING\): .*on_resume/);
    expect(await notRejected(id, { on_resume: { approved: true, reason: "no" } })).toContain(
      "approved in on_resume is not a no",
    );
    expect(await stateOf(id)).toBe("PAUSED");
    const answer = await reject(id, { on_resume: { reason: "too dear" } });
    expect(answer).toMatchObject({
      executionId: id,
      how: "input",
      inputs: { approved: false, reason: "too dear" },
    });
    const execution = await waitFor(id);
    expect(execution.outputs).toEqual({ shown: "false too dear" });
    expect(answer.state).toBe(execution.state.current);
  });

  check("kills where no input means approval, and says so", async () => {
    const id = await paused("hold");
    expect(await notRejected(id, { how: "input" })).toContain("no boolean input that means approval");
    expect(await stateOf(id)).toBe("PAUSED");
    expect(await reject(id)).toEqual({
      executionId: id,
      how: "kill",
      state: "KILLED",
      message: "Killed, because it asks for no boolean input that means approval.",
    });
  });

  check("takes the way that it is told", async () => {
    const [failed, cancelled, killed] = [
      await paused("hold"),
      await paused("publish"),
      await paused("publish"),
    ];
    expect(await reject(failed, { how: "fail" })).toMatchObject({ how: "fail", state: "FAILED" });
    expect(await reject(cancelled, { how: "cancel" })).toMatchObject({ how: "cancel", state: "CANCELLED" });
    expect(await notRejected(killed, { how: "kill", on_resume: { reason: "x" } })).toContain(
      "Nothing was done",
    );
    expect(await reject(killed, { how: "kill" })).toMatchObject({ how: "kill", state: "KILLED" });
  });

  check(
    "does nothing where several task runs wait and none is named, and kills all of them when told",
    async () => {
      const { id } = await pausedAtBoth();
      expect(await notRejected(id)).toContain("2 task runs wait");
      expect(await stateOf(id)).toBe("PAUSED");
      expect(await reject(id, { how: "kill" })).toMatchObject({ state: "KILLED" });
    },
  );

  check("refuses what does not wait, with its state and what to do", async () => {
    const { id } = await run("plain");
    expect(await notRejected(id)).toMatch(/is in state `SUCCESS`: only one that waits.*`replay_execution`/);
    expect(await notRejected(noExecution)).toContain(`There is no execution ${noExecution}`);
  });
});
