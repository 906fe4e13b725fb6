import { beforeAll, describe, expect, onTestFinished } from "vitest";
import { noise, plant } from "../support/diagnosis.ts";
import { createFlow, execute, hello, sleeping, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

interface Status {
  readonly server: {
    readonly readOnly: boolean;
    readonly hidden: readonly { readonly reason: string; readonly tools: readonly string[] }[];
  };
}

beforeAll(() => {
  plant(noise());
});

/** A server that only reads, on the same Kestra. */
async function readOnly() {
  const server = await kestra.start({ KESTRA_MCP_READ_ONLY: "true" });
  onTestFinished(() => server.close());
  return server;
}

describe("in read-only mode", () => {
  check(
    "asked to delete a flow: it is found, nothing offers to delete it, and the answer says how",
    async () => {
      await createFlow("keeps", hello);
      const server = await readOnly();
      const { matches } = await server.get("find_flow", { query: "keeps", namespace: kestra.namespace });
      const place = { namespace: kestra.namespace, flow_id: "keeps" };
      expect(matches[0]).toMatchObject(place);
      const tool = server.tools.find(({ name }) => name === "manage_flow");
      expect(tool?.inputSchema.properties?.action).not.toMatchObject({
        enum: expect.arrayContaining(["delete"]) as unknown,
      });
      expect(await server.refusal("manage_flow", { action: "delete", ...place })).toContain(
        "action delete is hidden by KESTRA_MCP_READ_ONLY",
      );
      const { server: told } = await server.get<Status>("get_status");
      expect(told.readOnly).toBe(true);
      expect(told.hidden.find(({ reason }) => reason.includes("KESTRA_MCP_READ_ONLY"))?.tools).toContain(
        "create_flow_from_yaml",
      );
      expect(await server.get("get_flow", place)).toMatchObject({ flowId: "keeps", disabled: false });
    },
  );

  check(
    "asked to kill an execution: it is shown and goes on, and no tool that writes is listed",
    async () => {
      await createFlow("goes_on", sleeping());
      const { id } = (await execute("goes_on")) as { id: string };
      await waitFor(id, ["RUNNING"]);
      const server = await readOnly();
      for (const { name, annotations } of server.tools) expect(annotations?.readOnlyHint, name).toBe(true);
      const args = { action: "kill", execution_id: id };
      expect(await server.refusal("manage_executions", args)).toContain(
        "action kill is hidden by KESTRA_MCP_READ_ONLY",
      );
      for (const name of ["restart_execution", "reject_execution", "force_run_execution", "manage_trigger"])
        expect(await server.refusal(name, {})).toContain("KESTRA_MCP_READ_ONLY");
      expect(await server.get("diagnose", { execution_id: id })).toMatchObject({ causes: [] });
      expect((await waitFor(id, ["RUNNING"])).state.current).toBe("RUNNING");
      await kestra.get("manage_executions", args);
    },
  );
});
