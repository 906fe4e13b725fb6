import { logOf, move, schedule, type Engine } from "./engine.ts";
import { stateIs, type Execution } from "../executions/execution.ts";

function runningOf({ concurrency }: Engine, { namespace, flowId }: Execution): number {
  return concurrency.of(namespace, flowId)?.running ?? 0;
}

function count({ concurrency }: Engine, { namespace, flowId }: Execution, running: number): void {
  concurrency.set({ namespace, flowId, running });
}

const exceeded = "Execution is FAILED due to concurrency limit exceeded";

function fail(engine: Engine, execution: Execution): void {
  logOf(engine, execution, "ERROR", exceeded);
  logOf(engine, execution, "TRACE", `java.lang.IllegalStateException: ${exceeded}`);
}

const states = { QUEUE: "QUEUED", CANCEL: "CANCELLED", FAIL: "FAILED" } as const;

/**
 * Lets a new execution run, or not: where its flow has as many running as it may, the execution is queued, cancelled or failed, as the
 * flow says. Whether it may run.
 */
export function admit(engine: Engine, execution: Execution): boolean {
  const limits = execution.flow.concurrency;
  if (limits === undefined) return true;
  const running = runningOf(engine, execution);
  if (running < limits.limit) {
    count(engine, execution, running + 1);
    engine.concurrency.counted.add(execution.id);
    return true;
  }
  const behavior = limits.behavior ?? "QUEUE";
  move(engine, execution, states[behavior]);
  if (behavior === "FAIL") fail(engine, execution);
  return false;
}

function queuedAt({ state }: Execution): number {
  return state.histories.findLast((entry) => entry.state === "QUEUED")?.date ?? 0;
}

/** Gives up the place of an execution that has ended, to the one that was queued first. */
export function release(engine: Engine, execution: Execution): void {
  if (!engine.concurrency.counted.delete(execution.id)) return;
  const running = Math.max(0, runningOf(engine, execution) - 1);
  count(engine, execution, running);
  if (running >= (execution.flow.concurrency?.limit ?? Number.POSITIVE_INFINITY)) return;
  const [first] = engine.executions
    .ofFlow(execution.namespace, execution.flowId)
    .filter((other) => stateIs(other, "QUEUED"))
    .toSorted((a, b) => queuedAt(a) - queuedAt(b));
  if (first === undefined) return;
  count(engine, first, running + 1);
  engine.concurrency.counted.add(first.id);
  move(engine, first, "RUNNING");
  schedule(engine, { kind: "step", executionId: first.id });
}
