import { describe, expect, it } from "vitest";
import { commonSchema, readingOf } from "../../../generator/forms/reading.ts";

const text = { type: "string" } as const;

describe("what is read of an answer", () => {
  it("is the tree of its paths, required as far as every way to it is", () => {
    const reads = [
      { path: ["id"], schema: text, required: true },
      { path: ["state", "current"], schema: text, required: true },
      { path: ["meta", "note"], schema: { type: ["string", "null"] as const }, required: false },
    ];
    expect(readingOf(reads)).toEqual({
      type: "object",
      properties: {
        id: text,
        state: { type: "object", properties: { current: text }, required: ["current"] },
        meta: { type: ["object", "null"], properties: { note: { type: ["string", "null"] } } },
      },
      required: ["id", "state"],
    });
  });
});

describe("the shape that outputs have in common", () => {
  it("makes optional what one lacks, and open what differs", () => {
    const a = {
      type: "object",
      properties: { id: text, n: { type: "integer" } },
      required: ["id", "n"],
    } as const;
    const b = {
      type: "object",
      properties: { id: text, n: text, more: text },
      required: ["id", "more"],
    } as const;
    expect(commonSchema([a, b])).toEqual({
      type: "object",
      properties: { id: text, n: {}, more: text },
      required: ["id"],
    });
  });

  it("allows null where one does", () => {
    expect(commonSchema([text, { type: ["string", "null"] }])).toEqual({ type: ["string", "null"] });
  });

  it("changes nothing where all are the same", () => {
    expect(commonSchema([text, text, text])).toBe(text);
  });
});
