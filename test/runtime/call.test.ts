import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { configs, deadUrl, httpServer, json, type Asked, type Respond } from "./support/server.ts";
import { call, sessionFor, textOf } from "./support/session.ts";

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
  test("answers with structure and the same JSON as compact text, nothing added", async () => {
    const { url, calls } = await kestra((_, response) => {
      json(response, { id: "a", ü: [1, { b: null }] });
    });
    const result = await call(sessionFor(url), "get_box", { box_id: "a/b" });
    expect(result).toEqual({
      content: [{ type: "text", text: '{"id":"a","ü":[1,{"b":null}]}' }],
      structuredContent: { id: "a", ü: [1, { b: null }] },
    });
    expect(calls()[0]?.url).toBe("/api/v1/main/boxes/a%2Fb");
  });

  test("works by a former name", async () => {
    const { url } = await kestra((_, response) => {
      json(response, { id: "a" });
    });
    expect(await call(sessionFor(url), "read_box", { box_id: "a" })).not.toHaveProperty("isError");
  });

  test("an unknown tool is an error of the protocol; a hidden one says why", async () => {
    const session = sessionFor(await deadUrl(), { KESTRA_MCP_READ_ONLY: "true" });
    await expect(call(session, "get_bx")).rejects.toMatchObject({
      code: -32602,
      message: "Unknown tool: get_bx. Did you mean get_box?",
    });
    await expect(call(session, "drop_box")).rejects.toMatchObject({
      code: -32602,
      message: "Unknown tool: drop_box. It is hidden: KESTRA_MCP_READ_ONLY: it changes something.",
    });
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

  test("a path argument that cannot be one is named", async () => {
    const { url, calls } = await kestra(() => undefined);
    const result = await call(sessionFor(url), "get_box", { box_id: ".." });
    expect(textOf(result)).toBe('get_box: ".." cannot be part of a path: give an id or a name.');
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
    ["<html>", "at its root: not JSON (application/json)."],
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
    expect(told).toEqual([[1, 2]]);
  });

  test("a refusal of one of their calls is the tool's error", async () => {
    const { url } = await kestra((_, response) => {
      json(response, { message: "no" }, 409);
    });
    const result = await call(sessionFor(url), "relabel_box", { box_id: "a", label: "b" });
    expect(textOf(result)).toContain("Kestra refused GET /api/v1/main/boxes/a (409): no.");
  });
});

describe("pages", () => {
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ id: from + i }));
  const search =
    (total: number): Respond =>
    ({ url }, response) => {
      const query = new URL(url, "http://x").searchParams;
      const [page, size] = [Number(query.get("page")), Number(query.get("size"))];
      json(response, { results: rows((page - 1) * size, Math.min(total, page * size)), total });
    };

  test("are joined until one is not full, and no more are read than are shown", async () => {
    const { url, calls } = await kestra(search(7));
    const session = sessionFor(url);
    const result = await call(session, "list_boxes", { count: "3", skip: 5 });
    expect(result.structuredContent).toEqual({ results: rows(5, 7), total: 7 });
    expect(calls().map((one) => one.url)).toEqual(
      [1, 2, 3].map((page) => `/api/v1/main/boxes/search?size=3&page=${page}`),
    );
    const first = await call(session, "list_boxes", { count: 3 });
    expect(first.structuredContent).toEqual({
      results: rows(0, 5),
      total: 7,
      truncated: "Rows 1 to 5 of 6 or more. For the next ones call again with skip: 5.",
    });
    expect(calls()).toHaveLength(5);
  });

  test("end at the most", async () => {
    const { url, calls } = await kestra(search(1000));
    const result = await call(sessionFor(url), "list_boxes", { count: 2, skip: 5 });
    expect(result.structuredContent?.truncated).toBe(
      "Rows 6 to 8 of 8 or more. For the rest narrow the call.",
    );
    expect(calls()).toHaveLength(4);
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
