import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { ContractError } from "../../../runtime/errors.ts";
import { json as readJson } from "../../../runtime/compiled/read.ts";
import { failure } from "../../../runtime/call/result.ts";
import { foreignMark } from "../../../runtime/text/as-data.ts";
import { run } from "../../../runtime/call/run.ts";
import type { Effect } from "../../../runtime/tool/definition.ts";
import { contextFor } from "../support/context.ts";
import { compiled, list as listOperation } from "../support/tools.ts";
import { configs, deadUrl, httpServer, json, type Asked, type Respond } from "../support/server.ts";
import { call, sessionFor, textOf } from "../support/session.ts";

/** A Kestra of 1.3 whose other routes are the test's. */
async function kestra(respond: Respond, config: object = configs) {
  const { url, asked } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, config);
    else respond(one, response);
  });
  const calls = (): Asked[] => asked.filter((one) => one.url !== "/api/v1/configs");
  return { url, asked, calls };
}

describe("a call", () => {
  test("answers with structure and the same JSON as compact text, and after it what marks it", async () => {
    const { url, calls } = await kestra((_, response) => {
      json(response, { id: "a", ü: [1, { b: null }] });
    });
    const result = await call(sessionFor(url), "get_box", { box_id: "a b" });
    expect(result).toEqual({
      content: [
        { type: "text", text: '{"id":"a","ü":[1,{"b":null}]}' },
        { type: "text", text: foreignMark },
      ],
      structuredContent: { id: "a", ü: [1, { b: null }] },
    });
    expect(calls()[0]?.url).toBe("/api/v1/main/boxes/a%20b");
  });

  test("works by a former name", async () => {
    const { url } = await kestra((_, response) => {
      json(response, { id: "a" });
    });
    expect(await call(sessionFor(url), "read_box", { box_id: "a" })).not.toHaveProperty("isError");
  });

  test("a refusal is no longer than a result may be, and still says at its end what to do", () => {
    const text = textOf(failure(`get_box: ${"x🚀".repeat(100_000)}. List the boxes first.`));
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text).toMatch(/^get_box: [^]* … \(\d{6} characters in all\) … [^]*List the boxes first\.$/);
    expect(text.isWellFormed()).toBe(true);
  });

  test("an unknown tool is an error of the protocol; a hidden one says why", async () => {
    const session = sessionFor(await deadUrl(), { KESTRA_MCP_READ_ONLY: "true" });
    await expect(call(session, "get_bx")).rejects.toMatchObject({
      code: -32602,
      message: "Unknown tool: get_bx. Did you mean get_box?",
    });
    expect(await call(session, "drop_box")).toEqual({
      content: [
        {
          type: "text",
          text: "Unknown tool: 'drop_box'. It is hidden: KESTRA_MCP_READ_ONLY: it changes something.",
        },
      ],
      isError: true,
    });
    const disabled = sessionFor(await deadUrl(), { KESTRA_MCP_DISABLED_TOOLS: "get_box" });
    expect(textOf(await call(disabled, "read_box"))).toContain("Unknown tool: 'read_box'. It is hidden:");
  });

  test("takes no longer than four requests may: then its error says so", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    let asked = 0;
    const { url } = await kestra((_, response) => {
      asked++;
      const row = { results: Array.from({ length: 1 }, () => ({ id: "a" })), total: 99 };
      vi.advanceTimersByTime(200);
      json(response, row);
    });
    const tools = compiled.tools.map((tool) =>
      tool.name === "list_boxes"
        ? { ...tool, behaviour: { ...listOperation, limit: {}, pages: { rows: "results", most: 99 } } }
        : tool,
    );
    const session = sessionFor(url, { KESTRA_MCP_TIMEOUT: "0.6" }, { ...compiled, tools });
    const result = await call(session, "list_boxes", { count: 1 });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      "list_boxes was not done within 2.4 s, 4 times KESTRA_MCP_TIMEOUT. Ask for less, or set KESTRA_MCP_TIMEOUT higher.",
    );
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(14);
  });

  test("wrong arguments are told without asking Kestra", async () => {
    const { url, asked } = await kestra(() => undefined);
    const session = sessionFor(url);
    const put = await call(session, "manage_box", { action: "put", box_id: "a" });
    expect(put).toEqual({
      content: [{ type: "text", text: "manage_box: label is required when action is put." }],
      isError: true,
    });
    expect(textOf(await call(session, "get_box", { box: "a" }))).toContain(
      "get_box: there is no argument box.",
    );
    expect(asked).toHaveLength(0);
  });

  test("read-only: hidden actions are told, their arguments and unknown ones refused", async () => {
    const { url } = await kestra((_, response) => {
      json(response, { id: "a" });
    });
    const session = sessionFor(url, { KESTRA_MCP_READ_ONLY: "true" });
    const values = { action: "get", box_id: "a", label: null, more: null };
    expect((await call(session, "manage_box", values)).structuredContent).toEqual({ id: "a" });
    expect(textOf(await call(session, "manage_box", { ...values, label: "x" }))).toBe(
      "manage_box: action get does not take label: leave it out, or choose another action.",
    );
    expect(textOf(await call(session, "manage_box", { ...values, more: 1 }))).toContain(
      "there is no argument more.",
    );
    expect(textOf(await call(session, "manage_box", { action: "put", box_id: "a" }))).toBe(
      "manage_box: action put is hidden by KESTRA_MCP_READ_ONLY: use get.",
    );
  });

  test("a path argument that cannot be one is named", async () => {
    const { url, calls } = await kestra(() => undefined);
    const result = await call(sessionFor(url), "get_box", { box_id: ".." });
    expect(textOf(result)).toBe('get_box: box_id: ".." cannot be part of a path: give an id or a name.');
    expect(calls()).toHaveLength(0);
  });

  test("Kestra's reason and the advice come back", async () => {
    const { url } = await kestra((_, response) => {
      json(response, { message: "No such box." }, 404);
    });
    const result = await call(sessionFor(url, { KESTRA_TENANT_ID: "acme" }), "get_box", { box_id: "a" });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      "Kestra refused GET /api/v1/acme/boxes/a (404): No such box. List the boxes first.",
    );
  });

  test("a status can be an answer", async () => {
    const { url } = await kestra(
      (_, response) => {
        response.writeHead(404).end();
      },
      { ...configs, version: "2.0.0" },
    );
    const result = await call(sessionFor(url), "drop_box", { box_id: "a" });
    expect(result.structuredContent).toEqual({ dropped: "a", missing: true });
  });

  test.each([
    [{ noId: true }, "at id: "],
    ["<xml>", "at its root: not JSON (application/json)."],
  ])("an answer that is not by contract names the place: %j", async (body, place) => {
    const { url } = await kestra((_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
    const session = sessionFor(url);
    const result = await call(session, "get_box", { box_id: "a" });
    expect(textOf(result)).toContain(
      `Kestra's answer to GET /api/v1/main/boxes/a is not what its contract says, ${place}`,
    );
    expect(session.logged.join("")).toContain("ERROR get_box:");
  });

  test("what the line or the edition lacks is one sentence, and nothing is sent", async () => {
    const { url, calls } = await kestra(() => undefined);
    const session = sessionFor(url);
    expect(textOf(await call(session, "drop_box", { box_id: "a" }))).toBe(
      "drop_box: this tool needs a Kestra of release 2.0; this one is 1.3.25.",
    );
    expect(textOf(await call(session, "manage_box", { action: "drop", box_id: "a" }))).toBe(
      "manage_box: action drop needs a Kestra of release 2.0; this one is 1.3.25.",
    );
    expect(textOf(await call(session, "audit_box", { box_id: "a" }))).toBe(
      "audit_box: this tool needs the Enterprise Edition of Kestra; this one is open source.",
    );
    expect(calls()).toHaveLength(0);
  });

  test("cancelling closes the socket to Kestra and answers nothing", async () => {
    let closed = false;
    const { url, calls } = await kestra(({ socket }) => {
      socket.once("close", () => (closed = true));
    });
    const abort = new AbortController();
    const result = call(sessionFor(url), "get_box", { box_id: "a" }, { signal: abort.signal });
    while (calls().length === 0) await sleep(5);
    abort.abort(new Error("cancelled"));
    await expect(result).rejects.toThrow("cancelled");
    while (!closed) await sleep(5);
  });
});

