import { describe, expect, test } from "vitest";
import { z } from "zod";
import { run } from "../../../runtime/call/run.ts";
import { contextFor } from "../support/context.ts";
import { list as listOperation } from "../support/tools.ts";
import { configs, httpServer, json, type Asked, type Respond } from "../support/server.ts";
import { call, sessionFor } from "../support/session.ts";

/** A Kestra of 1.3 whose other routes are the test's. */
async function kestra(respond: Respond, config: object = configs) {
  const { url, asked } = await httpServer((one, response) => {
    if (one.url === "/api/v1/configs") json(response, config);
    else respond(one, response);
  });
  const calls = (): Asked[] => asked.filter((one) => one.url !== "/api/v1/configs");
  return { url, asked, calls };
}

describe("pages", () => {
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ id: from + i }));
  const search =
    (total: number): Respond =>
    ({ url }, response) => {
      const query = new URL(url, "http://x").searchParams;
      const [page, size] = [Number(query.get("page")), Number(query.get("size"))];
      json(response, { results: rows((page - 1) * size, Math.min(total, page * size)), total });
    };

  test("are joined until one is not full", async () => {
    const { url, calls } = await kestra(search(7));
    const session = sessionFor(url);
    const result = await call(session, "list_boxes", { count: "3", skip: 5 });
    expect(result.structuredContent).toEqual({ results: rows(5, 7), total: 7 });
    expect(calls().map((one) => one.url)).toEqual(
      [1, 2, 3].map((page) => `/api/v1/main/boxes/search?size=3&page=${page}`),
    );
    const first = await call(session, "list_boxes", { count: 3 });
    expect(first.structuredContent).toEqual({
      results: rows(0, 7),
      total: 7,
    });
    expect(calls()).toHaveLength(6);
  });

  test("end at the most", async () => {
    const { url, calls } = await kestra(search(1000));
    const result = await call(sessionFor(url), "list_boxes", { count: 2, skip: 5 });
    expect(result.structuredContent?.truncated).toBe(
      "Rows 6 to 8 of 8 that were read (total: 1000). For the rest narrow the call.",
    );
    expect(calls()).toHaveLength(4);
  });
});

describe("pages of a call of steps", () => {
  const behaviour = {
    effect: "read",
    idempotent: true,
    lines: ["1.3"],
    input: () => z.strictObject({}),
    calls: { list: listOperation },
    steps: async (_: object, kestra: { readonly list: (input: object) => Promise<object> }) => ({
      found: await kestra.list({ count: 2 }),
    }),
  } as const;
  const pages = (total: number) =>
    contextFor(({ query }) => {
      const from = (Number(query?.page) - 1) * 2;
      const results = Array.from({ length: Math.max(0, Math.min(2, total - from)) }, (_, i) => from + i);
      return { status: 200, mediaType: "", text: JSON.stringify({ results, total }) };
    });

  test("are told to be cut, and each is progress", async () => {
    const told: unknown[] = [];
    const progress = (...args: unknown[]) => told.push(args);
    expect((await run(behaviour, {}, { ...pages(70), progress })).more).toBe(true);
    expect(told).toEqual([1, 2, 3, 4].map((page) => [page, undefined, `Page ${page} was read.`]));
  });

  test("are whole where the total is reached", async () => {
    expect((await run(behaviour, {}, pages(8))).more).toBe(false);
    expect((await run(behaviour, {}, pages(5))).more).toBe(false);
  });
});
