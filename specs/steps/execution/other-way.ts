import { KestraError } from "../../../runtime/errors.ts";
import { say, type Said } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { hasEnded, isWaiting } from "./execution-state.ts";

/** Which tool does something for an execution in a state in which another one was refused. */
export function otherWay(state: string): Said {
  if (state === "FAILED")
    return say`It has ended: \`restart_execution\` goes on from the task that failed, \`replay_execution\` runs it again.`;
  if (hasEnded(state)) return say`It has ended: \`replay_execution\` runs it again.`;
  if (isWaiting(state)) return say`It waits for somebody: \`resume_execution\` lets it go on.`;
  if (state === "CREATED" || state === "QUEUED")
    return say`It has not begun: \`force_run_execution\` runs it at once.`;
  return say`It is under way: \`follow_execution_logs\` waits for its end, \`manage_executions\` with action kill ends it.`;
}

/** Statuses by which Kestra refuses what the state of an execution does not allow. */
const refused = [400, 409, 422];

/**
 * Does something to an execution. Where Kestra refuses, which often says neither the state nor what to do, the error does.
 * @param read gives the state, after the refusal
 */
export async function orOtherWay<Answer>(
  execution_id: string,
  act: () => Promise<Answer>,
  read: () => Promise<{ readonly state: string }>,
): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof KestraError) || !refused.includes(error.status)) throw error;
    const { state } = await read().catch(() => ({ state: "" }));
    if (state === "") throw error;
    const where = say`Execution ${execution_id} is in state \`${state}\`.`;
    throw new KestraError(sentences(error.said, where, otherWay(state)), error.status, {
      cause: error,
      mayBeDone: error.mayBeDone,
    });
  }
}
