import { followExecutionLogs } from "../../generated/logs/follow_execution_logs.ts";
import { executionProgress } from "../steps/execution/execution-progress.ts";
import { hasEnded } from "../steps/execution/execution-state.ts";
import { found } from "../steps/execution/found-execution.ts";
import { followed, whyNotEnded } from "../steps/execution/followed-execution.ts";
import { logText } from "../steps/logs/log-text.ts";

/** Reads of the logs at most: Kestra stores the last lines a little after the end. */
const mostReads = 4;
const pause = 400;

/**
 * Steps, because Kestra's stream of logs never ends, and that of a missing execution tells nothing: the execution is
 * looked up, then followed, and its logs are read at last. At the deadline they are read as far as they are.
 */
export const tool = followExecutionLogs(async (wish, kestra, context) => {
  const { execution_id } = wish;
  const { sleep, mask } = context;
  const first = await found(() => kestra.execution({ execution_id }), sleep);
  const { execution, ...rest } = await followed(first, {
    read: () => kestra.execution({ execution_id }),
    follow: (options) => kestra.follow({ execution_id }, options),
    progress: executionProgress(context, first.state, () => kestra.last({ execution_id, min_level: "INFO" })),
    sleep,
  });
  const { state } = execution;
  const read = () => logText(wish, kestra);
  let log = await read();
  if (!hasEnded(state)) return { ...log, state, message: whyNotEnded(state, rest)?.masked(mask) };
  if (execution === first || sleep === undefined) return { ...log, state };
  for (let reads = 1, before = ""; reads < mostReads && before !== log.result; reads++) {
    before = log.result;
    await sleep(pause);
    log = await read();
  }
  return { ...log, state };
});
