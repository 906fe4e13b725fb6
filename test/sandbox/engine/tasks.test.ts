import { expect, it } from "vitest";
import { taskTypes } from "../../../sandbox/engine/tasks.ts";

const core = "io.kestra.plugin.core";

it("lists the task types of every line", () => {
  expect(Object.keys(taskTypes)).toEqual(["1.0", "1.3", "2.0"]);
  expect(taskTypes["2.0"]).toContain(`${core}.flow.Subflow`);
  expect(taskTypes["1.0"]).toEqual(taskTypes["1.0"].toSorted());
});
