import { HttpRefusal } from "../http-refusal.ts";
import { isObject } from "../json.ts";

/** Counts the calls that are being handled, of all callers and of each. */
export interface CallBounds {
  /**
   * Lets in the calls of one HTTP request. They count while one of those who hold them is there: the HTTP request, and
   * what goes on after its client went away.
   * @param key of the caller
   * @returns holds them until what that returns is called
   * @throws HttpRefusal 429 where there are too many
   */
  admit(key: string, calls: number): () => () => void;
}

/** The part of all calls that one caller may have: the rest is for whoever comes. */
const shareAlone = 0.75;

/** Likewise, where others have calls. */
const share = 0.5;

/** @param most calls of all callers */
export function createCallBounds(most: number): CallBounds {
  const callers = new Map<string, number>();
  let all = 0;
  const add = (key: string, calls: number) => {
    all += calls;
    const own = (callers.get(key) ?? 0) + calls;
    if (own === 0) callers.delete(key);
    else callers.set(key, own);
  };
  return {
    admit(key, calls) {
      const own = callers.get(key) ?? 0;
      const ownMost = most * (all > own ? share : shareAlone);
      if (calls > 0 && (all + calls > most || own + calls > ownMost)) {
        throw new HttpRefusal(429, "Too many calls are being handled. Try again later.", {
          "Retry-After": "1",
        });
      }
      let holders = 0;
      return () => {
        if (holders++ === 0) add(key, calls);
        return () => {
          if (--holders === 0) add(key, -calls);
        };
      };
    },
  };
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
