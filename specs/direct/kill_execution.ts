import { killExecution } from "../../generated/direct/kill_execution.ts";
import { killOne } from "../steps/execution/kill-one.ts";

/** Steps, because Kestra takes the kill of an ended execution as if it could be killed: its state is looked at first. */
export const tool = killExecution((input, kestra, { sleep }) => killOne(input, kestra, sleep));
