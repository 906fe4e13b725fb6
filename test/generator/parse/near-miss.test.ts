import { describe, expect, it } from "vitest";
import { nearest } from "../../../runtime/near-miss.ts";

describe("the nearest word", () => {
  it.each([
    ["efect", "effect"],
    ["flowid", "flow_id"],
    ["flow-Id", "flow_id"],
    ["desc", "description"],
    ["descriptoin", "description"],
    ["too", "to"],
    ["ot", "to"],
  ])("of %s is %s", (word, near) => {
    expect(nearest(word, ["description", "effect", "to", "flow_id", "description"])).toBe(near);
  });

  it.each(["", "result", "x", "…"])("of %j is none", (word) => {
    expect(nearest(word, ["description", "effect", "to"])).toBeUndefined();
  });

  it("is the nearest of several, and of equals the first", () => {
    expect(nearest("page", ["pages", "page_size", "Page"])).toBe("Page");
    expect(nearest("ab", ["ac", "ad"])).toBe("ac");
  });
});
