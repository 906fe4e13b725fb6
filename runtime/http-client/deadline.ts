/** A time at which a signal aborts, unless it is moved before. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** To another time, in milliseconds since 1970; one that has passed aborts soon. */
  move(at: number): void;
  /** Never aborts from now on. */
  clear(): void;
}

/**
 * @param at in milliseconds since 1970; absent: it does not abort until it is moved
 * @param others each aborts it too, for its reason; `AbortSignal.any` costs more than sending a request
 */
export function deadlineAt(at?: number, others: readonly AbortSignal[] = []): Deadline {
  const controller = new AbortController();
  const pass = ({ target }: Event) => {
    controller.abort((target as AbortSignal).reason);
  };
  for (const other of others) {
    if (other.aborted) controller.abort(other.reason);
    else other.addEventListener("abort", pass, { once: true });
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline: Deadline = {
    signal: controller.signal,
    move(to) {
      clearTimeout(timer);
      const abort = () => {
        controller.abort();
      };
      timer = setTimeout(abort, Math.max(0, to - Date.now())).unref();
    },
    clear() {
      clearTimeout(timer);
      for (const other of others) other.removeEventListener("abort", pass);
    },
  };
  if (at !== undefined) deadline.move(at);
  return deadline;
}
