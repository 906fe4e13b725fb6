/** One error of a spec author, with its place. Errors are collected, sorted and printed; never thrown. */
export interface Diagnostic {
  /** As given to the compiler, such as `specs/flow/find_flow.yaml`; forward slashes on every machine. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** How many characters the code frame underlines; at least 1. */
  readonly length: number;
  /** What is wrong and why, in one sentence. */
  readonly message: string;
  /** What to do, such as `Did you mean "flowId"?`. */
  readonly hint?: string;
  /** A warning is printed, and nothing stops. */
  readonly severity: "error" | "warning";
}
