import type { Execution } from "./execution.ts";
import { startOf } from "./state.ts";

/**
 * An execution as searches had it at an instant, in milliseconds since 1970: in the state that it was in then; undefined where it was
 * not there yet. Itself where nothing happened since.
 */
export function indexedAt(execution: Execution, at: number): Execution | undefined {
  const { histories } = execution.state;
  if (startOf(execution.state) > at) return undefined;
  const then = histories.filter(({ date }) => date <= at);
  const last = then.at(-1);
  if (last === undefined || then.length === histories.length) return execution;
  return { ...execution, state: { current: last.state, histories: then } };
}
