import { setTimeout as sleep } from "node:timers/promises";
import { isPassing } from "./unreachable.ts";
import type { Answer } from "./answer.ts";
import { isPassingStatus } from "./status.ts";

/** An answer with what decides on another attempt. */
export interface Attempted extends Answer {
  /** The `Retry-After` header. */
  readonly retryAfter?: string | undefined;
}

const attempts = 3;
const firstPause = 200;

/**
 * Tries again, with growing pauses, after an error of the network and after a status that may pass. Only for requests
 * that change nothing. What the last attempt gave is the result.
 * @param deadline in the milliseconds of `Date.now()`: no pause goes beyond it
 */
export async function withRetries<T extends Attempted>(
  attempt: () => Promise<T>,
  deadline: number,
  signal: AbortSignal,
): Promise<T> {
  for (let left = attempts - 1; ; left--) {
    const outcome = await attempt().then(
      (answer) => ({ answer, again: isPassingStatus(answer.status) }),
      (error: unknown) => ({ error, again: isPassing(error) }),
    );
    const wait = pause(attempts - 1 - left, "answer" in outcome ? outcome.answer.retryAfter : undefined);
    if (!outcome.again || left === 0 || Date.now() + wait >= deadline) {
      if ("answer" in outcome) return outcome.answer;
      throw outcome.error;
    }
    await sleep(wait, undefined, { signal });
  }
}

/** Milliseconds to wait: what the server asks for, or twice as long each time, spread so that many do not come at once. */
function pause(attempt: number, retryAfter: string | undefined): number {
  if (retryAfter !== undefined) {
    const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
    if (!Number.isNaN(wait)) return Math.max(0, wait);
  }
  return firstPause * 2 ** attempt * (0.5 + Math.random());
}
