import { beforeAll, describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { chatty, levelsOf, linesOf, said, type Line } from "../support/chatty.ts";
import { createFlow, hello, noExecution, run, until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { isEnterprise } from "../support/target.ts";

useKestra();

let chattyId = "";

beforeAll(async () => {
  await createFlow("chatty", chatty);
  await createFlow("plain", hello);
  chattyId = (await run("chatty")).id;
  await until(
    () => linesOf(chattyId),
    (lines) => lines.filter(({ message }) => message === "broken on purpose").length >= 2,
  );
});

describe("delete_execution_logs", () => {
  const drop = (execution_id: string, more: object = {}): Promise<Data> =>
    kestra.get("delete_execution_logs", { execution_id, ...more });
  const gone = (id: string, more: object = {}): Promise<readonly Line[]> =>
    until(
      () => linesOf(id, more),
      (lines) => lines.length === 0,
    );

  check("deletes what is named, then all", async () => {
    const { id } = await run("chatty");
    await until(
      () => linesOf(id, { min_level: "ERROR" }),
      (lines) => lines.length >= 2,
    );
    expect(await drop(id, { task_id: "info" })).toEqual({ status: "deleted" });
    await gone(id, { task_id: "info" });
    expect((await linesOf(id)).map(({ taskId }) => taskId)).toEqual(
      expect.arrayContaining(["debug", "warn", "fail"]),
    );
    expect(await drop(id, { min_level: "ERROR" })).toEqual({ status: "deleted" });
    await until(
      () => linesOf(id),
      (lines) => !levelsOf(lines).includes("ERROR"),
    );
    expect(levelsOf(await linesOf(id))).toEqual(expect.arrayContaining(["DEBUG", "WARN"]));
    expect(await drop(id)).toEqual({ status: "deleted" });
    await gone(id);
    expect((await linesOf(chattyId)).length).toBeGreaterThan(0);
  });

  check("deletes one attempt alone, of whichever task run", async () => {
    const id = await said();
    expect(await drop(id, { attempt: 7 })).toEqual({ status: "deleted" });
    expect(await linesOf(id)).toHaveLength(1);
    expect(await drop(id, { attempt: 0 })).toEqual({ status: "deleted" });
    await gone(id);
  });

  check("deletes nothing where a filter is empty", async () => {
    const id = await said();
    for (const filter of ["task_id", "task_run_id", "min_level"])
      expect(await kestra.refusal("delete_execution_logs", { execution_id: id, [filter]: "" })).toContain(
        filter,
      );
    expect(await linesOf(id)).toHaveLength(1);
  });

  check("has nothing to do for an execution that does not exist", async () => {
    const { status, message } = await drop(noExecution);
    expect(status).toBe("deleted");
    expect(message).toContain(`There is no execution ${noExecution} (404)`);
  });
});

describe("delete_flow_logs", () => {
  check("deletes those of a trigger, then of the whole flow", async () => {
    await createFlow("dropped", hello);
    const { id } = await run("dropped");
    await until(
      () => linesOf(id),
      (lines) => lines.length > 0,
    );
    const values = { namespace: kestra.namespace, flow_id: "dropped" };
    expect(await kestra.get("delete_flow_logs", { ...values, trigger_id: "hourly" })).toEqual({
      status: "deleted",
    });
    expect(await linesOf(id)).toHaveLength(1);
    expect(await kestra.refusal("delete_flow_logs", { ...values, trigger_id: "" })).toContain("trigger_id");
    if (kestra.target.real && isEnterprise) return; // which deletes the logs of one trigger at a time
    expect(await kestra.get("delete_flow_logs", values)).toEqual({ status: "deleted" });
    await until(
      () => linesOf(id),
      (lines) => lines.length === 0,
    );
    expect((await linesOf(chattyId)).length).toBeGreaterThan(0);
  });
});
