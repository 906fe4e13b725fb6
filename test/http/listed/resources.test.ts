import { Client } from "@modelcontextprotocol/client";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { foreignMark } from "../../../runtime/text/as-data.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { json, type Respond } from "../../runtime/support/server.ts";
import { initialize, rpc, send } from "../support/raw.ts";
import { serving } from "../support/serving.ts";

const tools = { version: "9.9.9", ...compiled };
const uri = "kestra:///company/team/flow/executions/ex1/tasks/t/r/a%20b.csv";
const arguments_ = { execution_id: "ex1", uri };
const call = { name: "get_artifact", arguments: arguments_ };
const text = "name,qty\napple,3\n";
const link = { type: "resource_link", uri, name: "a b.csv", mimeType: "text/plain", size: text.length };

/** A Kestra with this file. */
const files: Respond = ({ url }, response) => {
  if (url.includes("/file/metas?")) json(response, { size: text.length });
  else if (url.includes("/file?")) response.setHeader("content-type", "application/octet-stream").end(text);
  else response.writeHead(404).end();
};

const serve = (respond: Respond, env = {}) =>
  serving(respond, { env, tools, service: kestraService("9.9.9", tools) });

const headersOf = (token: string, tenant = `tenant-${token}`) => ({
  "X-Kestra-Token": token,
  "X-Kestra-Tenant": tenant,
});

/** What stands after the text of what others wrote. */
const marked = { type: "text", text: foreignMark };

interface Result {
  readonly content: readonly object[];
  readonly contents: readonly object[];
}

describe("resources over HTTP", () => {
  test.each([
    ["2025-11-25", [link]],
    ["2025-06-18", [link]],
    ["2025-03-26", []],
    ["2024-11-05", []],
  ])("a session of %s", async (protocolVersion, links) => {
    const { url } = await serve(files);
    const body = { ...initialize, params: { ...initialize.params, protocolVersion } };
    const { headers, message } = await send(url, { body });
    expect(message.result).toMatchObject({ capabilities: { resources: {} } });
    const session = { "Mcp-Session-Id": headers["mcp-session-id"] };
    const ask = async (method: string, params: object) =>
      (await send(url, { headers: session, body: rpc(method, params) })).message;
    const { content } = (await ask("tools/call", call)).result as unknown as Result;
    expect(content.slice(1)).toEqual([...links, marked]);
    const { contents } = (await ask("resources/read", { uri })).result as unknown as Result;
    expect(contents).toEqual([{ uri, mimeType: "text/plain", text }]);
    const missing = uri.replace("kestra:", "file:");
    expect((await ask("resources/read", { uri: missing })).error).toEqual({
      ...{ code: -32002, message: `Unknown resource: ${missing}.`, data: { uri: missing } },
    });
  });

  test("without sessions: each request with the credentials and the tenant that it brings", async () => {
    const { url, asked } = await serve(files, { KESTRA_MCP_STATELESS: "true" });
    for (const [token, version] of [
      ["ann", "2025-06-18"],
      ["bob", undefined],
    ] as const) {
      const headers = { ...headersOf(token), "MCP-Protocol-Version": version };
      const called = await send(url, { headers, body: rpc("tools/call", call) });
      const { content } = called.message.result as unknown as Result;
      expect(content.slice(1)).toEqual([...(version === undefined ? [] : [link]), marked]);
      const from = asked.length;
      const { message } = await send(url, { headers, body: rpc("resources/read", { uri }) });
      expect(message.result).toEqual({ contents: [{ uri, mimeType: "text/plain", text }] });
      const sent = asked.slice(from);
      expect(sent).toHaveLength(2);
      for (const one of sent) {
        expect(one.headers.authorization).toBe(`Bearer ${token}`);
        expect(one.url).toMatch(new RegExp(`^/api/v1/tenant-${token}/executions/ex1/file`));
      }
    }
  });

  test("what Kestra refuses is told, and no secret with it", async () => {
    const refusing: Respond = (_, response) => {
      response.writeHead(403, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: "canary-token may not read it" }));
    };
    const { url } = await serve(refusing, { KESTRA_MCP_STATELESS: "true" });
    const headers = headersOf("canary-token", "team");
    const { message } = await send(url, { headers, body: rpc("resources/read", { uri }) });
    expect(message.error?.code).toBe(-32603);
    expect(message.error?.message).toContain("403");
    expect(JSON.stringify(message)).not.toContain("canary-token");
  });

  test("the client of 2026-07-28 reads what it is linked to, and is told what is missing", async () => {
    const { url } = await serve(files);
    const client = new Client(
      { name: "test", version: "1" },
      { versionNegotiation: { mode: { pin: "2026-07-28" } } },
    );
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    onTestFinished(() => client.close());
    const { content } = await client.callTool(call);
    expect(content.slice(1)).toEqual([link, marked]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toContainEqual(
      expect.objectContaining({ name: "execution_file", title: "Execution file" }),
    );
    const { contents } = await client.readResource({ uri });
    expect(contents).toEqual([{ uri, mimeType: "text/plain", text }]);
    const other = uri.replace("ex1", "ex2").replace("kestra", "other");
    await expect(client.readResource({ uri: other })).rejects.toMatchObject({
      ...{ code: -32602, data: { uri: other } },
    });
  });
});
