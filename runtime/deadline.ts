import { createAborter, type Signal } from "./abort.ts";

/** A time at which a signal aborts, unless it is moved before. */
export interface Deadline {
  readonly signal: Signal;
  /** To another time, in milliseconds since 1970; one that has passed aborts soon. */
  move(at: number): void;
  /** Never aborts from now on, and keeps nothing. */
  clear(): void;
}

/** What a deadline takes. */
interface Deadlines {
  /** In milliseconds since 1970; absent: it does not abort until it is moved. */
  readonly at?: number;
  /** Each aborts it too, for its reason. */
  readonly others?: readonly Signal[];
  /** Why it aborts, made when the time has come; absent: Node's own reason. */
  readonly reason?: () => Error;
}

/**
 * One signal for time that is up and for all that may end work before. `AbortSignal.any` with `AbortSignal.timeout` cost
 * more than sending a request, and live on until the time is up.
 */
export function createDeadline({ at, others = [], reason }: Deadlines): Deadline {
  const controller = createAborter();
  const pass = () => {
    controller.abort(others.find(({ aborted }) => aborted)?.reason);
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
        controller.abort(reason?.());
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

/** Waits until a signal aborts; over at once where it has. */
export function aborted(signal: Signal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener(
      "abort",
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** Waits for work, so many milliseconds at most. The wait keeps no process alive. @returns undefined where it is late */
export function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return inTime(work, ms, () => undefined);
}

/** Likewise. @param late what takes the place of work that is late */
export async function inTime<T, Late>(work: Promise<T>, ms: number, late: () => Late): Promise<T | Late> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const up = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined).unref();
  });
  try {
    const first = await Promise.race([work.then((value) => ({ value })), up]);
    return first === undefined ? late() : first.value;
  } finally {
    clearTimeout(timer);
  }
}
