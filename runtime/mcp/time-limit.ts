/** When something must be done. */
export interface TimeLimit {
  /** Aborts with the other signal, for its reason, or when time is up. */
  readonly signal: AbortSignal;
  /** It is done: nothing is kept of it. */
  clear(): void;
}

/**
 * One signal for both that somebody cancels and that time is up. `AbortSignal.any` with `AbortSignal.timeout` cost more
 * than sending the request, and live on until the time is up.
 * @param reason made when time is up
 */
export function timeLimit(other: AbortSignal, ms: number, reason: () => Error): TimeLimit {
  const controller = new AbortController();
  const pass = () => {
    controller.abort(other.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(reason());
  }, ms).unref();
  other.addEventListener("abort", pass, { once: true });
  if (other.aborted) pass();
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      other.removeEventListener("abort", pass);
    },
  };
}
