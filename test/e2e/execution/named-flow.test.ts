import { beforeAll, describe, expect } from "vitest";
import { createFlow, hello, listed, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

beforeAll(async () => {
  await createFlow("plain", hello);
});

describe("a flow that is named with its namespace", () => {
  check("runs, is shown, and its executions are found", async () => {
    const flow_id = `${kestra.namespace}/plain`;
    const { id } = await kestra.get<{ id: string }>("execute_flow", { flow_id });
    expect(await waitFor(id)).toMatchObject({ namespace: kestra.namespace, flowId: "plain" });
    expect(await kestra.get("manage_flow", { action: "get_yaml", flow_id })).toMatchObject({
      result: expect.stringContaining("id: plain") as string,
    });
    await listed({ namespace: undefined, flow_id }, (rows) => rows.some((row) => row.id === id));
    expect(await kestra.get("replay_execution", { flow_id })).toMatchObject({
      executions: [{ replayOf: id }],
    });
  });

  check("may be said to be in that namespace again, but in no other", async () => {
    const { namespace } = kestra;
    const flow_id = `${namespace}/plain`;
    await kestra.get("execute_flow", { namespace, flow_id });
    expect(await kestra.refusal("execute_flow", { namespace: "other", flow_id })).toContain(
      `execute_flow: flow_id "${flow_id}" is in ${namespace}, but namespace is "other": leave one of the two out.`,
    );
  });

  check("is asked for where it is named without it", async () => {
    expect(await kestra.refusal("execute_flow", { flow_id: "plain" })).toBe(
      "execute_flow: namespace is required, or flow_id as namespace/flow_id.",
    );
  });
});