describe("a write that Kestra took", () => {
  const input = () => z.strictObject({ box_id: z.string() });
  const read = readJson(
    () => z.object({ id: z.string() }),
    (answer) => answer,
  );
  const context = (status: number) => ({ ...contextFor(() => ({ status, mediaType: "", text: "{}" })) });

  test("and answered as no contract says, is told, so that it is not done twice", async () => {
    const request = () => ({ method: "POST", path: "/api/v1/{tenant}/boxes" }) as const;
    const reach = { idempotent: false, lines: ["1.3"], input, request, read } as const;
    const ran = (effect: Effect, status = 200) =>
      run({ ...reach, effect, on: { 409: read } }, {}, context(status));
    const sentence = "Kestra took the request (200): look before you try again.";
    await expect(ran("write")).rejects.toThrow(sentence);
    await expect(ran("destructive")).rejects.toThrow(ContractError);
    await expect(ran("read")).rejects.not.toThrow("took the request");
    await expect(ran("write", 409)).rejects.not.toThrow("took the request");
  });
});

describe("retries", () => {
  test("a tool that reads is tried again, one that writes is not", async () => {
    const { url, calls } = await kestra((_, response) => {
      json(response, { message: "busy" }, 503);
    });
    const session = sessionFor(url);
    expect(textOf(await call(session, "get_box", { box_id: "a" }))).toContain("(503): busy.");
    expect(calls()).toHaveLength(3);
    await call(session, "manage_box", { action: "put", box_id: "a", label: "b" });
    expect(calls()).toHaveLength(4);
  });
});

