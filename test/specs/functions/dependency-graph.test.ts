import { describe, expect, it } from "vitest";
import { dependencyText, type Topology } from "../../../specs/functions/dependency-graph.ts";
import { limits } from "../../../runtime/limits.ts";

const legend = (of: string) => `
Legend:
  ────▶ FLOW_TRIGGER  (flow-trigger-based dependency)
  ====▶ FLOW_TASK     (subflow-task-based dependency)
Flows listed without arrows have no dependencies within this ${of}.`;

/** A graph from `a > b` (by a trigger) and `a = b` (by a task); ids are the texts before `@namespace`. */
function graph(nodes: readonly string[], ...edges: readonly string[]): Topology {
  return {
    nodes: nodes.map((uid) => ({
      uid,
      id: uid.split("@")[0],
      namespace: uid.split("@")[1] ?? "company.team",
    })),
    edges: edges.map((edge) => {
      const [source, arrow, target] = edge.split(" ");
      return { source, target, relation: arrow === ">" ? "FLOW_TRIGGER" : "FLOW_TASK" };
    }),
  };
}

describe("dependencyText", () => {
  it("draws roots by name, triggers before tasks, each flow once", () => {
    const drawn = dependencyText(
      graph(["zz", "c", "d", "b", "a"], "a = b", "a = zz", "b = c", "c > d"),
      "flow",
    );
    expect(drawn).toBe(`a ====▶ b
        b ====▶ c
                c ────▶ d
                        d
a ====▶ zz
        zz
${legend("flow")}`);
    const mixed = dependencyText(graph(["a", "t", "u"], "a = t", "a > u"), "namespace");
    expect(mixed.split("\n").filter((line) => line.startsWith("a"))).toEqual(["a ────▶ u", "a ====▶ t"]);
    expect(mixed.endsWith("within this namespace.")).toBe(true);
  });

  it("draws a pure cycle, and a cycle beside other flows", () => {
    expect(dependencyText(graph(["b", "a"], "a = b", "b > a"), "flow")).toBe(`a ====▶ b
        b ────▶ a
${legend("flow")}`);
    const beside = dependencyText(graph(["lone", "x", "y"], "x = y", "y = x"), "flow");
    expect(beside.split("\n").slice(0, 3)).toEqual(["lone", "x ====▶ y", "        y ====▶ x"]);
  });

  it("keeps flows apart that share an id in two namespaces", () => {
    const drawn = dependencyText(
      graph(["run@company.a", "run@company.b"], "run@company.a = run@company.b"),
      "flow",
    );
    expect(drawn.split("\n")[0]).toBe("company.a.run ====▶ company.b.run");
  });

  it("names a flow of an edge that is no node by its uid", () => {
    expect(dependencyText(graph(["a"], "a = company.x_b"), "flow").split("\n")[0]).toBe(
      "a ====▶ company.x_b",
    );
  });

  it("draws one line for each arrow, whatever a name holds", () => {
    const drawn = dependencyText({ edges: [{ source: "a\nb", target: "c\u001b" }] }, "flow");
    expect(drawn.split("\n").slice(0, 2)).toEqual(["a\\nb ====▶ c\\u{1b}", `${" ".repeat(11)}c\\u{1b}`]);
  });

  it("says that there is nothing, or nothing to ask of: Kestra answers both alike", () => {
    const none = `No dependency is known of this flow: it has none, or does not exist.\n${legend("flow")}`;
    expect(dependencyText({ nodes: [], edges: [] }, "flow")).toBe(none);
    expect(dependencyText({}, "flow")).toBe(none);
  });

  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  const nodes = (count: number) => many(count).map((i) => `f${i}`);
  const large: readonly (readonly [string, (count: number) => Topology, number])[] = [
    ["a chain", (count) => graph(nodes(count), ...many(count - 1).map((i) => `f${i} = f${i + 1}`)), 8000],
    [
      "a cycle",
      (count) => graph(nodes(count), ...many(count).map((i) => `f${i} > f${(i + 1) % count}`)),
      8000,
    ],
    ["a flow that leads to all", (count) => graph(["s"], ...many(count).map((i) => `s = f${i}`)), 16_000],
    ["flows that lead nowhere", (count) => graph(nodes(count)), 8000],
    ["flows of one id", (count) => graph(many(count).map((i) => `f@n${i}`)), 8000],
    ["long names", (count) => graph([], ...many(40).map((i) => `${"n".repeat(count)} = f${i}`)), 80],
  ];

  it.each(large)("draws the beginning of %s, and says how many lines are left out", (_, make, all) => {
    const text = dependencyText(make(8000), "flow");
    expect(JSON.stringify(text).length).toBeLessThanOrEqual(limits.result);
    expect(text.endsWith(legend("flow"))).toBe(true);
    const lines = text.slice(0, -legend("flow").length - 1).split("\n");
    const left = /^(\d+) more lines are left out, .* single flows\.$/.exec(lines.at(-1) ?? "")?.[1];
    expect(lines.length - 1 + Number(left)).toBe(all);
  });
});
