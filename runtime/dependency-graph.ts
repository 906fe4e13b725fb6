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

/**
 * Draws dependencies as indented lines of `flow arrow flow`, then a legend. A flow is drawn by its id, and by namespace
 * and id where another flow in the graph has the same id. Those of a cycle begin where nothing else leads to it.
 * @param of what the graph was asked of: `flow` or `namespace`
 */
export function dependencyText(graph: Topology, of: string): string {
  const names = namesOf(graph.nodes ?? []);
  const children = childrenOf(graph.edges ?? []);
  const targets = new Set([...children.values()].flat().map((child) => child.uid));
  const uids = [...new Set([...names.keys(), ...children.keys(), ...targets])];
  const nameOf = (uid: string) => names.get(uid) ?? uid;
  const sorted = uids.sort((a, b) => compare(nameOf(a), nameOf(b)));
  const drawn = new Set<string>();
  const draw = (uid: string, indent: string): string[] => {
    if (drawn.has(uid)) return [];
    drawn.add(uid);
    const name = nameOf(uid);
    const below = children.get(uid) ?? [];
    if (below.length === 0) return [indent + name];
    const deeper = indent + " ".repeat(name.length + byTask.length + 2);
    return below.flatMap((child) => [
      `${indent}${name} ${child.arrow} ${nameOf(child.uid)}`,
      ...draw(child.uid, deeper),
    ]);
  };
  const roots = sorted.filter((uid) => !targets.has(uid));
  const lines = [...roots, ...sorted].flatMap((uid) => draw(uid, ""));
  const none = `No dependency is known of this ${of}: it has none, or does not exist.`;
  return [
    ...(lines.length === 0 ? [none] : lines),
    "",
    ...legend,
    `Flows listed without arrows have no dependencies within this ${of}.`,
  ].join("\n");
}

const legend = [
  "Legend:",
  `  ${byTrigger} FLOW_TRIGGER  (flow-trigger-based dependency)`,
  `  ${byTask} FLOW_TASK     (subflow-task-based dependency)`,
];

function namesOf(nodes: readonly TopologyNode[]): ReadonlyMap<string, string> {
  const known = nodes.flatMap(({ uid, id, namespace }) => (uid ? [{ uid, id: id ?? uid, namespace }] : []));
  const isShared = (node: (typeof known)[number]) =>
    known.some((other) => other.id === node.id && other.namespace !== node.namespace);
  return new Map(
    known.map((node) => [
      node.uid,
      node.namespace && isShared(node) ? `${node.namespace}.${node.id}` : node.id,
    ]),
  );
}

/** What each flow leads to: by its trigger first, then by a task. */
function childrenOf(edges: readonly TopologyEdge[]): ReadonlyMap<string, readonly Child[]> {
  const children = new Map<string, Child[]>();
  const triggers = edges.filter((edge) => edge.relation === "FLOW_TRIGGER");
  const tasks = edges.filter((edge) => edge.relation !== "FLOW_TRIGGER");
  for (const { source, target, relation } of [...triggers, ...tasks]) {
    if (!source || !target) continue;
    const arrow = relation === "FLOW_TRIGGER" ? byTrigger : byTask;
    children.set(source, [...(children.get(source) ?? []), { uid: target, arrow }]);
  }
  return children;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
