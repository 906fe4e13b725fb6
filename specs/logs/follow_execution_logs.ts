import { followExecutionLogs } from "../../generated/logs/follow_execution_logs.ts";
import { hasEnded } from "../steps/execution-state.ts";

/** States in which an execution waits for somebody. */
const waiting = ["PAUSED", "BREAKPOINT"];

/**
 * Steps, because Kestra's stream of logs never ends, and that of a missing execution tells nothing: the execution is
 * looked up, then followed to its end, and its logs are read at last. At the deadline they are read as far as they are.
 */
export const tool = followExecutionLogs(async ({ execution_id, min_level }, kestra) => {
  let { state } = await kestra.execution({ execution_id });
  if (!hasEnded(state) && !waiting.includes(state)) {
    const { events } = await kestra.follow({ execution_id });
    state = events.findLast((event) => typeof event.state === "string")?.state ?? state;
  }
  const { result } = await kestra.logs({ execution_id, min_level });
  if (hasEnded(state)) return { result, state };
  const hint = waiting.includes(state) ? "`resume_execution` lets it go on." : "Call again to follow on.";
  return { result, state, message: `The execution is ${state}: these are its logs so far. ${hint}` };
});
