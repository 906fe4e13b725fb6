import { getExecutionLogs } from "../../generated/logs/get_execution_logs.ts";
import { executionLines } from "../steps/logs/execution-lines.ts";

/** Steps, because lines at TRACE and stack traces are for who asks for them, and because the end of a log is searched. */
export const tool = getExecutionLogs((wish, kestra) => executionLines(wish, kestra, "newest"));
