import type { ObjectSchema } from "../../../runtime/json/schema.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bound, type ResultBounds } from "../../../runtime/call/bound.ts";
import type { JsonObject } from "../../../runtime/json.ts";

const any: ObjectSchema = { type: "object", properties: {} };

const bounded = (output: JsonObject, more: Partial<ResultBounds> = {}) =>
  bound(output, { limit: {}, input: {}, inputSchema: any, outputSchema: any, more: false, ...more });

const rows = (count: number, width = 10) =>
  Array.from({ length: count }, (_, i) => ({ i, text: "x".repeat(width) }));

describe("rows", () => {
  const limit = { rows: "results", offset: "skip" };
  /** Of which three have room. */
  const large = (count: number) => rows(count, 6000);

  test("within the limit nothing is said", () => {
    const output = { results: rows(3), total: 3 };
    expect(bounded(output, { limit })).toEqual(output);
  });

  test("cut where there is no more room, with the offset of the rest, until the last", () => {
    const output = { results: large(7), total: 7 };
    const first = bounded(output, { limit });
    expect(first).toEqual({
      results: large(7).slice(0, 3),
      total: 7,
      truncated: "Rows 1 to 3 of 7. For the next ones call again with skip: 3.",
    });
    const last = bounded(output, { limit, input: { skip: 6 } });
    expect(last).toEqual({ results: large(7).slice(6), total: 7 });
    expect(bounded(output, { limit, input: { skip: 7 } })).toEqual({
      results: [],
      total: 7,
      truncated: "Of 7 rows there is nothing from 7 on.",
    });
  });

  test("cut where the characters end, each row whole", () => {
    const result = bounded({ results: rows(1000, 100) });
    expect(Object.keys(result)).toContain("truncated");
    const cut = bounded({ results: rows(1000, 100) }, { limit: { rows: "results" } });
    expect(JSON.stringify({ results: cut.results }).length).toBeLessThanOrEqual(20_000);
    expect(cut.results).toEqual(rows(1000, 100).slice(0, (cut.results as []).length));
    expect((cut.results as []).length).toBe(167);
  });

  test("says how to get the rest: by a sentence, by size and page, or by asking for less", () => {
    const ofRows = { rows: "results" };
    const truncated = (more: Partial<ResultBounds>) => bounded({ results: large(9) }, more).truncated;
    expect(truncated({ limit: { ...ofRows, rest: "Filter." } })).toBe("Rows 1 to 3 of 9. Filter.");
    const paged: ObjectSchema = {
      type: "object",
      properties: { size: { type: "integer" }, page: { type: "integer" } },
    };
    expect(truncated({ limit: ofRows, inputSchema: paged })).toContain(
      "smaller size, then with the next page",
    );
    expect(truncated({ limit: ofRows })).toContain("narrow the call");
  });

  test("rows that were not read are told", () => {
    const result = bounded({ results: rows(2) }, { limit: { rows: "results", offset: "skip" }, more: true });
    expect(result.truncated).toBe("Rows 1 to 2 of 2 or more. For the rest narrow the call.");
  });

  test("a total that the output has is not contradicted", () => {
    const truncated = (total: number, more: boolean, results = rows(4)) =>
      bounded({ results, total }, { limit: { rows: "results" }, more }).truncated;
    expect(truncated(4, true)).toBeUndefined();
    expect(truncated(70, true)).toBe(
      "Rows 1 to 4 of 4 that were read (total: 70). For the rest narrow the call.",
    );
    expect(truncated(70, false, large(4))).toBe(
      "Rows 1 to 3 of 4 that were read (total: 70). For the rest narrow the call.",
    );
    expect(truncated(70, false)).toBeUndefined();
  });

  test("that there is none so far on is said of those that were read", () => {
    const limit = { rows: "results", offset: "skip" };
    const skipped = { limit, input: { skip: 2 } };
    expect(bounded({ results: rows(2), total: 12 }, skipped).truncated).toBe(
      "Of 2 rows that were read (total: 12) there is nothing from 2 on.",
    );
  });

  test("what steps said stays, before what is cut here, and is not cut itself", () => {
    const truncated = "Only 9 of 70 flows were read: give a namespace.";
    expect(bounded({ results: rows(3), truncated }, { limit, more: true })).toEqual({
      results: rows(3),
      truncated,
    });
    expect(bounded({ results: large(4), truncated }, { limit }).truncated).toBe(
      `${truncated} Rows 1 to 3 of 4. For the next ones call again with skip: 3.`,
    );
    const long = "Read less. ".repeat(100);
    const cut = bounded({ id: "x".repeat(30_000), truncated: long });
    expect(cut.truncated).toContain(long);
  });

  test("rows that were not read are told where no key holds the rows", () => {
    expect(bounded({ found: false }, { more: true }).truncated).toBe(
      "Not all rows that Kestra has were read. For the rest narrow the call.",
    );
  });

  test("a first row that is too large alone loses its largest values, so that the next one can be reached", () => {
    const huge = { id: "a", log: "x".repeat(50_000), small: 1 };
    const result = bounded({ results: [huge, { id: "b" }] }, { limit: { rows: "results", offset: "skip" } });
    const [first] = result.results as [{ readonly log: string }];
    expect(first).toEqual({ id: "a", log: "x".repeat(first.log.length), small: 1 });
    expect(first.log.length).toBeGreaterThan(19_900);
    expect(result.truncated).toBe(
      `Left out to stay within 20000 characters: results[0].log after its first ${first.log.length} of 50000 characters. ` +
        "Rows 1 to 1 of 2. For the next ones call again with skip: 1.",
    );
  });
});

