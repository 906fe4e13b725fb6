import { downloadExecutionLogs } from "../../generated/logs/download_execution_logs.ts";
import { readLog } from "../steps/read-log.ts";

/** Steps, because lines at TRACE and stack traces are for who asks for them. */
export const tool = downloadExecutionLogs(({ offset: _, min_level, ...of }, kestra) =>
  readLog(min_level, (level, reading) => kestra.logs({ ...of, min_level: level }, reading)),
);
