import { nodeSignal, type Signal } from "../abort.ts";
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

/** What passes between attempts. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** @throws the signal's reason where it aborts before */
  readonly sleep: (ms: number, signal: Signal) => Promise<unknown>;
}

/** The clock of this machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal: nodeSignal(signal) }),
};

/**
 * Tries again, with growing pauses, after an error of the network and after a status that may pass. Only for requests
 * that change nothing. What the last attempt gave is the result.
 * @param deadline in milliseconds since 1970: no pause goes beyond it
 */
export async function withRetries<T extends Attempted>(
  attempt: () => Promise<T>,
  deadline: number,
  signal: Signal,
  clock = realClock,
): Promise<T> {
  for (let made = 0; ; made++) {
    let wait: number;
    const isLast = () => made === attempts - 1 || clock.now() + wait >= deadline;
    try {
      const answer = await attempt();
      wait = pause(made, answer.retryAfter, clock.now());
      if (!isPassingStatus(answer.status) || isLast()) return answer;
    } catch (error) {
      wait = pause(made, undefined, clock.now());
      if (!isPassing(error) || isLast()) throw error;
    }
    await clock.sleep(wait, signal);
  }
}

/** Milliseconds to wait: what the server asks for, or twice as long each time, spread so that many do not come at once. */
function pause(attempt: number, retryAfter: string | undefined, now: number): number {
  if (retryAfter !== undefined) {
    const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
    if (!Number.isNaN(wait)) return Math.max(0, wait);
  }
  return firstPause * 2 ** attempt * (0.5 + Math.random());
}
