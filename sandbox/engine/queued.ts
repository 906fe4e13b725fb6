import { afterEnd } from "./end.ts";
import { move, schedule, type Engine } from "./engine.ts";
import { stateIs, type Execution } from "../executions/execution.ts";
import { refusal } from "../executions/refusal.ts";
import { isTerminal, type StateType } from "../executions/state.ts";

const targets: readonly StateType[] = ["RUNNING", "FAILED", "CANCELLED"];

/** Takes a queued execution out of the queue, to run without being counted or to end. */
export function leaveQueue(engine: Engine, execution: Execution, state: StateType): void {
  move(engine, execution, state);
  if (isTerminal(state)) afterEnd(engine, execution);
  else schedule(engine, { kind: "step", executionId: execution.id }, engine.dialect.unqueueTime);
}

/** Unqueues an execution. Throws a `Refusal` when it is not queued, or cannot be in this state then. */
export function unqueue(engine: Engine, execution: Execution, state: StateType): void {
  const { line } = engine.dialect;
  if (!stateIs(execution, "QUEUED")) throw refusal(line, "unqueueNotQueued", execution);
  if (!targets.includes(state)) throw refusal(line, "unqueueToOther", execution, { target: state });
  leaveQueue(engine, execution, state);
}
