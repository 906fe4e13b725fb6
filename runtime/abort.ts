/** What is used of an `AbortSignal` by work that may have to end before it is done; each `AbortSignal` is one. */
export interface Signal {
  readonly aborted: boolean;
  /** Why it was aborted. */
  readonly reason: unknown;
  /** @throws the reason */
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** As an `AbortController`: it aborts its signal once, and a later reason changes nothing. */
export interface Aborter {
  readonly signal: Signal;
  /** @param reason absent: an error by the name of `AbortError` */
  abort(reason?: unknown): void;
}

/** An aborter for what is made anew for each call: a controller of Node's own costs more than to send a request. */
export function createAborter(): Aborter {
  const signal = new OwnSignal();
  return {
    signal,
    abort(reason) {
      signal.abort(reason);
    },
  };
}

/** Made once for each: who waits for a long time gives the same one to each of many short waits. */
const nodeSignals = new WeakMap<Signal, AbortSignal>();

/** The signal as Node's own functions take it. */
export function nodeSignal(signal: Signal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const made = nodeSignals.get(signal);
  if (made !== undefined) return made;
  const controller = new AbortController();
  nodeSignals.set(signal, controller.signal);
  const abort = () => {
    controller.abort(signal.reason);
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}

class OwnSignal implements Signal {
  aborted = false;
  reason: unknown = undefined;
  #listeners: (() => void)[] = [];

  abort(reason: unknown = new DOMException("This operation was aborted", "AbortError")): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  addEventListener(_: "abort", listener: () => void): void {
    if (!this.aborted) this.#listeners.push(listener);
  }

  removeEventListener(_: "abort", listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at >= 0) this.#listeners.splice(at, 1);
  }
}
