import { describe, expect, it } from "vitest";
import { previewToken, sincePreview } from "../../../specs/steps/preview-token.ts";

const three = ["a/f/one", "a/f/two", "b/f/one"];
const token = previewToken("disable", three);

describe("a preview's token", () => {
  it("is the same whatever the order, and another for another action or another set", () => {
    expect(previewToken("disable", three.toReversed())).toBe(token);
    expect(previewToken("enable", three)).not.toBe(token);
    expect(previewToken("disable", three.slice(1))).not.toBe(token);
    expect(previewToken("disable", ["a/f/one", "a/f/two,b/f/one"])).not.toBe(token);
  });

  it("is short", () => {
    expect(token).toHaveLength(20);
  });
});

describe("what has changed since a preview", () => {
  it("is nothing where the same matches", () => {
    expect(sincePreview(token, "disable", three.toReversed(), ["c/f/one"])).toBeUndefined();
  });

  it("is what came, what went, and how many are not known any more", () => {
    expect(sincePreview(token, "disable", ["a/f/one", "c/f/one"], ["a/f/two", "d/f/one"])).toEqual({
      came: ["c/f/one"],
      went: ["a/f/two"],
      lost: 1,
    });
    expect(sincePreview(token, "disable", [], three)).toEqual({ came: [], went: three, lost: 0 });
  });

  it.each([
    ["of another action", token, "enable", three],
    ["of something else", previewToken("disable", ["c/f/one"]), "disable", three],
    ["of all that are gone", token, "disable", []],
  ])("is not told by one %s", (_, other, action, names) => {
    expect(() => sincePreview(other, action, names, [])).toThrow(
      "Nothing that the preview of this token showed is found for this action here",
    );
  });

  it("names no other that was never shown, however many there are", () => {
    const shown = Array.from({ length: 50 }, (_, index) => `a/f/shown${index}`);
    const others = Array.from({ length: 5000 }, (_, index) => `b/f/other${index}`);
    expect(sincePreview(previewToken("disable", shown), "disable", shown.slice(1), others)).toEqual({
      came: [],
      went: [],
      lost: 1,
    });
  });

  it.each([
    "",
    "true",
    "abcdefgh",
    `${token.startsWith("a") ? "b" : "a"}${token.slice(1)}`,
    `${token}x`,
    `${token.slice(0, -1)}!`,
  ])("is not told by %j, which is no token", (no) => {
    expect(() => sincePreview(no, "disable", three, [])).toThrow("This is no token of a preview");
  });
});
