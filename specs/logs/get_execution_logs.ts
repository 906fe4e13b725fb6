import { getExecutionLogs } from "../../generated/logs/get_execution_logs.ts";
import { withoutTraces } from "../steps/logs/log-lines.ts";

/** Steps, because lines at TRACE and stack traces are for who asks for them; Kestra gives all where no level is asked for. */
export const tool = getExecutionLogs(
  async ({ min_level, execution_id, task_run_id, task_id, attempt }, kestra) => {
    const { results } = await kestra.logs({ min_level, execution_id, task_run_id, task_id, attempt });
    return withoutTraces(results, min_level);
  },
);