describe("text", () => {
  const text = Array.from({ length: 5000 }, (_, i) => `line ${i} "quoted"\n`).join("");
  const limit = { text: "result", offset: "from" };

  test("is cut at the end of a line; the offsets lead through all of it", () => {
    let read = "";
    let turns = 0;
    for (let from = 0; from < text.length && turns < 1000; turns++) {
      const result = bounded({ result: text }, { limit, input: { from } });
      const piece = result.result as string;
      expect(JSON.stringify({ result: piece }).length).toBeLessThanOrEqual(20_000);
      expect(piece.endsWith("\n")).toBe(true);
      read += piece;
      from += piece.length;
      if (from < text.length) expect(result.truncated).toContain(`call again with from: ${from}.`);
    }
    expect(read).toBe(text);
  });

  test("base64 is cut so that each piece is bytes by itself, also from an offset in between", () => {
    const bytes = Buffer.from(Array.from({ length: 40_001 }, (_, i) => i % 256));
    const file = { result: bytes.toString("base64"), encoding: "base64" };
    const read: Buffer[] = [];
    for (let from = 0; from < file.result.length;) {
      const piece = bounded(file, { limit, input: { from } }).result as string;
      expect(piece.length % 4).toBe(0);
      read.push(Buffer.from(piece, "base64"));
      from += piece.length;
    }
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
    const { result } = bounded(file, { limit, input: { from: 7 } });
    expect(result).toBe(bounded(file, { limit, input: { from: 4 } }).result);
  });

  test("one long line is cut between characters", () => {
    const result = bounded({ result: "😀".repeat(50_000) }, { limit });
    expect((result.result as string).isWellFormed()).toBe(true);
    expect((result.result as string).length).toBeGreaterThan(19_900);
  });
});

describe("neither rows nor text", () => {
  test("the largest values go first, and are named with their sizes", () => {
    const result = bounded({
      id: "a",
      outputs: { file: "y".repeat(30_000), ok: true },
      log: "z".repeat(100),
    });
    const { file } = result.outputs as { readonly file: string };
    expect(file.length).toBeGreaterThan(19_800);
    expect(result).toEqual({
      id: "a",
      outputs: { file: "y".repeat(file.length), ok: true },
      log: "z".repeat(100),
      truncated: `Left out to stay within 20000 characters: outputs.file after its first ${file.length} of 30000 characters.`,
    });
  });

  test("texts that are too long on their own share the room, each whole characters", () => {
    const result = bounded({ id: "a", one: "😀".repeat(20_000), two: "é".repeat(90_000) });
    const { id, one, two, truncated } = result as Readonly<Record<string, string>>;
    expect(id).toBe("a");
    expect(one?.isWellFormed()).toBe(true);
    for (const text of [one, two]) expect(text?.length).toBeGreaterThan(9900);
    expect(truncated).toContain(`one after its first ${one?.length} of 40000 characters`);
    expect(truncated).toContain(`two after its first ${two?.length} of 90000 characters`);
    expect(JSON.stringify({ id, one, two }).length).toBeLessThanOrEqual(20_000);
  });

  test("a text that its schema restricts is left out whole", () => {
    const outputSchema: ObjectSchema = {
      type: "object",
      properties: { link: { type: "string", pattern: "^y+$" } },
    };
    const result = bounded({ id: "a", link: "y".repeat(30_000) }, { outputSchema });
    expect(result).toMatchObject({
      id: "a",
      truncated: expect.stringContaining("link (30002 characters)") as string,
    });
    expect(result).not.toHaveProperty("link");
  });

  test("what the output schema requires stays: texts and arrays are cut", () => {
    const outputSchema: ObjectSchema = {
      type: "object",
      properties: {
        result: { type: "string" },
        list: { type: "array", items: { type: "object", additionalProperties: true } },
      },
      required: ["result", "list"],
    };
    const result = bounded({ result: "y".repeat(30_000), list: rows(2000) }, { outputSchema });
    expect((result.result as string).length).toBeGreaterThan(0);
    expect(JSON.stringify({ ...result, truncated: undefined }).length).toBeLessThanOrEqual(20_000);
    expect(result.truncated).toContain("of 2000 items");
  });
});

test(
  "whatever comes, the text is JSON, valid by the schema, and no longer than the limit and its note",
  { timeout: 30_000 },
  () => {
    const outputSchema: ObjectSchema = {
      type: "object",
      properties: {
        results: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
        result: { type: "string" },
      },
      required: ["results"],
    };
    const valid = new Ajv2020().compile(outputSchema);
    const long = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.nat(2000).map((n) => '"\n'.repeat(n)),
    );
    const row = fc.record({ id: long, more: fc.oneof(long, fc.jsonValue()) }, { requiredKeys: [] });
    const output = fc.record(
      { results: fc.array(row, { maxLength: 30 }), result: long, rest: fc.dictionary(fc.string(), long) },
      { requiredKeys: ["results"] },
    );
    const limits = fc.record(
      {
        rows: fc.constantFrom("results", "none"),
        text: fc.constant("result"),
        offset: fc.constant("skip"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(output, limits, fc.nat(40), (given, limit, skip) => {
        const plain = JSON.parse(JSON.stringify(given)) as JsonObject;
        const result = bounded(plain, { limit, input: { skip }, outputSchema });
        const { truncated, ...rest } = JSON.parse(JSON.stringify(result)) as { readonly truncated?: string };
        expect(JSON.stringify(rest).length).toBeLessThanOrEqual(20_000);
        expect(valid(rest)).toBe(true);
        expect((truncated ?? "").length).toBeLessThan(3000);
        const whole = limit.offset === undefined || skip === 0;
        if (whole && JSON.stringify(plain).length > 20_000) expect(truncated).toBeTypeOf("string");
      }),
      { numRuns: 60 },
    );
  },
);
