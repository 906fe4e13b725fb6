import type { Topology } from "../../functions/dependency-graph.ts";
import { executionRow, type FoundExecution } from "../../functions/execution-row.ts";
import { wholeLabels, type FoundLabel } from "../../functions/label.ts";
import type { FoundTrigger } from "../trigger/trigger-row.ts";
import { dependenciesOf } from "./dependencies.ts";
import { inputSchema } from "./input-schema.ts";
import { setToRun } from "./set-to-run.ts";
import { slotsOf, type CountedFlow } from "./slots.ts";
import { describedTriggers } from "./trigger-states.ts";
import { workerChoices } from "./worker-choice.ts";

/** A revision of a flow as Kestra has it. */
interface FlowRevision {
  readonly revision?: number | null | undefined;
  readonly updated?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly disabled?: boolean | null | undefined;
  readonly deleted?: boolean | null | undefined;
  /** From 2.0 on. */
  readonly draft?: boolean | null | undefined;
  readonly labels?: readonly FoundLabel[] | null | undefined;
  readonly sla?: readonly object[] | null | undefined;
  readonly concurrency?: unknown;
  readonly inputs?: unknown;
  readonly triggers?: unknown;
  readonly source?: string | null | undefined;
}

/** What is known of a flow; undefined is what Kestra did not tell. */
interface KnownFlow {
  readonly flow: FlowRevision;
  /** The revision that was asked for, and then the latest one. */
  readonly asked: number | undefined;
  readonly latest: Pick<FlowRevision, "revision" | "deleted"> | undefined;
  readonly states: { readonly results: readonly FoundTrigger[] } | undefined;
  readonly executions: ListedExecutions | undefined;
  readonly running: ListedExecutions | undefined;
  readonly queued: ListedExecutions | undefined;
  readonly graph: Topology | undefined;
  readonly counts: readonly CountedFlow[] | undefined;
}

interface ListedExecutions {
  readonly results: readonly ListedExecution[];
  readonly total: number;
}

type ListedExecution = Pick<FoundExecution, "id" | "state"> & {
  readonly flowRevision?: number | null | undefined;
};

/** All about a flow, with whether it is set to run. */
export function describedFlow(
  of: { readonly namespace: string; readonly flow_id: string },
  { flow, asked, latest, states, executions, running, queued, graph, counts }: KnownFlow,
  { at, from, line }: { readonly at: Date; readonly from: string; readonly line: string },
) {
  const triggers = describedTriggers(flow.triggers, states?.results ?? [], at);
  const { dependsOn, dependents } = dependenciesOf(graph ?? {}, of);
  const deleted = flow.deleted === true || latest?.deleted === true;
  const newest = latest?.revision ?? flow.revision;
  const warnings = [
    ...(asked !== undefined && newest !== asked
      ? [
          `This is revision ${asked}; the latest is ${newest}, and triggers are in the state that they have now.`,
        ]
      : []),
    ...unasked({ triggers: states, executions: executions && running && queued, dependencies: graph }),
  ];
  return {
    namespace: of.namespace,
    flowId: of.flow_id,
    revision: flow.revision,
    latestRevision: newest,
    updated: flow.updated,
    description: flow.description,
    ...setToRun({ ...flow, deleted, triggers, dependents }),
    disabled: flow.disabled === true,
    ...(flow.draft === true ? { draft: true } : {}),
    ...(deleted ? { deleted } : {}),
    labels: wholeLabels(flow.labels),
    inputs: inputSchema(flow.inputs),
    triggers,
    concurrency: slotsOf(flow.concurrency, of, counts, line),
    workers: workerChoices(flow),
    sla: flow.sla,
    dependsOn,
    dependents,
    executions: {
      from,
      to: at.toISOString(),
      total: executions?.total,
      running: inState(running),
      queued: inState(queued),
      results: executions?.results.map((row) =>
        executionOf({ ...row, namespace: of.namespace, flowId: of.flow_id }),
      ),
    },
    warnings: warnings.length > 0 ? warnings : undefined,
    source: flow.source,
  };
}

function executionOf(execution: FoundExecution & ListedExecution) {
  const { id, state, durationSeconds } = executionRow(execution);
  const { flowRevision } = execution;
  return { id, state: state.current, startDate: state.startDate, durationSeconds, flowRevision };
}

/** How many there are now, whenever they started, and the newest. */
function inState(found: ListedExecutions | undefined) {
  return found && { total: found.total, ids: found.results.map(({ id }) => id) };
}

/** What Kestra did not tell, in sentences. */
function unasked(answers: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(answers).flatMap(([name, answer]) =>
    answer === undefined
      ? [`Kestra did not tell the ${name}: they are not known, which does not mean that there are none.`]
      : [],
  );
}
