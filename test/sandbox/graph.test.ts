import { describe, expect, it } from "vitest";
import { executionGraph } from "../../sandbox/rendering/graph.ts";
import type { Values } from "../../sandbox/values/values.ts";
import { harness } from "./engine/harness.ts";

const core = "io.kestra.plugin.core";

interface Drawn {
  /** The tasks, by where they stand. */
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** A graph without the ids that its roots and ends were given. */
function drawn(source: string, wanted: Values = {}): Drawn {
  const world = harness("1.3", source);
  const execution = world.run("flow", { inputs: wanted });
  world.pass(60_000);
  const graph = executionGraph(execution, "1.3", world.engine.time, world.engine.newId);
  const short = (uid: unknown): string => String(uid).replace(/-id\d+$/, "");
  return {
    nodes: (graph["nodes"] as readonly Values[]).map(({ uid }) => short(uid)),
    edges: (graph["edges"] as readonly Values[]).map(({ source: from, target, relation }) => {
      const { relationType, value } = relation as Readonly<Record<string, string>>;
      return [short(from), short(target), relationType, value].filter((it) => it !== undefined).join(" ");
    }),
  };
}

function task(id: string, type = "debug.Return", more = ""): string {
  return `{ id: ${id}, type: ${core}.${type}${more} }`;
}

describe("the graph of an execution", () => {
  it("leads through the clusters of tasks that hold others", () => {
    const { nodes, edges } = drawn(`
id: flow
tasks:
  - ${task("outer", "flow.Sequential", `, tasks: [${task("both", "flow.Parallel", `, tasks: [${task("a")}, ${task("b")}]`)}]`)}
  - ${task("last")}
  - ${task("off", "debug.Return", ", disabled: true")}
`);
    expect(nodes).toEqual([
      "root.root",
      "root.end",
      "root.outer.root",
      "root.outer.end",
      "root.outer",
      "root.outer.both.root",
      "root.outer.both.end",
      "root.outer.both",
      "root.outer.both.a",
      "root.outer.both.b",
      "root.last",
    ]);
    expect(edges.toSorted()).toEqual(
      [
        "root.root root.outer.root",
        "root.outer.root root.outer",
        "root.outer root.outer.both.root SEQUENTIAL",
        "root.outer.both.root root.outer.both",
        "root.outer.both root.outer.both.a PARALLEL",
        "root.outer.both root.outer.both.b PARALLEL",
        "root.outer.both.a root.outer.both.end",
        "root.outer.both.b root.outer.both.end",
        "root.outer.both.end root.outer.end",
        "root.outer.end root.last SEQUENTIAL",
        "root.last root.end",
      ].toSorted(),
    );
  });

  it("has a node for each value of a loop, as far as it has come", () => {
    const fails = task("say", "execution.Fail", `, condition: "{{ taskrun.value == 'b' }}"`);
    const { nodes } = drawn(`
id: flow
tasks:
  - ${task("each", "flow.ForEach", `, values: [a, b, c], tasks: [${fails}]`)}
`);
    expect(nodes.filter((uid) => uid.includes("say"))).toEqual(["root.each.say_a", "root.each.say_b"]);
  });
});
