import { expect, it } from "vitest";
import { dependencyText, type Topology } from "../../../specs/functions/dependency-graph.ts";
import { growth } from "../../support/growth.ts";

const many = (count: number) => Array.from({ length: count }, (_, i) => i);
const node = (id: string, i = 0) => ({ uid: `${id}@${i}`, id, namespace: "company.team" });
const edge = (source: number | string, target: number) => ({
  source: `f${source}@0`,
  target: `f${target}@0`,
  relation: "FLOW_TASK",
});
const nodes = (count: number) => many(count).map((i) => node(`f${i}`));

it.each<[string, (count: number) => Topology]>([
  ["a chain", (n) => ({ nodes: nodes(n), edges: many(n - 1).map((i) => edge(i, i + 1)) })],
  ["a cycle", (n) => ({ nodes: nodes(n), edges: many(n).map((i) => edge(i, (i + 1) % n)) })],
  ["a flow that leads to all", (n) => ({ nodes: [], edges: many(n).map((i) => edge("s", i)) })],
  ["flows of one id", (n) => ({ nodes: many(n).map((i) => node("f", i)), edges: [] })],
  ["long names", (n) => ({ nodes: [], edges: many(40).map((i) => edge("n".repeat(n), i)) })],
])("takes time that grows with %s alone", (_, make) => {
  expect(growth(4000, make, (it) => dependencyText(it, "flow"))).toBeLessThan(9);
});
