/** A time at which a signal aborts, unless it is moved before. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** To another time, in milliseconds since 1970; one that has passed aborts soon. */
  move(at: number): void;
  /** Never aborts from now on. */
  clear(): void;
}

/** @param at in milliseconds since 1970; absent: it does not abort until it is moved */
export function deadlineAt(at?: number): Deadline {
  const controller = new AbortController();
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
    },
  };
  if (at !== undefined) deadline.move(at);
  return deadline;
}
