import { followExecutionLogs } from "../../generated/logs/follow_execution_logs.ts";
import { hasEnded } from "../steps/execution-state.ts";
import { found } from "../steps/found-execution.ts";
import { followed, whyNotEnded } from "../steps/followed-execution.ts";

/** Reads of the logs at most: Kestra stores the last lines a little after the end. */
const mostReads = 4;
const pause = 400;

/**
 * Steps, because Kestra's stream of logs never ends, and that of a missing execution tells nothing: the execution is
 * looked up, then followed, and its logs are read at last. At the deadline they are read as far as they are.
 */
export const tool = followExecutionLogs(async ({ execution_id, min_level }, kestra, { sleep }) => {
  const first = await found(() => kestra.execution({ execution_id }), sleep);
  const { execution, ...rest } = await followed(first, {
    read: () => kestra.execution({ execution_id }),
    follow: (options) => kestra.follow({ execution_id }, options),
    sleep,
  });
  const { state } = execution;
  let { result } = await kestra.logs({ execution_id, min_level });
  if (!hasEnded(state)) return { result, state, message: whyNotEnded(state, rest) };
  if (execution === first || sleep === undefined) return { result, state };
  for (let reads = 1, before = ""; reads < mostReads && before !== result; reads++) {
    before = result;
    await sleep(pause);
    ({ result } = await kestra.logs({ execution_id, min_level }));
  }
  return { result, state };
});
