import { Client as ClientV1 } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as TransportV1 } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from "@modelcontextprotocol/client";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { json, type Respond } from "../../runtime/support/server.ts";
import { serving } from "../support/serving.ts";

const token = { ann: "ann-token-0123456789", all: "all-token-0123456789", none: "none-token-012345678" };

const files = {
  KESTRA_MCP_ROLES_FILE: `
roles:
  reader: [{ allow: [read], namespaces: [company.data] }]
  everything: [{ allow: [all] }]
`,
  KESTRA_MCP_TOKENS_FILE: `
tokens:
  - { name: ann, token: ${token.ann}, roles: reader }
  - { name: all, token: ${token.all}, roles: everything }
  - { name: none, token: ${token.none} }
`,
};

/** A Kestra of one flow in each namespace. */
const kestra: Respond = ({ url }, response) => {
  const [, namespace = ""] = /flows\/([\w.]+)(?:\/|$)/.exec(url) ?? [];
  if (url.includes("distinct-namespaces")) json(response, ["company.data", "company.people"]);
  else if (url.includes("/hello"))
    json(response, { id: "hello", namespace, revision: 1, source: "id: hello" });
  else if (url.includes("/flows/search"))
    json(response, { results: [{ id: "secret_flow", namespace: "company.people" }], total: 1 });
  else if (url.includes("/flows/company")) json(response, [{ id: "hello", namespace }]);
  else response.writeHead(404, { "content-type": "application/json" }).end('{"message":"none"}');
};

async function served() {
  const folder = mkdtempSync(join(tmpdir(), "texts-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const env = Object.entries(files).map(([name, text]) => {
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, text, { mode: 0o600 });
    return [name, path] as const;
  });
  return serving(kestra, {
    tools: { version: "1", ...compiled },
    service: kestraService("1", compiled),
    env: { KESTRA_API_VERSION: "2.0", ...Object.fromEntries(env) },
  });
}

const revisions = ["2025-11-25", "2026-07-28"] as const;

async function clientOf(revision: (typeof revisions)[number], url: string, who: keyof typeof token) {
  const requestInit = { headers: { Authorization: `Bearer ${token[who]}` } };
  const info = { name: "test", version: "1" };
  if (revision === "2025-11-25") {
    const client = new ClientV1(info);
    await client.connect(new TransportV1(new URL(url), { requestInit }));
    onTestFinished(() => client.close());
    return client;
  }
  const client = new ClientV2(info, { versionNegotiation: { mode: { pin: revision } } });
  await client.connect(new TransportV2(new URL(url), { requestInit }));
  onTestFinished(() => client.close());
  return client;
}

describe.each(revisions)("over HTTP in %s, a caller", (revision) => {
  const ref = { type: "ref/prompt", name: "review_flow" } as const;
  const flowIn = (namespace: string) => ({ uri: `kestra://main/flows/${namespace}/hello` });

  it("of some namespaces is offered and given nothing of others", async () => {
    const { url, asked } = await served();
    const client = await clientOf(revision, url, "ann");
    const offered = async (name: string, given: Readonly<Record<string, string>> = {}) =>
      (await client.complete({ ref, argument: { name, value: "" }, context: { arguments: { ...given } } }))
        .completion.values;
    expect(await offered("flow_id", { namespace: "company.data" })).toEqual(["hello"]);
    const sent = asked.length;
    expect(await offered("flow_id", { namespace: "company.people" })).toEqual([]);
    expect(await offered("flow_id")).toEqual([]);
    expect(await offered("namespace")).toEqual(["company.data"]);
    expect(asked).toHaveLength(sent);
    const { contents } = await client.readResource(flowIn("company.data"));
    expect(contents).toMatchObject([{ text: "id: hello", mimeType: "text/yaml" }]);
    await expect(client.readResource(flowIn("company.people"))).rejects.toThrow("not among those of role");
    const { messages } = await client.getPrompt({
      name: "review_flow",
      arguments: { namespace: "company.people", flow_id: "hello" },
    });
    expect(JSON.stringify(messages)).toContain(
      "get_flow: namespace company.people is not among those of role",
    );
    expect(JSON.stringify(messages)).not.toContain("id: hello");
  });

  it("of all is offered all, and is shown prompts by what each role allows", async () => {
    const { url } = await served();
    const client = await clientOf(revision, url, "all");
    const { completion } = await client.complete({ ref, argument: { name: "namespace", value: "pe" } });
    expect(completion.values).toEqual(["company.people"]);
    const names = async (one: Pick<ClientV1, "listPrompts">) =>
      (await one.listPrompts()).prompts.map(({ name }) => name);
    expect(await names(client as ClientV1)).toContain("write_flow");
    expect(await names((await clientOf(revision, url, "ann")) as ClientV1)).toContain("review_flow");
    expect(await names((await clientOf(revision, url, "ann")) as ClientV1)).not.toContain("write_flow");
    const nobody = await clientOf(revision, url, "none");
    expect(await names(nobody as ClientV1)).toEqual([]);
    expect((await nobody.listResourceTemplates()).resourceTemplates).toEqual([]);
  });
});
