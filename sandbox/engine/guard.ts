import type { Execution } from "../executions/execution.ts";
import type { TaskSpec } from "../executions/flow.ts";
import type { StateType } from "../executions/state.ts";

/** What becomes of an execution that is about to run: it runs, it is held back for now, or it ends at once. */
export type Admission =
  | { readonly kind: "run" }
  | { readonly kind: "hold" }
  | { readonly kind: "end"; readonly state: StateType; readonly message?: string };

/** Where a task runs: on a worker, later, or nowhere. */
export type Place =
  | { readonly kind: "worker"; readonly workerId: string }
  | { readonly kind: "wait"; readonly message?: string }
  | { readonly kind: "end"; readonly state: "FAILED" | "CANCELLED" | "SKIPPED"; readonly message: string };

/** What stands between executions and their run, besides the limits of their flows. */
export interface Guard {
  admits(execution: Execution): Admission;
  placeFor(execution: Execution, task: TaskSpec): Place;
}

/** Lets everything run, on one worker that has room for all. */
export function openGuard(workerId: string): Guard {
  return {
    admits: () => ({ kind: "run" }),
    placeFor: () => ({ kind: "worker", workerId }),
  };
}
