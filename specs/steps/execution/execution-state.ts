import { isObject } from "../../../runtime/json.ts";

/** The states from which an execution does not go on by itself, sorted. */
export const endedStates: readonly string[] = [
  "CANCELLED",
  "FAILED",
  "KILLED",
  "RESUBMITTED",
  "RETRIED",
  "SKIPPED",
  "SUCCESS",
  "WARNING",
];

/** The states in which an execution waits for somebody. */
const waitingStates: readonly string[] = ["PAUSED", "BREAKPOINT"];

/** True for the state of an execution that has ended. */
export function hasEnded(state: string): boolean {
  return endedStates.includes(state);
}

/** True for the state of an execution that waits for somebody. */
export function isWaiting(state: string): boolean {
  return waitingStates.includes(state);
}

/** The name of a state, as it is or in an execution's `state`; empty where there is none. */
export function stateOf(state: unknown): string {
  if (typeof state === "string") return state;
  return isObject(state) && typeof state.current === "string" ? state.current : "";
}
