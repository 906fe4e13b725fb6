import type { Observer } from "../observe/observer.ts";
import { requestSaid } from "../observe/log-observer.ts";
import type { Tell } from "./messages.ts";

/** Tells the client of a call what it sends to Kestra. @param mask takes credentials out of what is foreign */
export function clientObserver(tell: Tell, mask: (text: string) => string): Observer {
  return {
    request(sent) {
      tell("debug", requestSaid(sent).masked(mask));
    },
  };
}
