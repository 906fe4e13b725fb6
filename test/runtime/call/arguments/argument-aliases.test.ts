import { describe, expect, it } from "vitest";
import { byOwnNames } from "../../../../runtime/call/arguments/argument-aliases.ts";

const tool = { argumentAliases: { q: "query", text: "query" } };

describe("other names of arguments", () => {
  it("are taken for their own", () => {
    expect(byOwnNames(tool, { q: "s3", page: 1 })).toEqual({ query: "s3", page: 1 });
    expect(byOwnNames(tool, { query: "s3" })).toEqual({ query: "s3" });
    expect(byOwnNames({}, { q: "s3" })).toEqual({ q: "s3" });
  });

  it("count for nothing where they are null", () => {
    expect(byOwnNames(tool, { q: null, query: "s3" })).toEqual({ query: "s3" });
    expect(byOwnNames(tool, { q: "s3", query: null })).toEqual({ query: "s3" });
  });

  it("are refused beside their own, and beside each other", () => {
    expect(() => byOwnNames(tool, { q: "a", query: "b" })).toThrow(
      "q is another name of query: leave one of the two out.",
    );
    expect(() => byOwnNames(tool, { q: "a", text: "b" })).toThrow("text is another name of query");
  });
});
