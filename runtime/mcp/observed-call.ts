import type { CallResult } from "../call/result.ts";
import { isInputRequired, type InputRequired } from "../confirm/input-required.ts";
import type { CallMade, Observer, Outcome } from "../observe/observer.ts";

/** Carries a call out, and tells an observer what became of it. @param signal aborts where its client cancels it */
export async function observedCall<T extends CallResult | InputRequired>(
  about: Omit<CallMade, "outcome" | "ms">,
  observer: Required<Pick<Observer, "call">>,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  let outcome: Outcome = "failed";
  try {
    const result = await call();
    outcome = outcomeOf(result);
    return result;
  } finally {
    const ms = Math.round(performance.now() - begun);
    observer.call({ ...about, outcome: signal.aborted ? "cancelled" : outcome, ms });
  }
}

function outcomeOf(result: CallResult | InputRequired): Outcome {
  if (isInputRequired(result)) return "asked";
  return result.isError === true ? "failed" : "done";
}
