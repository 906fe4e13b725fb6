import { describe, expect, it } from "vitest";
import { rerun } from "../../../../specs/steps/replay/replay-plan.ts";

const core = "io.kestra.plugin.core";
const say = (id: string, more: object = {}) => ({ id, type: `${core}.log.Log`, ...more });
const block = (id: string, type: string, tasks: readonly object[], more: object = {}) => ({
  id,
  type: `${core}.flow.${type}`,
  tasks,
  ...more,
});
const flow = {
  tasks: [
    say("a"),
    block("sides", "Parallel", [say("left"), block("right", "Sequential", [say("r1"), say("r2")])]),
    block("loop", "ForEach", [say("l1"), say("l2")]),
    {
      id: "dag",
      type: `${core}.flow.Dag`,
      tasks: [
        { task: say("one") },
        { task: say("two"), dependsOn: ["one"] },
        { task: say("three"), dependsOn: ["two"] },
        { task: say("alone") },
      ],
    },
    { id: "which", type: `${core}.flow.Switch`, cases: { x: [say("x1")] }, defaults: [say("d1")] },
    { id: "wait", type: `${core}.flow.Pause`, onResume: [{ id: "ok", type: "BOOL" }] },
    say("off", { disabled: true }),
    say("z"),
  ],
  errors: [say("failed")],
};
const whole = [
  "a",
  "sides",
  "left",
  "right",
  "r1",
  "r2",
  "loop",
  "l1",
  "l2",
  "dag",
  "one",
  "two",
  "three",
  "alone",
  "which",
  "x1",
  "d1",
  "wait",
  "z",
];
const after = (id: string) => whole.slice(whole.indexOf(id));

describe("what runs again", () => {
  it("is all from the beginning, but what is disabled", () => {
    expect(rerun(flow, undefined)).toEqual({ runsAgain: whole, notes: [] });
  });

  it.each([
    ["a", whole],
    ["left", ["sides", "left", ...after("loop")]],
    ["r2", ["sides", "right", "r2", ...after("loop")]],
    ["sides", after("sides")],
    ["two", ["dag", "two", "three", ...after("which")]],
    ["alone", ["dag", "alone", ...after("which")]],
    ["x1", ["which", "x1", "wait", "z"]],
    ["z", ["z"]],
  ])("from %s on: that, what comes after it, and what is around it", (id, ids) => {
    expect(rerun(flow, id)).toEqual({ runsAgain: ids, notes: [] });
  });

  it("says of a loop that Kestra decides", () => {
    const { runsAgain, notes } = rerun(flow, "l2");
    expect(runsAgain).toEqual(["loop", "l2", ...after("dag")]);
    expect(notes).toEqual([
      "In the loop loop it starts at one iteration; which others run again, Kestra decides.",
    ]);
  });

  it("says so of a task that the revision does not have", () => {
    expect(rerun(flow, "gone")).toEqual({
      runsAgain: ["gone"],
      notes: ["Task gone is not among the tasks of this revision."],
    });
  });
});
