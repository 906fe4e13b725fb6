import type { FlowBlocks } from "../flow/flow-tasks.ts";
import { pauseQuestion, type Question } from "./pause-question.ts";
import { waitingRuns, waitingSince, type ReadRun } from "./waiting-run.ts";

/** An execution that waits, as it was read. */
export interface PausedExecution {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly state: string;
  readonly histories?: ReadRun["histories"];
  readonly taskRunList?: readonly ReadRun[] | null | undefined;
}

/** What is waited for at one task run; without one, the execution was paused from outside. */
interface Waiting extends Partial<Question> {
  readonly taskId?: string;
  readonly taskRunId?: string;
  readonly value?: string;
  readonly since?: string | undefined;
  readonly atTimeout: string;
}

/**
 * What an execution waits for: each task run that waits, in the order in which Kestra answers them.
 * @param flow of the revision that runs; undefined where it could not be read
 */
export function waitsFor(execution: PausedExecution, flow: FlowBlocks | undefined): readonly Waiting[] {
  const runs = waitingRuns(execution.taskRunList);
  if (runs.length === 0) {
    const since = waitingSince(execution.histories);
    return [{ since, atTimeout: "It was paused from outside, by no task, and waits until it is resumed." }];
  }
  return runs.map(({ id, taskId, value, state, histories }) => {
    const since = waitingSince(histories);
    const run = { taskId, taskRunId: id, ...(value ? { value } : {}), since };
    if (state === "BREAKPOINT")
      return { ...run, atTimeout: "It stands at a breakpoint, and waits until it is resumed." };
    if (flow === undefined)
      return { ...run, atTimeout: "What it asks is not known: its flow could not be read." };
    return { ...run, ...pauseQuestion(flow, taskId, since) };
  });
}
