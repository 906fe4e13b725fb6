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
    expect(token).toHaveLength(17);
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

  it("is all where the token is of another action", () => {
    expect(sincePreview(token, "enable", three, [])).toEqual({ came: three, went: [], lost: 3 });
  });

  it.each(["", "true", `${token}x`, `${token.slice(0, -1)}!`])(
    "is not told by %j, which is no token",
    (no) => {
      expect(() => sincePreview(no, "disable", three, [])).toThrow("This is no token of a preview");
    },
  );
});
