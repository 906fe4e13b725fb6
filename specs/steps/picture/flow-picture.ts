import type { Topology } from "../../functions/dependency-graph.ts";
import { executionRow, type FoundExecution } from "../../functions/execution-row.ts";
import { dependenciesOf } from "../described/dependencies.ts";
import { setToRun, type Runnable } from "../described/set-to-run.ts";
import { describedTriggers } from "../described/trigger-states.ts";
import type { TaskRun } from "../execution/task-runs.ts";
import type { FoundTrigger } from "../trigger/trigger-row.ts";
import { taskRows, type PicturedFlow } from "./task-rows.ts";

/** A flow as Kestra has it. */
interface DrawnFlow extends PicturedFlow, Pick<Runnable, "deleted" | "disabled" | "draft"> {
  readonly revision?: number | null | undefined;
  readonly triggers?: unknown;
  readonly url?: string | null | undefined;
}

/** What is known around it; empty where Kestra did not tell. */
interface Around {
  readonly triggers: readonly FoundTrigger[];
  /** The newest first. */
  readonly executions: readonly DrawnExecution[];
  readonly dependencies: Topology;
  /** Of the newest execution. */
  readonly runs: readonly TaskRun[];
  readonly now: Date;
}

type DrawnExecution = Pick<FoundExecution, "id" | "state"> & {
  readonly flowRevision?: number | null | undefined;
};

/** A flow as a diagram: its tasks, what each did last, and what is set to run it. */
export function picturedFlow(
  of: { readonly namespace: string; readonly flow_id: string },
  flow: DrawnFlow,
  { triggers: states, executions, dependencies, runs, now }: Around,
) {
  const triggers = describedTriggers(flow.triggers, states, now);
  const { dependents } = dependenciesOf(dependencies, of);
  const { isSetToRun, message } = setToRun({ ...flow, triggers, dependents });
  const rows = executions.map((one) => executionOf(one, of));
  return {
    summary: `${message} ${lastText(rows[0])}`,
    namespace: of.namespace,
    flowId: of.flow_id,
    revision: flow.revision,
    isSetToRun,
    tasks: taskRows(flow, runs),
    triggers: triggers.map(({ id, type, disabled, state, nextDate, cron }) => ({
      id,
      type,
      disabled,
      state,
      nextDate,
      cron,
    })),
    executions: rows,
    url: flow.url,
  };
}

function executionOf(
  execution: DrawnExecution,
  of: { readonly namespace: string; readonly flow_id: string },
) {
  const { id, state, durationSeconds } = executionRow({
    ...execution,
    namespace: of.namespace,
    flowId: of.flow_id,
  });
  const { current, startDate } = state;
  return { id, state: current, startDate, seconds: durationSeconds, revision: execution.flowRevision };
}

function lastText(last: ReturnType<typeof executionOf> | undefined): string {
  if (last === undefined) return "It has not run yet.";
  const at = last.startDate === null ? "" : `, started at ${last.startDate}`;
  return `Its last execution is ${last.id}: ${last.state}${at}.`;
}
