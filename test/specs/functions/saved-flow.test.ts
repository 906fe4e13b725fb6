import { describe, expect, it } from "vitest";
import { withStart } from "../../../specs/functions/saved-flow.ts";

const on = { id: "daily" };
const off = { id: "weekly", disabled: true };

describe("a flow that was saved", () => {
  it.each([
    ["has no trigger", {}],
    ["starts by itself", { triggers: [on] }],
    ["is disabled, and has none", { disabled: true, triggers: [] }],
  ])("says nothing where it %s", (_, flow) => {
    expect(withStart(flow)).toEqual(flow);
  });

  it.each([
    [
      { triggers: [off] },
      "It does not start by itself: `disabled: true` in the YAML holds back trigger weekly, which only a changed YAML enables.",
    ],
    [
      { triggers: [off, { ...off, id: "monthly" }] },
      "It does not start by itself: `disabled: true` in the YAML holds back triggers weekly, monthly, which only a changed YAML enables.",
    ],
    [
      { triggers: [on, off] },
      "Not all its triggers start it: `disabled: true` in the YAML holds back trigger weekly, which only a changed YAML enables.",
    ],
    [
      { disabled: true, triggers: [on] },
      "It does not start by itself: `disabled: true` of the flow holds back all triggers.",
    ],
  ])("says of %j what keeps it", (flow, message) => {
    expect(withStart(flow)).toEqual({ ...flow, message });
  });

  it("names a bounded number of triggers", () => {
    const triggers = Array.from({ length: 12 }, (_, i) => ({ id: `t${i}`, disabled: true }));
    expect(withStart({ triggers }).message).toContain("t9 and 2 more, which");
  });
});
