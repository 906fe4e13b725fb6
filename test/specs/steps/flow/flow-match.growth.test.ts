import { expect, it } from "vitest";
import { rank } from "../../../../specs/steps/flow/flow-match.ts";
import { similarity } from "../../../../specs/steps/flow/similarity.ts";

it("lets others have their turn between flows, and compares no more of them exactly than it must", async () => {
  // The longest common pieces of these take long to find.
  const flows = Array.from({ length: 600 }, (_, i) => ({
    id: `${"ab".repeat(48)}${1000 + i}`,
    namespace: "company.team",
  }));
  const query = "a".repeat(100);
  const { exact } = await similarity();
  const before = performance.now();
  for (const { id } of flows.slice(0, 20)) exact(query, id);
  const each = (performance.now() - before) / 20;
  let turns = 0;
  const others = setInterval(() => turns++, 1);
  const began = performance.now();
  const { best, count } = await rank(query, flows);
  const took = performance.now() - began;
  clearInterval(others);
  expect(turns).toBeGreaterThan(10);
  expect([best.length, count]).toEqual([50, 600]);
  expect(took).toBeLessThan(300 * each);
});
