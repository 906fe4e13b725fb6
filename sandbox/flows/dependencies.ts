import type { Line } from "../line/line.ts";
import type { FlowSpec } from "../executions/flow.ts";
import { tasksUnder } from "../executions/flow.ts";
import type { Values } from "../values/values.ts";
import type { Clock } from "../values/clock.ts";
import type { Lag } from "../line/lag.ts";
import type { FlowStore } from "./flow-store.ts";

type FlowKey = Pick<FlowSpec, "namespace" | "id">;

interface Edge {
  readonly source: FlowKey;
  readonly target: FlowKey;
  readonly relation: "FLOW_TASK" | "FLOW_TRIGGER";
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null;
}

function list(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : [];
}

/** Every object of a value, however deep. */
function objectsIn(value: unknown): readonly Values[] {
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

function keyIn(holder: Values): FlowKey | undefined {
  const { namespace } = holder;
  const id = holder["flowId"];
  return typeof namespace === "string" && typeof id === "string" ? { namespace, id } : undefined;
}

function called(flow: FlowSpec): readonly FlowKey[] {
  return objectsIn([tasksUnder({ ...flow }, "tasks"), flow.errors, flow.finally])
    .filter(({ type }) => typeof type === "string" && type.endsWith(".Subflow"))
    .flatMap((task) => keyIn(task) ?? []);
}

/** The flows that a Flow trigger of this one waits for: in `preconditions.flows`, from 2.0 in `dependsOn`. */
function awaited(flow: FlowSpec): readonly FlowKey[] {
  return list((flow as unknown as Values)["triggers"])
    .filter(({ type }) => typeof type === "string" && type.endsWith(".trigger.Flow"))
    .flatMap((trigger) => objectsIn([trigger["preconditions"], trigger["dependsOn"], trigger["conditions"]]))
    .flatMap((holder) => keyIn(holder) ?? []);
}

/** What of a Kestra tells which flows it knows. */
interface Holder {
  readonly clock: Clock;
  readonly flows: FlowStore;
  readonly lag: Lag;
}

/** The flows whose dependencies Kestra knows by now. */
export function knownFlows({ flows, clock, lag }: Holder): readonly FlowSpec[] {
  return flows.allAt(clock.now().getTime() - lag.dependencies).map(({ flow }) => flow);
}

function same(a: FlowKey, b: FlowKey): boolean {
  return a.namespace === b.namespace && a.id === b.id;
}

/** How flows depend on each other; only flows that there are. */
function edgesOf(flows: readonly FlowSpec[]): readonly Edge[] {
  const exists = (key: FlowKey): boolean => flows.some((flow) => same(flow, key));
  return flows
    .flatMap((flow): readonly Edge[] => [
      ...called(flow).map((target): Edge => ({ source: flow, target, relation: "FLOW_TASK" })),
      ...awaited(flow).map((source): Edge => ({ source, target: flow, relation: "FLOW_TRIGGER" })),
    ])
    .filter(({ source, target }) => exists(source) && exists(target));
}

function uidOf({ namespace, id }: FlowKey): string {
  return `main_${namespace}_${id}`;
}

function nodeOf({ namespace, id }: FlowKey, uid: string): Values {
  return { uid, namespace, id };
}

function endsOf(edges: readonly Edge[]): readonly FlowKey[] {
  const ends = edges.flatMap(({ source, target }) => [source, target]);
  return ends.filter((key, index) => ends.findIndex((other) => same(other, key)) === index);
}

function renderEdge({ source, target, relation }: Edge): Values {
  return {
    source: uidOf(source),
    target: uidOf(target),
    relation,
  };
}

function touching(edges: readonly Edge[], key: FlowKey, destinationOnly: boolean): readonly Edge[] {
  return edges.filter(({ source, target }) => same(target, key) || (!destinationOnly && same(source, key)));
}

export interface DependencyOptions {
  /** Only what this flow depends on through others that call it. */
  readonly destinationOnly: boolean;
  /** Dependencies of dependencies, too. */
  readonly expandAll: boolean;
}

/** What a flow depends on and what depends on it. */
export function flowDependencies(
  flows: readonly FlowSpec[],
  key: FlowKey,
  { destinationOnly, expandAll }: DependencyOptions,
): Values {
  const all = edgesOf(flows);
  let edges = touching(all, key, destinationOnly);
  for (let before = -1; expandAll && before !== edges.length;) {
    before = edges.length;
    const ends = endsOf(edges);
    edges = all.filter((edge) => ends.some((end) => touching([edge], end, destinationOnly).length > 0));
  }
  return { nodes: endsOf(edges).map((end) => nodeOf(end, uidOf(end))), edges: edges.map(renderEdge) };
}

/**
 * How the flows of a namespace depend on each other, and from 1.3 on others. A flow that stands alone is named without its tenant,
 * as Kestra does.
 */
export function namespaceDependencies(flows: readonly FlowSpec[], namespace: string, line: Line): Values {
  const own = flows.filter((flow) => flow.namespace === namespace);
  const inside = (key: FlowKey): boolean => key.namespace === namespace;
  const edges = edgesOf(flows).filter(({ source, target }) =>
    line === "1.0" ? inside(source) && inside(target) : inside(source) || inside(target),
  );
  const ends = endsOf(edges);
  const alone = own.filter((flow) => !ends.some((end) => same(end, flow)));
  return {
    nodes: [
      ...ends.map((end) => nodeOf(end, uidOf(end))),
      ...alone.map((flow) => nodeOf(flow, `${flow.namespace}_${flow.id}`)),
    ],
    edges: edges.map(renderEdge),
  };
}
