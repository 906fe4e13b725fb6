import type { Topology } from "../../functions/dependency-graph.ts";

/** A flow that leads to another one, or is led to. */
export interface Dependency {
  readonly flow: string;
  /** `FLOW_TASK`: a task starts it. `FLOW_TRIGGER`: a trigger waits for its executions. */
  readonly relation: string;
}

/**
 * What a flow depends on, and what depends on it. In Kestra's graph an edge leads from what runs first to what it starts: a
 * subflow depends on its caller to be run, but the caller needs it. So of tasks what is called is depended on, and
 * of triggers what is waited for.
 */
export function dependenciesOf(
  { nodes, edges }: Topology,
  { namespace, flow_id }: { readonly namespace: string; readonly flow_id: string },
): { readonly dependsOn: readonly Dependency[]; readonly dependents: readonly Dependency[] } {
  const known = nodes ?? [];
  const own = known.find((node) => node.namespace === namespace && node.id === flow_id)?.uid;
  const nameOf = (uid: string | null | undefined): string => {
    const node = known.find((it) => it.uid === uid);
    return node === undefined ? String(uid) : `${node.namespace ?? ""}/${node.id ?? ""}`;
  };
  const dependsOn: Dependency[] = [];
  const dependents: Dependency[] = [];
  for (const { source, target, relation } of edges ?? []) {
    const isTask = relation === "FLOW_TASK";
    const [needed, needing] = isTask ? [target, source] : [source, target];
    if (needing === own) dependsOn.push({ flow: nameOf(needed), relation: relation ?? "" });
    else if (needed === own) dependents.push({ flow: nameOf(needing), relation: relation ?? "" });
  }
  return { dependsOn, dependents };
}
