import { expect, test } from "vitest";
import { limits } from "../../../runtime/limits.ts";
import { Client } from "../support/client.ts";
import { configs, httpServer, json } from "../support/server.ts";

test("over stdio few forms wait, the others are told, and an answered one makes room", async () => {
  const { url, asked } = await httpServer((one, response) => {
    json(response, one.url === "/api/v1/configs" ? configs : {});
  });
  const client = new Client({
    KESTRA_BASE_URL: url,
    KESTRA_API_VERSION: "2.0",
    KESTRA_MCP_CONFIRM: "destructive",
  });
  const clientInfo = { name: "test", version: "1" };
  const capabilities = { elicitation: {} };
  await client.request(1, "initialize", { protocolVersion: "2025-11-25", capabilities, clientInfo });
  const drop = { name: "drop_box", arguments: { box_id: "a" } };
  for (let id = 101; id <= 101 + limits.forms; id++) client.send({ id, method: "tools/call", params: drop });
  const refused = await client.message(({ error }) => error !== undefined);
  expect(refused).toMatchObject({ id: 101 + limits.forms, error: { code: -32603 } });
  expect(refused.error?.message).toContain(`${limits.forms} calls of this session wait`);
  const forms = client.received.filter(({ method }) => method === "elicitation/create");
  expect(forms).toHaveLength(limits.forms);
  client.send({ id: forms[0]?.id, result: { action: "decline" } });
  expect((await client.message(({ id, method }) => id === 101 && method === undefined)).result).toBeDefined();
  client.send({ id: 200, method: "tools/call", params: drop });
  const isForm = ({ method }: { readonly method?: string }) => method === "elicitation/create";
  const known = new Set(forms);
  expect(await client.message((message) => isForm(message) && !known.has(message))).toBeDefined();
  expect(asked.filter(({ method }) => method === "DELETE")).toEqual([]);
}, 30_000);
