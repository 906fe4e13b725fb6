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

/** True for the state of an execution that has ended. */
export function hasEnded(state: string): boolean {
  return endedStates.includes(state);
}
