import { secondsOf } from "../../functions/execution-row.ts";
import { taskRunsOf } from "./task-runs.ts";

/** An execution with its task runs. */
export interface WithRuns {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly taskRunList?: unknown;
}

/** The task runs of an execution in a list, in its order. `attempts` counts those that began. */
export function taskRunRows(execution: WithRuns) {
  const { id: executionId, namespace, flowId } = execution;
  return taskRunsOf(execution.taskRunList).map((run) => {
    const { id, taskId, state, startDate, endDate, attempts, value, iteration } = run;
    const durationSeconds = secondsOf({ startDate, endDate });
    return {
      executionId,
      namespace,
      flowId,
      id,
      taskId,
      state,
      ...(startDate === undefined ? {} : { startDate }),
      ...(endDate === undefined ? {} : { endDate }),
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
      attempts: attempts.length,
      ...(value === undefined ? {} : { value }),
      ...(iteration === undefined ? {} : { iteration }),
    };
  });
}
