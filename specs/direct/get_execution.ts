import { getExecution } from "../../generated/direct/get_execution.ts";
import { executionInFull } from "../steps/execution/execution-in-full.ts";

/** Steps, because from Kestra 2.0 on the outputs of an ended execution are requests of their own. */
export const tool = getExecution(({ execution_id, full }, kestra, { instance, sleep, isWhole }) =>
  executionInFull(execution_id, kestra, {
    full: full || isWhole === true,
    line: instance.line,
    sleep,
  }),
);
