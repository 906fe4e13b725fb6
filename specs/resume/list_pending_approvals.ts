import { listPendingApprovals } from "../../generated/resume/list_pending_approvals.ts";
import { isWaiting } from "../steps/execution/execution-state.ts";
import { waitsFor, type PausedExecution } from "../steps/approval/pending-approval.ts";
import { waitingRuns } from "../steps/approval/waiting-run.ts";
import type { FlowBlocks } from "../steps/flow/flow-tasks.ts";
import { inBatches } from "../steps/in-batches.ts";
import { orNothing } from "../steps/or-nothing.ts";

/** Rows of a page of a search: each is a request more, and so may be its flow. */
const size = 10;

/**
 * Steps, because what is asked stands in the flow, of which each revision is read once, and since when in the execution,
 * which a search of Kestra 2.0 does not give; and because there the iterations of loops are searched for by themselves.
 */
export const tool = listPendingApprovals(async (input, kestra, { instance }) => {
  const hasIterations = Number.parseInt(instance.line, 10) >= 2;
  const found = await Promise.all([
    kestra.search(input),
    ...(hasIterations ? [kestra.iterations(input)] : []),
  ]);
  // A page may have more rows than it was asked for.
  const rows = found.flatMap(({ results }) => results.slice(0, size));
  const executions = await inBatches(rows, async (row): Promise<PausedExecution> => {
    const { state, histories, flowRevision, taskRunList } = await kestra.execution({ execution_id: row.id });
    return { ...row, state, histories, flowRevision, taskRunList };
  });
  const asked = executions.filter(({ taskRunList }) => waitingRuns(taskRunList).length > 0);
  const flows = new Map<string, FlowBlocks | undefined>();
  const revisions = new Map(asked.map((execution) => [placeOf(execution), execution]));
  await inBatches([...revisions], async ([place, { namespace, flowId, flowRevision }]) => {
    const of = { namespace, flow_id: flowId, revision: flowRevision ?? 0 };
    const flow = await orNothing(() => kestra.flow(of));
    flows.set(place, flow);
  });
  const results = executions.map((execution) => {
    const { id, namespace, flowId, flowRevision, state } = execution;
    const questions = isWaiting(state) ? waitsFor(execution, flows.get(placeOf(execution))) : [];
    return { id, namespace, flowId, flowRevision, state, waitsFor: questions };
  });
  const totals = found.map(({ total }) => total);
  const total = totals.reduce((sum, one) => sum + one, 0);
  const pages = Math.ceil(Math.max(...totals) / size);
  const { page } = input;
  if (page >= pages && (page === 1 || results.length > 0)) return { results, total };
  const next = page < pages ? `For the next ones call again with page: ${page + 1}.` : "There are no more.";
  return { results, total, truncated: `Page ${page} of ${pages}, of ${total} executions. ${next}` };
});

function placeOf({ namespace, flowId, flowRevision }: PausedExecution): string {
  return `${namespace}/${flowId}/${flowRevision ?? ""}`;
}