describe("steps", () => {
  test("reach Kestra through their calls, and tell how far they are", async () => {
    const { url, calls } = await kestra(({ method }, response) => {
      json(response, method === "GET" ? { id: "a" } : {});
    });
    const told: unknown[] = [];
    const progress = (...args: unknown[]) => told.push(args);
    const result = await call(sessionFor(url), "relabel_box", { box_id: "a", label: "b" }, { progress });
    expect(result.structuredContent).toEqual({ before: { id: "a" }, after: { put: "a" } });
    expect(calls().map(({ method, body }) => `${method} ${body.toString()}`)).toEqual([
      "GET ",
      'POST {"label":"b"}',
    ]);
    expect(told).toEqual([[1, undefined, "It was read."]]);
  });

  test("a refusal of one of their calls is the tool's error", async () => {
    const { url } = await kestra((_, response) => {
      json(response, { message: "no" }, 409);
    });
    const result = await call(sessionFor(url), "relabel_box", { box_id: "a", label: "b" });
    expect(textOf(result)).toContain("Kestra refused GET /api/v1/main/boxes/a (409): no.");
  });
});

describe("secrets", () => {
  const canary = "canary-q7Zp4w-secret";
  const basic = Buffer.from(`us:${canary}`).toString("base64");

  test.each([
    [{ KESTRA_USERNAME: "us", KESTRA_PASSWORD: canary }, `Basic ${basic}`],
    [{ KESTRA_API_TOKEN: canary }, `Bearer ${canary}`],
  ])("never come back, even when Kestra repeats them", async (env, header) => {
    const { url, calls } = await kestra(({ headers, socket, url }, response) => {
      if (url.endsWith("/reset")) socket.destroy();
      else if (url.endsWith("/crash")) response.writeHead(200).end(`not JSON ${headers.authorization ?? ""}`);
      else json(response, { message: `wrong: ${headers.authorization ?? ""} ${canary}` }, 401);
    });
    const session = sessionFor(url, env);
    const texts: string[] = [];
    for (const box_id of ["refuse", "crash", "reset"]) {
      texts.push(JSON.stringify(await call(session, "get_box", { box_id })));
    }
    expect(calls()[0]?.headers.authorization).toBe(header);
    const all = [...texts, ...session.logged].join("\n");
    expect(all).toContain("wrong: ");
    expect(all).not.toContain(canary);
    expect(all).not.toContain(basic);
  });
});
