import { GraphLines, roomOf } from "./graph-lines.ts";
import { limits } from "../../runtime/limits.ts";
import { visible } from "../../runtime/text/visible.ts";

/** Flows and how they lead to one another, as Kestra gives them. */
export interface Topology {
  readonly nodes?: readonly TopologyNode[] | null | undefined;
  readonly edges?: readonly TopologyEdge[] | null | undefined;
}

interface TopologyNode {
  readonly uid?: string | null | undefined;
  readonly id?: string | null | undefined;
  readonly namespace?: string | null | undefined;
}

interface TopologyEdge {
  readonly source?: string | null | undefined;
  readonly target?: string | null | undefined;
  readonly relation?: string | null | undefined;
}

interface Child {
  readonly uid: string;
  readonly arrow: string;
}

const byTrigger = "────▶";
const byTask = "====▶";

/** A flow whose lines are being drawn: those of each child, and then of what the child leads to. */
interface Drawn {
  readonly name: string;
  readonly indent: number;
  readonly below: readonly Child[];
  next: number;
}

/** The dependencies of a flow, drawn as a text. */
export function drawnOfFlow(graph: Topology): { readonly result: string } {
  return { result: dependencyText(graph, "flow") };
}

/** Those of the flows of a namespace. */
export function drawnOfNamespace(graph: Topology): { readonly result: string } {
  return { result: dependencyText(graph, "namespace") };
}

/**
 * Draws dependencies as indented lines of `flow arrow flow`, then a legend. A flow is drawn by its id, and by namespace
 * and id where another flow in the graph has the same id. Those of a cycle begin where nothing else leads to it. What is
 * longer than a result is drawn from its beginning, and how many lines are left out is said.
 * @param of what the graph was asked of: `flow` or `namespace`
 */
export function dependencyText(graph: Topology, of: string): string {
  const names = namesOf(graph.nodes ?? []);
  const children = childrenOf(graph.edges ?? []);
  const targets = new Set([...children.values()].flat().map((child) => child.uid));
  const uids = [...new Set([...names.keys(), ...children.keys(), ...targets])];
  const shown = new Map(uids.map((uid) => [uid, visible(names.get(uid) ?? uid)]));
  const nameOf = (uid: string) => shown.get(uid) ?? uid;
  const sorted = uids.sort((a, b) => compare(nameOf(a), nameOf(b)));
  const roots = sorted.filter((uid) => !targets.has(uid));
  const end = ["", ...legend, `Flows listed without arrows have no dependencies within this ${of}.`];
  const lines = new GraphLines(limits.result - roomOf(end));
  const drawn = new Set<string>();
  // Not by recursion: a chain of flows can be as long as it likes.
  const open: Drawn[] = [];
  const begin = (uid: string, indent: number): void => {
    if (drawn.has(uid)) return;
    drawn.add(uid);
    const name = nameOf(uid);
    const below = children.get(uid) ?? [];
    if (below.length === 0) lines.add(indent, name);
    else open.push({ name, indent, below, next: 0 });
  };
  for (const uid of [...roots, ...sorted]) {
    begin(uid, 0);
    for (let flow = open.at(-1); flow !== undefined; flow = open.at(-1)) {
      const child = flow.below[flow.next++];
      if (child === undefined) open.pop();
      else {
        lines.add(flow.indent, flow.name, " ", child.arrow, " ", nameOf(child.uid));
        begin(child.uid, flow.indent + flow.name.length + byTask.length + 2);
      }
    }
  }
  const none = `No dependency is known of this ${of}: it has none, or does not exist.`;
  return [...(uids.length === 0 ? [none] : lines.all()), ...end].join("\n");
}

const legend = [
  "Legend:",
  `  ${byTrigger} FLOW_TRIGGER  (flow-trigger-based dependency)`,
  `  ${byTask} FLOW_TASK     (subflow-task-based dependency)`,
];

function namesOf(nodes: readonly TopologyNode[]): ReadonlyMap<string, string> {
  const known = nodes.flatMap(({ uid, id, namespace }) => (uid ? [{ uid, id: id ?? uid, namespace }] : []));
  const namespaces = new Map<string, Set<string | null | undefined>>();
  for (const { id, namespace } of known) {
    const all = namespaces.get(id);
    if (all === undefined) namespaces.set(id, new Set([namespace]));
    else all.add(namespace);
  }
  const isShared = (id: string) => (namespaces.get(id)?.size ?? 0) > 1;
  return new Map(
    known.map(({ uid, id, namespace }) => [uid, namespace && isShared(id) ? `${namespace}.${id}` : id]),
  );
}

/** What each flow leads to: by its trigger first, then by a task. */
function childrenOf(edges: readonly TopologyEdge[]): ReadonlyMap<string, readonly Child[]> {
  const children = new Map<string, Child[]>();
  const triggers = edges.filter((edge) => edge.relation === "FLOW_TRIGGER");
  const tasks = edges.filter((edge) => edge.relation !== "FLOW_TRIGGER");
  for (const { source, target, relation } of [...triggers, ...tasks]) {
    if (!source || !target) continue;
    const child = { uid: target, arrow: relation === "FLOW_TRIGGER" ? byTrigger : byTask };
    const others = children.get(source);
    if (others === undefined) children.set(source, [child]);
    else others.push(child);
  }
  return children;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
