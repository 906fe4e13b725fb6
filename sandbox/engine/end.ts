import { release } from "./concurrency.ts";
import type { Engine } from "./engine.ts";
import type { Execution } from "../executions/execution.ts";
import { reportToParent } from "./subflow.ts";

/** What follows from the end of an execution: the task that waits for it, the one queued behind it, and who listens. */
export function afterEnd(engine: Engine, execution: Execution): void {
  reportToParent(engine, execution);
  release(engine, execution);
  for (const listen of engine.endListeners) listen(execution);
}
