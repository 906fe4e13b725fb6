import { beforeAll, describe, expect } from "vitest";
import { createFlow, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const trigger = `
triggers:
  - id: tool
    type: io.kestra.plugin.core.trigger.McpToolTrigger
    toolName: say_hello
    title: Say hello
    toolDescription: Says hello to whoever listens.
    annotations: { readOnly: true, idempotent: true }
`;

const is2 = process.env.KESTRA_E2E_LINE === "2.0";

beforeAll(async () => {
  if (is2) await createFlow("tool", `${hello}${trigger.trimStart()}`);
  await createFlow("other", hello);
});

describe("flows with a trigger for tools", () => {
  check("are called as that says, from Kestra 2.0 on", async () => {
    const server = await kestra.start({
      KESTRA_MCP_FLOWS: "trigger",
      KESTRA_MCP_READ_ONLY: "true",
      KESTRA_MCP_ENABLED_TOOLS: "flows,get_status",
    });
    try {
      const made = server.tools.filter(({ name }) => name !== "get_status");
      if (!is2) {
        expect(made).toEqual([]);
        return;
      }
      expect(made).toMatchObject([
        {
          name: "say_hello",
          title: "Say hello",
          description: expect.stringContaining('Its author says: "Says hello to whoever listens."') as string,
          annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
        },
      ]);
      expect(await server.get("say_hello")).toMatchObject({ state: "SUCCESS" });
    } finally {
      await server.close();
    }
  });
});
