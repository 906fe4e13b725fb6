import { expect, it } from "vitest";
import { triggersOf, triggersText } from "../../specs/steps/flow-triggers.ts";

const on = { id: "on", type: "x.Schedule" };
const off = { id: "off", type: "x.Webhook", disabled: true };

it.each([
  [false, false, ["on", "off"]],
  [true, false, ["on"]],
  [false, true, ["off"]],
  [true, true, []],
])("keeps the triggers that pass (enabled only: %s, disabled only: %s)", (enabledOnly, disabledOnly, ids) => {
  expect(triggersOf([on, off], { enabledOnly, disabledOnly }).map((it) => it.id)).toEqual(ids);
});

it("takes a flow without triggers for one that has none", () => {
  expect(triggersOf(undefined, { enabledOnly: false, disabledOnly: false })).toEqual([]);
  expect(triggersOf(null, { enabledOnly: false, disabledOnly: false })).toEqual([]);
});

it("writes a flow with its triggers, each definition in a fence", () => {
  const text = triggersText({ id: "hello", namespace: "company.team" }, [on, off], () => "id: x\n");
  expect(text).toBe(
    [
      "Flow `hello` in namespace `company.team` with triggers:",
      "- `on` (enabled) of type `x.Schedule` defined as:",
      "```yaml",
      "id: x",
      "```",
      "- `off` (disabled) of type `x.Webhook` defined as:",
      "```yaml",
      "id: x",
      "```",
    ].join("\n"),
  );
});
