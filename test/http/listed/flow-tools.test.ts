import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { CallMade } from "../../../runtime/observe/observer.ts";
import { credentialCallers } from "../../../runtime/transport/http/callers/credential-callers.ts";
import { json } from "../../runtime/support/server.ts";
import { connected, ways } from "../support/clients.ts";
import { openSession, request2026, rpc, send } from "../support/raw.ts";
import { flow, kestraWith, own, servedFlows as served } from "../support/flow-tools.ts";
import { until } from "../support/serving.ts";

describe.each(ways)("flows that are tools, over %s,", (way) => {
  it("are listed and called", async () => {
    const told: unknown[] = [];
    const observers = [
      { call: ({ tool, namespaces, outcome }: CallMade) => told.push([tool, namespaces, outcome]) },
    ];
    const flows = { operator: [flow("hello"), flow("constructor")] };
    const { url, asked } = await served(kestraWith(flows), {}, { observers });
    const client = await connected(way, url, {});
    expect(await client.list()).toEqual(["get_status", "run_constructor", "run_hello"]);
    expect(JSON.parse(await client.call("run_hello"))).toMatchObject({
      execution_id: "5xYz",
      state: "SUCCESS",
    });
    expect(told).toEqual([["run_hello", ["company.team"], "done"]]);
    const started = asked.filter(({ method }) => method === "POST").map((one) => one.url);
    expect(started).toEqual(["/api/v1/main/executions/company.team/hello?labels=from%3Akestra-mcp"]);
  });

  it("are read with the credentials of each caller, and are nobody else's", async () => {
    const flows = { ann: [flow("ann_only")], bob: [flow("bob_only")], operator: [] };
    const { url } = await served(
      kestraWith(flows),
      {},
      { callers: (operator) => credentialCallers(operator) },
    );
    const [ann, bob] = await Promise.all([
      connected(way, url, { "X-Kestra-Token": own.ann }),
      connected(way, url, { "X-Kestra-Token": own.bob }),
    ]);
    const listed = await Promise.all([ann.list(), bob.list(), ann.list()]);
    expect(listed).toEqual([
      ["get_status", "run_ann_only"],
      ["get_status", "run_bob_only"],
      ["get_status", "run_ann_only"],
    ]);
    await expect(bob.call("run_ann_only")).rejects.toThrow(/Unknown tool: run_ann_only/);
  });

  it("are those in the namespaces of the caller's role", async () => {
    const folder = mkdtempSync(join(tmpdir(), "roles-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text, { mode: 0o600 });
      return join(folder, name);
    };
    const grant = "allow: [read, write, destructive], tools: [flows, get_status]";
    const { url, asked } = await served(
      kestraWith({ operator: [flow("mine", "company.data.etl"), flow("theirs", "company.people")] }),
      {
        KESTRA_MCP_ROLES_FILE: write(
          "roles.yaml",
          `roles:\n  engineer: [{ ${grant}, namespaces: [company.data] }]\n  all: [{ ${grant} }]\n  reader: [{ allow: [read] }]\n`,
        ),
        KESTRA_MCP_TOKENS_FILE: write(
          "tokens.yaml",
          ["engineer", "all", "reader"]
            .map((role) => `  - { name: ${role}, token: ${role}-token-0123456789, roles: [${role}] }`)
            .join("\n")
            .replace(/^/, "tokens:\n"),
        ),
      },
    );
    const as = (role: string) => connected(way, url, { Authorization: `Bearer ${role}-token-0123456789` });
    const [engineer, all, reader] = await Promise.all([as("engineer"), as("all"), as("reader")]);
    expect(await engineer.list()).toContain("run_mine");
    expect(await engineer.list()).not.toContain("run_theirs");
    expect(await all.list()).toEqual(expect.arrayContaining(["run_mine", "run_theirs"]));
    expect((await reader.list()).filter((name) => name.startsWith("run_"))).toEqual([]);
    await expect(engineer.call("run_theirs")).rejects.toThrow(/Unknown tool/);
    expect(await reader.call("run_mine")).toContain("role reader may not do this");
    expect(await engineer.call("get_status")).not.toContain("theirs");
    expect(asked.filter(({ method }) => method === "POST")).toEqual([]);
    expect(await engineer.call("run_mine")).toContain("5xYz");
  });
});

describe("flows that are tools", () => {
  it("differ by the tail of their namespaces where their ids do not", async () => {
    const flows = [flow("hello", "company.team"), flow("hello", "company.other"), flow("hi")];
    const { url } = await served(kestraWith({ operator: flows }));
    const client = await connected(ways[0], url, {});
    expect(await client.list()).toEqual(["get_status", "run_hi", "run_other_hello", "run_team_hello"]);
    expect(await client.call("run_hello")).toBe(
      "Unknown tool: 'run_hello'. It is hidden: there are run_other_hello and run_team_hello.",
    );
  });

  it("are told apart from what is gone", async () => {
    const flows = { operator: [flow("hello"), flow("stays")] };
    const { url, session } = await served(kestraWith(flows));
    const client = await connected(ways[0], url, {});
    await client.list();
    flows.operator.shift();
    if (session.made) session.made.at = -Infinity;
    expect(await client.list()).toEqual(["get_status", "run_stays"]);
    expect(await client.call("run_hello")).toMatch(/It is hidden: what it was made of is gone/);
  });

  it("stay as they were while Kestra does not answer, and the log says why", async () => {
    let isUp = true;
    const up = kestraWith({ operator: [flow("hello")] });
    const { url, session, logged } = await served((asked, response) => {
      if (isUp) up(asked, response);
      else json(response, { message: "Forbidden" }, 403);
    });
    const client = await connected(ways[0], url, {});
    await client.list();
    isUp = false;
    if (session.made) session.made.at = -Infinity;
    expect(await client.list()).toEqual(["get_status", "run_hello"]);
    expect(logged.map(({ message }) => String(message)).join("\n")).toMatch(
      /KESTRA_MCP_FLOWS: they could not be read/,
    );
  });

  it("are read once for many who ask at a time", async () => {
    const { url, asked } = await served(kestraWith({ operator: [flow("hello")] }));
    const clients = await Promise.all([0, 1, 2, 3].map(() => connected(ways[0], url, {})));
    await Promise.all(clients.map((client) => client.list()));
    expect(asked).toHaveLength(1);
  });

  it("are announced while a client listens, and are not asked for while none does", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const flows = { operator: [flow("hello")] };
    const { url, asked } = await served(kestraWith(flows));
    const reads = () => asked.filter((one) => one.url.includes("/flows/search")).length;
    const headers = { "Mcp-Session-Id": await openSession(url) };
    await send(url, { headers, body: { jsonrpc: "2.0", method: "notifications/initialized" } });
    await send(url, { headers, body: rpc("tools/list") });
    expect(reads()).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(reads()).toBe(1);
    const revision2025 = await streamOf(url, { headers: { ...usual, ...headers } });
    const revision2026 = await listening(url);
    flows.operator.push(flow("new_one"));
    vi.advanceTimersByTime(60_000);
    const changed = "notifications/tools/list_changed";
    await until(() => [revision2025, revision2026].every(({ text }) => text.includes(changed)));
    // One for both, or one for each.
    const polled = reads();
    expect(polled).toBeLessThanOrEqual(3);
    vi.advanceTimersByTime(59_000);
    expect(reads()).toBe(polled);
    vi.advanceTimersByTime(1000);
    await until(() => reads() > polled);
    // What stays as it is is not announced.
    const { message } = await send(url, { headers, body: rpc("tools/list") });
    expect(message.result?.["tools"]).toHaveLength(3);
    expect(revision2025.text.split(changed)).toHaveLength(2);
  });

  it("are announced to who listens, also when another client of the same caller has gone", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const flows = { operator: [flow("hello")] };
    const { url } = await served(kestraWith(flows));
    const stays = await listening(url);
    const goes = await listening(url);
    vi.advanceTimersByTime(60_000);
    const times = () => stays.text.split("notifications/tools/list_changed").length - 1;
    await until(() => times() === 1);
    goes.stop.abort();
    // The server hears of it before what comes after.
    await fetch(new URL("/healthz", url));
    flows.operator.push(flow("new_one"));
    vi.advanceTimersByTime(60_000);
    await until(() => times() === 2);
  });

  it("are asked about first where the operator wants it", async () => {
    const { url, asked } = await served(kestraWith({ operator: [flow("hello")] }), {
      KESTRA_MCP_CONFIRM: "destructive",
    });
    const client = await connected("2025-11-25 without sessions", url, {});
    const told = await client.call("run_hello");
    expect(told).toContain("POST /api/v1/main/executions/company.team/hello");
    expect(asked.filter(({ method }) => method === "POST")).toEqual([]);
    const [, confirm = ""] = /confirm[^A-Za-z0-9]+([A-Za-z0-9_.-]{20,})/.exec(told) ?? [];
    expect(await client.call("run_hello", { confirm })).toContain("5xYz");
  });
});

