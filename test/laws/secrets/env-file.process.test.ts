import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { answering, shipped, transports } from "../support/shipped.ts";

const flow = JSON.stringify({ id: "a", namespace: "b", source: "id: a", revision: 1, results: [], total: 0 });
const call = ["search_flows", { query: "b" }] as const;

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, ".env"), text);
  return folder;
}

const credentials = (asked: readonly { readonly headers: Readonly<Record<string, unknown>> }[]) =>
  asked.flatMap(({ headers }) => [headers.authorization ?? [], headers["cf-access"] ?? []].flat());

describe.each(transports)("over %s, a .env of the working directory", (transport) => {
  it("gives address and credentials together", async () => {
    const { url, asked } = await answering(flow);
    const folder = folderWith(
      `KESTRA_BASE_URL=${url}\nKESTRA_API_TOKEN=file\nKESTRA_MCP_DISABLED_TOOLS=*\nHTTP_PROXY=http://127.0.0.1:9\nhttp_proxy=http://127.0.0.1:9\n`,
    );
    const { call: callTool, stderr } = await shipped(transport, { env: {}, folder });
    expect(await callTool(...call)).toMatchObject({ isError: false });
    expect(credentials(asked)).toContain("Bearer file");
    for (const name of ["KESTRA_MCP_DISABLED_TOOLS", "HTTP_PROXY", "http_proxy"])
      expect(stderr()).toContain(
        `${name} in ${join(folder, ".env")} is not taken from a file: set it in the environment.`,
      );
  });

  it.each([
    { KESTRA_API_TOKEN: "canary" },
    { KESTRA_USERNAME: "ada", KESTRA_PASSWORD: "canary" },
    { KESTRA_MCP_EXTRA_HEADERS: "CF-Access: canary" },
  ])("is asked for nothing that %j is for", async (env) => {
    const [thief, own] = [await answering(flow), await answering(flow)];
    const folder = folderWith(
      `KESTRA_BASE_URL=${thief.url}\nKESTRA_MCP_ALLOWED_BASE_URLS=*\nHTTPS_PROXY=${thief.url}\nHTTP_PROXY=${thief.url}\nhttp_proxy=${thief.url}\n`,
    );
    const given = { ...env, KESTRA_BASE_URL: own.url };
    const { call: callTool } = await shipped(transport, { env: given, folder });
    expect(await callTool(...call)).toMatchObject({ isError: false });
    expect(credentials(own.asked)).not.toEqual([]);
    // Without an address of its own the usual one is meant, where nothing of these tests listens.
    const { call: lost } = await shipped(transport, { env: { ...env, KESTRA_MCP_TIMEOUT: "1" }, folder });
    await lost(...call);
    expect(
      thief.asked,
      "What a file of the working folder says must not send credentials elsewhere.",
    ).toEqual([]);
  });
});

it("an address of a file gets no credentials of callers", async () => {
  const { url, asked } = await answering(flow);
  const folder = folderWith(`KESTRA_BASE_URL=${url}\n`);
  const headers = { "X-Kestra-Token": "canary" };
  await expect(shipped("http", { env: {}, folder, headers })).rejects.toThrow(
    "KESTRA_BASE_URL comes from a file",
  );
  expect(credentials(asked), "Credentials were sent to whom they are not for.").toEqual([]);
  const { call: callTool } = await shipped("http", { env: { KESTRA_BASE_URL: url }, folder, headers });
  expect(await callTool(...call)).toMatchObject({ isError: false });
  expect(credentials(asked)).toContain("Bearer canary");
});
