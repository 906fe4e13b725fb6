import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openPostgresStore } from "../../../runtime/store/sql/postgres-store.ts";
import { askedCall } from "../../http/support/asked-call.ts";
import { started } from "../../http/support/process.ts";
import { callGet, initialize, openSession, rpc, send } from "../../http/support/raw.ts";
import { box, serving } from "../../http/support/serving.ts";
import { configs, httpServer, json } from "../../runtime/support/server.ts";
import { skipped } from "../../support/skipped.ts";
import { missing } from "../support/postgres.ts";
import { sharedPostgres } from "../support/shared-postgres.ts";

const drop = { name: "drop_box", arguments: { box_id: "a" } };
const env = { KESTRA_API_VERSION: "2.0", KESTRA_MCP_CONFIRM: "destructive" };

async function kestra() {
  return httpServer(({ url, method }, response) => {
    if (url === "/api/v1/configs") json(response, configs);
    else if (method === "DELETE") response.writeHead(204).end();
    else json(response, { id: "a" });
  });
}

/** The text of a result, and the token that it gives for a call that is confirmed. */
function tokenIn(text: string): string {
  return /confirm: \\*"([\w-]+)/.exec(text)?.[1] ?? "";
}

test("a kill -9 ends no session of a store in a file, and no token of a confirmed call counts twice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-sessions-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const { url: base, asked } = await kestra();
  const start = () =>
    started({ ...env, KESTRA_BASE_URL: base, KESTRA_MCP_STORE: `file:${join(folder, "store.db")}` });
  const first = await start();
  expect(first.client.stderr).toContain(`store SQLite file ${join(folder, "store.db")}`);
  const headers = { "Mcp-Session-Id": await openSession(first.url) };
  const call = async (url: string, confirm?: string) => {
    const params = { ...drop, arguments: { ...drop.arguments, ...(confirm && { confirm }) } };
    return (await send(url, { headers, body: rpc("tools/call", params) })).text;
  };
  const [used, kept] = [tokenIn(await call(first.url)), tokenIn(await call(first.url))];
  expect(await call(first.url, used)).toContain('"dropped":"a"');
  first.client.process.kill("SIGKILL");
  await first.client.exit();

  const { url } = await start();
  const answer = await send(url, { headers, body: rpc("tools/call", callGet) });
  expect(answer.message.result).toMatchObject({ structuredContent: { id: "a" } });
  expect(await call(url, used)).toContain("was used already");
  expect(await call(url, kept)).toContain('"dropped":"a"');
  expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(2);
  expect((await send(url, { method: "DELETE", headers })).status).toBe(200);
  expect((await send(url, { headers, body: rpc("ping") })).status).toBe(404);
});

describe.skipIf(missing !== "")(`two servers of one PostgreSQL database${skipped(missing)}`, () => {
  test("serve one session: each takes what the other asked, and what one ends is over at the other", async () => {
    const { url: KESTRA_BASE_URL, asked } = await kestra();
    const database = await (await sharedPostgres()).createDatabase();
    const replica = async () => {
      const store = await openPostgresStore(database, Date.now);
      const server = await serving(box, { env: { ...env, KESTRA_BASE_URL }, store });
      onTestFinished(() => store.close());
      return server;
    };
    const [a, b] = [await replica(), await replica()];
    const asking = { ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } };
    const opened = await send(a.url, { body: asking });
    const headers = { "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    const { question, rest } = await askedCall(a.url, headers, rpc("tools/call", drop));
    const result = { action: "accept", content: { confirm: true } };
    await send(b.url, { headers, body: { jsonrpc: "2.0", id: question, result } });
    expect(await rest).toContain('"dropped":"a"');
    expect(asked.filter(({ method }) => method === "DELETE")).toHaveLength(1);
    expect((await send(b.url, { method: "DELETE", headers })).status).toBe(200);
    while (a.sessions() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await send(a.url, { headers, body: rpc("ping") })).status).toBe(404);
  });
});
