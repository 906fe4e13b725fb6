import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { initialize, rpc, send } from "../support/raw.ts";
import { serving } from "../support/serving.ts";

const tools = { version: "9.9.9", ...compiled };
const mimeType = "text/html;profile=mcp-app";
const extensions = { "io.modelcontextprotocol/ui": { mimeTypes: [mimeType] } };

const serve = (env = {}) =>
  serving((_, response) => response.writeHead(404).end(), {
    env,
    tools,
    service: kestraService("9.9.9", tools),
  });

interface Listed {
  readonly tools: readonly {
    readonly name: string;
    readonly _meta?: { readonly ui: { readonly resourceUri: string } };
  }[];
}

const addressIn = ({ tools: listed }: Listed): string =>
  listed.find(({ name }) => name === "show_execution")?._meta?.ui.resourceUri ?? "";

describe("a page of MCP Apps over HTTP", () => {
  test.each([
    ["in a session", {}],
    ["without sessions", { KESTRA_MCP_STATELESS: "true" }],
  ])("is named and read %s of 2025", async (_, env) => {
    const { url } = await serve({ ...env, KESTRA_MCP_ENABLED_TOOLS: "show_execution" });
    const { headers, message } = await send(url, { body: initialize });
    expect(message.result).toMatchObject({ capabilities: { extensions } });
    const session = { "Mcp-Session-Id": headers["mcp-session-id"] };
    const ask = async (method: string, params: object) =>
      (await send(url, { headers: session, body: rpc(method, params) })).message;
    const uri = addressIn((await ask("tools/list", {})).result as unknown as Listed);
    expect(uri).toMatch(/^ui:\/\/kestra\/show_execution-[a-z0-9]{16}\.html$/);
    const { result } = await ask("resources/read", { uri });
    expect(result).toMatchObject({
      contents: [{ uri, mimeType, _meta: { ui: { csp: { connectDomains: [] } } } }],
    });
    const hidden = uri.replace("show_execution", "show_flow");
    expect((await ask("resources/read", { uri: hidden })).error).toMatchObject({
      ...{ code: -32002, data: { uri: hidden } },
    });
  });

  test("is named and read by the client of 2026-07-28, which declares nothing", async () => {
    const { url } = await serve();
    const client = new Client(
      { name: "test", version: "1" },
      { versionNegotiation: { mode: { pin: "2026-07-28" } } },
    );
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    onTestFinished(() => client.close());
    expect(client.getServerCapabilities()).toMatchObject({ extensions });
    const uri = addressIn((await client.listTools()) as unknown as Listed);
    const { contents } = await client.readResource({ uri });
    expect(contents).toMatchObject([{ uri, mimeType }]);
  });
});
