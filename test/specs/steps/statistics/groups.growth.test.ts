import { expect, it } from "vitest";
import { groupsOf } from "../../../../specs/steps/statistics/groups.ts";
import { growth } from "../../../support/growth.ts";

it("puts rows of one group together in a time that grows with them", () => {
  const rows = (size: number) => Array.from({ length: size }, () => ({ state: "SUCCESS", total: 1 }));
  expect(growth(4000, rows, (all) => groupsOf(all, "state", 1))).toBeLessThan(8);
});
