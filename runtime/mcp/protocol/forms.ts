import { internalError, ProtocolError } from "../handler.ts";
import { limits } from "../../limits.ts";
import type { CallInFlight } from "../request-facts.ts";

/** The forms of one session that wait for its user's answer. */
export interface Forms {
  /**
   * Waits for one. Meanwhile its call does not count.
   * @param call that asks
   * @param isThere whether the client could still answer
   * @param ask shows it; the signal aborts when it is withdrawn: it takes too much room, or its client has gone
   * @throws ProtocolError where too many wait, or too many calls are being handled when it is answered
   */
  wait<T>(
    call: CallInFlight | undefined,
    isThere: () => boolean,
    ask: (withdrawn: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

const tooMany = `${limits.forms} calls of this session wait for their user's answer already. Nothing was done. Call again when one of them is answered or cancelled.`;

/** @param checked milliseconds between two looks at whether the client is there; after two in vain it has gone */
export function createForms(checked: number = limits.formAwayTime): Forms {
  let open = 0;
  return {
    async wait(call, isThere, ask) {
      if (open >= limits.forms) throw new ProtocolError(internalError, tooMany);
      open++;
      const withdrawn = new AbortController();
      const goOn = call?.wait(() => {
        withdrawn.abort();
      });
      let away = 0;
      const timer = setInterval(() => {
        away = isThere() ? 0 : away + 1;
        if (away === 2) withdrawn.abort();
      }, checked).unref();
      const answered = await ask(withdrawn.signal).finally(() => {
        clearInterval(timer);
        open--;
      });
      goOn?.();
      return answered;
    },
  };
}
