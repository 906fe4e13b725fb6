import { describe, expect, it } from "vitest";
import { collapse, heldOn, isByLine } from "../../../generator/spec/by-line.ts";

describe("a map of lines", () => {
  it("is told from a map of names", () => {
    expect(isByLine({ "1.0": "a", "2.0": null })).toBe(true);
    expect(isByLine({ "1.0": "a", pick: [] } as never)).toBe(false);
    expect(isByLine({})).toBe(false);
    expect(isByLine("GET /x")).toBe(false);
  });

  it("gives the entry of the newest line not above the one asked, and where it is written", () => {
    const written = { "1.0": "old", "1.10": "newer", "2.0": null };
    expect(heldOn(written, "1.3", ["request"])).toEqual({ value: "old", at: ["request", "1.0"] });
    expect(heldOn(written, "1.10", ["request"])).toEqual({ value: "newer", at: ["request", "1.10"] });
    expect(heldOn(written, "2.1", ["request"])).toEqual({ value: null, at: ["request", "2.0"] });
    expect(heldOn({ "2.0": "new" }, "1.3", ["request"])).toEqual({ value: null, at: ["request"] });
    expect(heldOn("one for all", "2.0", ["request"])).toEqual({ value: "one for all", at: ["request"] });
  });
});

describe("collapse", () => {
  it("keeps only what differs from the line before", () => {
    const same = { path: "/a" };
    const values = [
      { from: "1.0", value: same },
      { from: "1.3", value: { path: "/a" } },
      { from: "2.0", value: { path: "/b" } },
    ];
    expect(collapse(values)).toEqual([
      { from: "1.0", value: same },
      { from: "2.0", value: { path: "/b" } },
    ]);
  });
});
