import { describe, type Log } from "../log.ts";
import type { Observer } from "./observer.ts";

/** Tells several observers, one after the other. One that fails is logged: what happened has happened, and the others hear of it. */
export function observeAll(observers: readonly Observer[], log: Log): Required<Observer> {
  const each = (tell: (observer: Observer) => void) => {
    for (const observer of observers) {
      try {
        tell(observer);
      } catch (error) {
        log("error", describe(error));
      }
    }
  };
  return {
    call(made) {
      each((observer) => observer.call?.(made));
    },
    request(sent) {
      each((observer) => observer.request?.(sent));
    },
    http(served) {
      each((observer) => observer.http?.(served));
    },
    access(event) {
      each((observer) => observer.access?.(event));
    },
    limited(refused) {
      each((observer) => observer.limited?.(refused));
    },
  };
}
