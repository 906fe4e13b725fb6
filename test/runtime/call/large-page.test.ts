import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { TooLargeError } from "../../../runtime/errors.ts";
import type { JsonObject } from "../../../runtime/json.ts";
import { readLargePage } from "../../../runtime/call/large-page.ts";
import type { RequestPlan } from "../../../runtime/http-client/request-plan.ts";
import { configs, httpServer, json } from "../support/server.ts";
import { call, sessionFor, textOf } from "../support/session.ts";
import { compiled, getBox, list, listBoxes } from "../support/tools.ts";
import { say } from "../../../runtime/text/said.ts";

/** A search of rows, each as heavy as its number, that gives no answer of more than `most`. */
function search(weights: readonly number[], most: number) {
  const asked: string[] = [];
  const ask = ({ query }: RequestPlan): Promise<JsonObject> => {
    const [page, size] = [Number(query?.page ?? 1), Number(query?.size ?? 10)];
    asked.push(`${page}x${size}`);
    const from = (page - 1) * size;
    const part = weights.slice(from, from + size);
    const weight = part.reduce((sum, it) => sum + it, 0);
    if (weight > most)
      return Promise.reject(new TooLargeError(say`The answer is larger than that.`, 200, say`Less!`));
    return Promise.resolve({ results: part.map((_, i) => from + i), total: weights.length });
  };
  return { ask, asked };
}

const plan = (query: RequestPlan["query"]): RequestPlan => ({
  method: "GET",
  path: "/x",
  ...(query && { query }),
});

describe("a page that is too large", () => {
  test("is read as smaller ones: no row is left out, none comes twice", async () => {
    const given = {
      weights: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
      most: fc.integer({ min: 5, max: 30 }),
      size: fc.integer({ min: 1, max: 17 }),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(given), async ({ weights, most, size }) => {
        const { ask } = search(weights, most);
        const readable = { size: Infinity };
        const rows: unknown[] = [];
        for (let page = 1; (page - 1) * size < weights.length; page++) {
          const output = await readLargePage(plan({ page, size }), "results", ask, readable);
          expect(output.total).toBe(weights.length);
          rows.push(...(output.results as unknown[]));
        }
        expect(rows).toEqual(weights.map((_, i) => i));
      }),
    );
  });

  test("is tried once: the pages after it are read as small as that", async () => {
    const { ask, asked } = search(Array<number>(10).fill(1), 2);
    const readable = { size: Infinity };
    await readLargePage(plan({ page: 1, size: 5 }), "results", ask, readable);
    expect(asked).toEqual(["1x5", "1x3", "1x2", "2x2", "3x2"]);
    await readLargePage(plan({ page: 2, size: 5 }), "results", ask, readable);
    expect(asked.slice(5)).toEqual(["3x2", "4x2", "5x2"]);
  });

  test("of one row says which, and how to go on", async () => {
    const { ask } = search([1, 1, 9, 1], 5);
    await expect(readLargePage(plan({ size: 4 }), "results", ask, { size: Infinity })).rejects.toThrow(
      "The answer is larger than that. That is row 3 alone: ask for the rows before it, or for those after it.",
    );
  });

  test("has the usual size where the request says none", async () => {
    const { ask, asked } = search(Array<number>(12).fill(1), 9);
    const output = await readLargePage(plan({ size: undefined }), "results", ask, { size: Infinity });
    expect(output.results).toHaveLength(10);
    expect(asked).toEqual(["1x10", "1x5", "2x5"]);
  });

  test("throws what is another error", async () => {
    const ask = () => Promise.reject(new Error("no"));
    await expect(readLargePage(plan({ size: 4 }), "results", ask, { size: 9 })).rejects.toThrow("no");
  });
});

describe("rows of 3 MB", { timeout: 30_000 }, () => {
  const text = "x".repeat(3 * 2 ** 20);
  const rows = Array.from({ length: 9 }, (_, id) => ({ id, text }));

  async function kestra(behaviour: object) {
    const { url, asked } = await httpServer((one, response) => {
      if (one.url === "/api/v1/configs") {
        json(response, configs);
        return;
      }
      const query = new URL(one.url, "http://x").searchParams;
      const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("size"))];
      json(response, { results: rows.slice((page - 1) * size, page * size), total: rows.length });
    });
    const tool = { ...listBoxes, behaviour: { ...list, ...behaviour } };
    const result = await call(sessionFor(url, {}, { ...compiled, tools: [tool, getBox] }), "list_boxes", {
      count: 8,
    });
    return { result, urls: asked.slice(1).map((one) => one.url.replace(/^.*\?/, "")) };
  }

  const ids = (answer: { readonly results: readonly { readonly id: number }[]; readonly total: number }) => ({
    results: answer.results.map(({ id }) => id),
    total: answer.total,
  });
  const readIds = async () => {
    const { json: read } = await import("../../../runtime/compiled/read.ts");
    const row = z.object({ id: z.number() });
    return read(() => z.object({ results: z.array(row), total: z.number() }), ids);
  };

  test("come all the same, of a search in pages and of a single page", async () => {
    const read = await readIds();
    const limit = { rows: "results" };
    const paged = await kestra({ read, limit });
    expect(paged.result.structuredContent).toEqual({ results: rows.map(({ id }) => id), total: 9 });
    expect(paged.urls).toEqual([
      "size=8&page=1",
      "size=4&page=1",
      ...[1, 2, 3, 4].map((page) => `size=2&page=${page}`),
      "size=2&page=5",
    ]);
    const single = await kestra({ read, limit, pages: undefined });
    expect(single.result.structuredContent).toEqual({ results: [0, 1, 2, 3, 4, 5, 6, 7], total: 9 });
    expect(single.urls.slice(2)).toEqual([1, 2, 3, 4].map((page) => `size=2&page=${page}`));
  });

  test("are an error where the output has no rows to join", async () => {
    const { result } = await kestra({ limit: {}, pages: undefined });
    expect(textOf(result)).toContain("is larger than 10 MB, which is not read. Ask for less: a filter");
  });
});
