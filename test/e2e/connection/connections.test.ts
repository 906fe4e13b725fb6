import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, onTestFinished } from "vitest";
import { startSandbox } from "../../../sandbox/server.ts";
import { startServer, type Server } from "../../support/server.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const line = process.env.KESTRA_E2E_LINE ?? "1.3";

interface Connections {
  readonly active: { readonly name?: string; readonly host?: string; readonly from?: string };
  readonly connections: readonly Readonly<Record<string, unknown>>[];
}

/** A server of a user whose home has this file, and whose environment says nothing of Kestra but this. */
async function startAtHome(text: string | undefined, env: Readonly<Record<string, string>> = {}) {
  const home = await mkdtemp(join(tmpdir(), "e2e-home-"));
  const path = join(home, ".kestractl", "config.yaml");
  if (text !== undefined) {
    await mkdir(join(home, ".kestractl"));
    await writeFile(path, text);
  }
  const on = { KESTRA_MCP_ENABLED_TOOLS: "instance,connection,flow", KESTRA_MCP_LOG_LEVEL: "WARNING" };
  const server = await startServer({ program: [inject("bundle")], env: { ...on, HOME: home, ...env } });
  onTestFinished(async () => {
    await server.close();
    await rm(home, { recursive: true });
  });
  return { server, path };
}

/** Another Kestra, with other credentials. */
async function otherKestra() {
  const user = { username: "other@kestra.io", password: "Other-kestra-1" };
  const sandbox = await startSandbox({ line: line === "2.0" ? "1.3" : "2.0", edition: "oss", ...user });
  onTestFinished(() => sandbox.close());
  return { url: sandbox.url, ...user };
}

const context = (
  name: string,
  { url, username, password }: Readonly<Record<"url" | "username" | "password", string>>,
) =>
  `  ${name}:\n    host: ${url}\n    tenant: main\n    auth_method: basicAuth\n    username: ${username}\n    password: ${password}\n`;

const writes = (namespace: string) =>
  `id: writes\nnamespace: ${namespace}\ntasks:\n  - id: write\n    type: io.kestra.plugin.core.storage.Write\n    content: apple\n    extension: .txt\n`;

const connectionOf = (server: Server, tool: string) =>
  (
    server.tools.find(({ name }) => name === tool)?.inputSchema.properties as
      | Record<string, unknown>
      | undefined
  )?.connection;

