import { downloadExecutionLogs } from "../../generated/logs/download_execution_logs.ts";
import { readLog } from "../steps/logs/read-log.ts";

/** Steps, because lines at TRACE and stack traces are for who asks for them. */
export const tool = downloadExecutionLogs(
  ({ min_level, execution_id, task_run_id, task_id, attempt }, kestra) =>
    readLog(min_level, (level, reading) =>
      kestra.logs({ execution_id, task_run_id, task_id, attempt, min_level: level }, reading),
    ),
);
