import { beforeAll, describe, expect } from "vitest";
import { everyType } from "../support/every-type.ts";
import { createFlow, execute, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

beforeAll(async () => {
  await createFlow("every_type", everyType);
  await createFlow("plain", hello);
});

describe("execute_flow", () => {
  check("starts an execution", async () => {
    const execution = await execute("plain");
    expect(execution).toMatchObject({ namespace: kestra.namespace, flowId: "plain" });
    expect(execution.id).toMatch(/^[0-9A-Za-z]{18,24}$/);
    expect(execution.url).toMatch(new RegExp(`/executions/${kestra.namespace}/plain/${execution.id}$`));
  });

  check("waits for the end", async () => {
    const execution = await execute("every_type", { inputs: { name: "Ada" }, wait: true });
    expect(execution.state.current).toBe("SUCCESS");
    expect(execution.outputs).toEqual({ shown: "Ada" });
    expect(execution.taskRunList).toHaveLength(1);
  });

  check("sends labels with colons and spaces", async () => {
    const { labels } = await execute("plain", {
      labels: { owner: "Jane: Doe", "run-id": "a b:c", plain: "yes" },
    });
    expect(labels).toEqual(
      expect.arrayContaining([
        { key: "owner", value: "Jane: Doe" },
        { key: "run-id", value: "a b:c" },
        { key: "plain", value: "yes" },
      ]),
    );
  });

  check("takes labels as a list too", async () => {
    const { labels } = await execute("plain", { labels: [{ key: "a", value: "1" }, "b:2"] });
    expect(labels).toEqual(
      expect.arrayContaining([
        { key: "a", value: "1" },
        { key: "b", value: "2" },
      ]),
    );
  });

  check("starts later where it is told to", async () => {
    const schedule_date = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, "");
    const { state, scheduleDate } = await execute("plain", { schedule_date });
    expect(state.current).toBe("CREATED");
    expect(Date.parse(scheduleDate)).toBe(Date.parse(schedule_date));
  });

  check("runs the revision that is asked for", async () => {
    await createFlow("revised", hello);
    await createFlow("revised", hello.replace("Hello", "Hi"));
    expect((await execute("revised")).flowRevision).toBe(2);
    expect((await execute("revised", { revision: 1 })).flowRevision).toBe(1);
    expect(
      await kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "revised", revision: 99 }),
    ).toMatch(/404/);
  });

  check("says that a flow is missing or disabled", async () => {
    expect(
      await kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "nothing_here" }),
    ).toMatch(/404[^]*find_flow/);
    await createFlow("switched_off", `disabled: true\n${hello.trimStart()}`);
    expect(
      await kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "switched_off" }),
    ).toMatch(/409[^]*disabled/);
  });

  check("names a label that Kestra would refuse in words about its own URL, and starts nothing", async () => {
    await createFlow("unlabelled", hello);
    const refusedOf = (labels: object): Promise<string> =>
      kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "unlabelled", labels });
    expect(await refusedOf({ team: "" })).toContain('The label "team" has no value');
    expect(await refusedOf({ "": "x" })).toContain("needs a key");
    expect(await refusedOf({ "a:b": "x" })).toContain('The key "a:b" holds a colon');
    expect(await refusedOf({ "my key": "x" })).toMatch(
      /The key "my key" holds white space.*"my_key" would do/,
    );
    const { total } = await kestra.get("list_executions", {
      namespace: kestra.namespace,
      flow_id: "unlabelled",
    });
    expect(total).toBe(0);
  });

  check("says what Kestra says of a system label", async () => {
    const labels = { "system.foo": "bar" };
    expect(
      await kestra.refusal("execute_flow", { namespace: kestra.namespace, flow_id: "plain", labels }),
    ).toContain("System labels can only be set by Kestra itself");
  });
});
