import { expect, test } from "vitest";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { openSession, rpc, send } from "../support/raw.ts";
import { box, serving } from "../support/serving.ts";

test.each([1_000, 9_000, 70_000, 1_000_000])(
  "A quick answer of %s bytes on a stream is whole, and its client has not to come back for it",
  async (size) => {
    const usual = kestraService("9.9.9");
    const tool = { name: "large", description: "x".repeat(size), inputSchema: { type: "object" } };
    const methods = { ...usual.methods, "tools/list": () => Promise.resolve({ tools: [tool] }) };
    const { url } = await serving(box, { service: { ...usual, methods } });
    const headers = {
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      "Mcp-Session-Id": await openSession(url),
      // From this revision on a stream begins with an event that says where it can be resumed.
      "Mcp-Protocol-Version": "2025-11-25",
    };
    const { text } = await send(url, { headers, body: rpc("tools/list") });
    expect(text).toContain(tool.description);
  },
);
