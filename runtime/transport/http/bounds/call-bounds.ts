import { internalError, ProtocolError } from "../../../mcp/handler.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import { isObject } from "../../../json.ts";
import { limits } from "../../../limits.ts";
import type { CallInFlight } from "../../../mcp/request-facts.ts";
import type { ByteBudget, ByteShare } from "../wire/byte-budget.ts";

/** Counts the calls that are being handled, of all callers and of each. What becomes of their answers counts elsewhere. */
export interface CallBounds {
  /**
   * Lets in the calls of one HTTP request.
   * @param key of the caller
   * @throws HttpRefusal 429 where there are too many
   */
  admit(key: string, asked: Amount): Admitted;
}

/** The calls of one HTTP request. */
export interface Admitted {
  /** One of them begins. */
  begin(): CallInFlight;
  /** None begins any more. Until then they all count. */
  received(): void;
  /** Settles when that is so and none goes on. */
  over(): Promise<void>;
}

export interface Amount {
  readonly calls: number;
  /** Of the body in which they came. */
  readonly bytes: number;
}

const tooMany = "Too many calls are being handled. Try again later.";

/**
 * @param most of all callers
 * @param waiting holds the bodies of calls that wait for their client's user
 */
export function createCallBounds(most: Amount, waiting: ByteBudget): CallBounds {
  const callers = new Map<string, Amount>();
  let all: Amount = { calls: 0, bytes: 0 };

  const fits = (key: string, more: Amount) => {
    const own = callers.get(key) ?? { calls: 0, bytes: 0 };
    const part = all.calls > own.calls ? limits.callShare : limits.callShareAlone;
    return (["calls", "bytes"] as const).every(
      (what) =>
        more[what] === 0 ||
        (all[what] + more[what] <= most[what] && own[what] + more[what] <= most[what] * part),
    );
  };
  const add = (key: string, more: Amount) => {
    if (more.calls === 0 && more.bytes === 0) return;
    const own = callers.get(key) ?? { calls: 0, bytes: 0 };
    const sum = plus(own, more);
    all = plus(all, more);
    if (sum.calls === 0 && sum.bytes === 0) callers.delete(key);
    else callers.set(key, sum);
  };

  return {
    admit(key, asked) {
      const bytes = asked.calls === 0 ? 0 : asked.bytes;
      if (!fits(key, { calls: asked.calls, bytes })) {
        throw new HttpRefusal(429, tooMany, { "Retry-After": "1" });
      }
      let isOpen = true;
      let running = 0;
      let pending = 0;
      let counted: Amount = { calls: 0, bytes: 0 };
      let over: Promise<void> | undefined;
      let settle: (() => void) | undefined;
      const isOver = () => !isOpen && pending === 0;
      // What just ended is answered in a later microtask.
      const later = (resolve: () => void) => {
        if (isOver()) setImmediate(resolve);
        else settle = resolve;
      };
      const needed = (running: number): Amount => {
        const calls = isOpen ? Math.max(asked.calls, running) : running;
        return { calls, bytes: calls === 0 ? 0 : bytes };
      };
      const count = () => {
        const now = needed(running);
        add(key, minus(now, counted));
        counted = now;
        if (settle === undefined || !isOver()) return;
        setImmediate(settle);
        settle = undefined;
      };
      const resume = () => {
        if (!fits(key, minus(needed(running + 1), counted))) {
          throw new ProtocolError(internalError, `${tooMany} Nothing was done.`);
        }
        running++;
        count();
      };
      count();
      return {
        over: () => (over ??= new Promise(later)),
        begin() {
          let body: ByteShare | undefined;
          let runs = true;
          running++;
          pending++;
          count();
          return {
            wait(withdraw) {
              runs = false;
              running--;
              count();
              body = waiting.open(withdraw);
              body.add(bytes);
              return () => {
                body?.close();
                resume();
                runs = true;
              };
            },
            end() {
              body?.close();
              if (runs) running--;
              pending--;
              count();
            },
          };
        },
        received() {
          isOpen = false;
          count();
        },
      };
    },
  };
}

function plus(one: Amount, other: Amount): Amount {
  return { calls: one.calls + other.calls, bytes: one.bytes + other.bytes };
}

function minus(one: Amount, other: Amount): Amount {
  return { calls: one.calls - other.calls, bytes: one.bytes - other.bytes };
}

/**
 * How many of a body's messages are calls that are to be answered soon: no notification, which may cancel one, no
 * answer to a request of ours, and no subscription, which stays open.
 */
export function callsIn(body: unknown): number {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter(
    (one) => isObject(one) && "method" in one && "id" in one && one.method !== "subscriptions/listen",
  ).length;
}