const usual = { Accept: "application/json, text/event-stream", "Content-Type": "application/json" };

/** A client of 2026-07-28 that hears of changes. */
async function listening(url: string): Promise<Stream> {
  const { headers, body } = request2026("subscriptions/listen", {
    notifications: { toolsListChanged: true },
  } as never);
  const stream = await streamOf(url, {
    method: "POST",
    headers: { ...usual, ...(headers as Record<string, string>) },
    body: JSON.stringify(body),
  });
  await until(() => stream.text.includes("acknowledged"));
  return stream;
}

interface Stream {
  readonly text: string;
  readonly stop: AbortController;
}

async function streamOf(url: string, init: RequestInit): Promise<Stream> {
  const stop = new AbortController();
  onTestFinished(() => {
    stop.abort();
  });
  const { body } = await fetch(url, { ...init, signal: stop.signal });
  const decoder = new TextDecoder();
  const got = { text: "", stop };
  const read = async () => {
    for await (const chunk of body ?? []) got.text += decoder.decode(chunk as Uint8Array);
  };
  read().catch(() => undefined);
  return got;
}

it("the line of a call that failed says nothing that a flow's author wrote of its choices", async () => {
  const reasons: unknown[] = [];
  const observers = [{ call: ({ reason }: CallMade) => reasons.push(reason) }];
  const inputs = [{ id: "color", type: "SELECT", values: ["canary red", "canary blue"] }];
  const chosen = { ...flow("hello"), inputs };
  const { url } = await served(kestraWith({ operator: [chosen] }), {}, { observers });
  const headers = { "Mcp-Session-Id": await openSession(url) };
  const call = async (given: object) => {
    const body = rpc("tools/call", { name: "run_hello", arguments: given });
    return (await send(url, { headers, body })).text;
  };
  expect(await call({ color: "canary rad" })).toContain("one of canary red, canary blue");
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toMatch(/^InputError: color must be …, not …/);
});