describe("saved connections", () => {
  check("stand in the links to what a call read there", async () => {
    const other = await otherKestra();
    const text = `contexts:\n${context("here", kestra.target)}${context("other", other)}default_context: other\n`;
    const { server } = await startAtHome(text, { KESTRA_MCP_ENABLED_TOOLS: "connection,flow,execution" });
    const at = { connection: "here", namespace: kestra.namespace };
    await server.get("create_flow_from_yaml", {
      connection: "here",
      yaml_definition: writes(kestra.namespace),
    });
    const { id } = await server.get<{ id: string }>("execute_flow", { ...at, flow_id: "writes", wait: true });
    const { client } = server;
    const call = {
      name: "get_artifact",
      arguments: { connection: "here", execution_id: id, task_id: "write" },
    };
    const { content } = await client.callTool(call);
    const [, link] = content as readonly { readonly uri?: string }[];
    const uri = link?.uri ?? "";
    expect(uri).toMatch(/^kestra:\/\/\/[^?]+\.txt\?connection=here$/);
    expect((await client.readResource({ uri })).contents).toMatchObject([{ uri, text: "apple" }]);
    // Without it the active one is meant, which has no such execution.
    const elsewhere = uri.replace(/\?.*/, "");
    await expect(client.readResource({ uri: elsewhere })).rejects.toMatchObject({ code: -32002 });
    await expect(client.readResource({ uri: `${elsewhere}?connection=nobody` })).rejects.toThrow("nobody");
    const { resourceTemplates } = await client.listResourceTemplates();
    const templates = resourceTemplates.map(({ uriTemplate }) => uriTemplate);
    expect(templates).not.toEqual([]);
    expect(templates.filter((one) => !one.endsWith("{?connection}"))).toEqual([]);
  });

  check("are used by default, and each call may name another one", async () => {
    const other = await otherKestra();
    const text = `contexts:\n${context("here", kestra.target)}${context("other", other)}default_context: here\n`;
    const { server } = await startAtHome(text);
    expect(connectionOf(server, "search_flows")).toMatchObject({ enum: ["here", "other"] });
    const status = await server.get<{ kestra: { version: string }; connection: string; settings: unknown }>(
      "get_status",
    );
    expect(status).toMatchObject({
      connection: "here",
      kestra: { baseUrl: kestra.target.url.replace(/\/api\/v1.*$/, "") },
    });
    expect(status.settings).toContainEqual({
      name: "KESTRA_PASSWORD",
      from: "context here of ~/.kestractl/config.yaml",
    });
    const there = await server.get<typeof status>("get_status", { connection: "other" });
    expect(there).toMatchObject({
      connection: "other",
      kestra: { baseUrl: other.url, reachable: true },
      user: { name: other.username },
      kestractl: { from: "context here", differs: ["host", "user"] },
    });
    expect(there.kestra.version).not.toBe(status.kestra.version);
    expect(await server.refusal("get_status", { connection: "othr" })).toContain("Did you mean other?");
    expect(server.stderr()).toBe("");
  });

  check("are listed without secrets, and not where own variables decide", async () => {
    const text = `contexts:\n${context("here", kestra.target)}default_context: here\n`;
    const { server } = await startAtHome(text, { KESTRA_BASE_URL: "http://127.0.0.1:9" });
    const told = await server.get<Connections>("list_connections");
    expect(told.active).toMatchObject({
      host: "http://127.0.0.1:9",
      credentials: "none",
      from: "KESTRA_BASE_URL in the environment",
    });
    expect(told.connections).toEqual([
      {
        name: "here",
        host: kestra.target.url.replace(/\/api\/v1.*$/, ""),
        tenant: "main",
        credentials: "Basic authentication",
        username: kestra.target.username,
        active: false,
        default: true,
      },
    ]);
    expect(JSON.stringify(told)).not.toContain(kestra.target.password);
    expect(await server.get("get_status", { connection: "here" })).toMatchObject({
      kestra: { reachable: true },
    });
  });

  check("are added once they answer, chosen, and removed", async () => {
    const other = await otherKestra();
    const { server, path } = await startAtHome(undefined);
    expect(connectionOf(server, "search_flows")).toBeUndefined();
    const { username, password } = kestra.target;
    const here = {
      action: "add",
      name: "here",
      host: kestra.target.url.replace(/\/api\/v1.*$/, ""),
      username,
    };
    const refused = await server.refusal("manage_connection", { ...here, password: "Wrong-password-1" });
    expect(refused).toContain("It was not saved.");
    expect(refused).not.toContain("Wrong-password-1");
    expect(await server.get("manage_connection", { ...here, password })).toMatchObject({ default: true });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await server.get("manage_connection", {
      action: "add",
      name: "other",
      host: other.url,
      username: other.username,
      password: other.password,
    });
    const { tools } = await server.client.listTools();
    expect(connectionOf({ ...server, tools }, "search_flows")).toMatchObject({ enum: ["here", "other"] });
    await server.get("manage_connection", { action: "use", name: "other" });
    expect(await server.get("get_status")).toMatchObject({
      connection: "other",
      kestra: { baseUrl: other.url },
    });
    expect(await server.refusal("manage_connection", { action: "remove", name: "other" })).toContain(
      "say force",
    );
    await server.get("manage_connection", { action: "remove", name: "other", force: true });
    expect(await server.refusal("search_flows")).toContain("The active connection was removed");
    expect(await readFile(path, "utf8")).not.toContain(other.password);
    await server.get("manage_connection", { action: "use", name: "here" });
    expect(await server.get("get_status")).toMatchObject({ connection: "here", kestra: { reachable: true } });
    // Before there was one, nothing said where Kestra is.
    expect(server.stderr()).toContain("http://localhost:8080");
    for (const secret of [password, other.password, "Wrong-password-1"])
      expect(server.stderr()).not.toContain(secret);
  });

  check("that are wrong stop the start, and removing one is confirmed", async () => {
    const broken = "contexts:\n  prod:\n    token: canary\ndefault_context: prod\n";
    await expect(startAtHome(broken)).rejects.toThrow(
      "contexts.prod.host in ~/.kestractl/config.yaml is missing.",
    );
    const { server } = await startAtHome(undefined, { KESTRA_MCP_CONFIRM: "destructive" });
    expect(
      server.tools.find(({ name }) => name === "manage_connection")?.inputSchema.properties,
    ).toHaveProperty("confirm");
  });
});
