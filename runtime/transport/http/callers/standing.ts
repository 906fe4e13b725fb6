import type { IncomingMessage } from "node:http";
import type { Follow } from "../../../auth/follow.ts";
import type { Principal } from "../../../auth/principal.ts";

/** Whether somebody who is being served may still be, and what they may do now. */
export interface Standing {
  /** What proved who they are counts no more. */
  isOver(): boolean;
  /** Calls back at once where that is over, or when it is: what proved who they are counts no more. */
  onEnd(listener: () => void): void;
  /** Calls back when it is over by itself: what takes a bounded time may still be done. */
  onExpire(listener: () => void): void;
  onChange(listener: (principal: Principal) => void): void;
  /** They are no longer served. */
  leave(): void;
}

/** @param follow absent: whoever was let in stays in */
export function standingOf(
  request: IncomingMessage,
  principal: Principal,
  follow: Follow | undefined,
): Standing {
  if (follow === undefined) return lasting;
  const ending: (() => void)[] = [];
  const expiring: (() => void)[] = [];
  const changing: ((principal: Principal) => void)[] = [];
  let isOver = false;
  const leave = follow({
    request,
    principal,
    ended() {
      if (isOver) return;
      isOver = true;
      for (const listener of ending) listener();
    },
    expired() {
      for (const listener of expiring) listener();
    },
    changed(now) {
      for (const listener of changing) listener(now);
    },
  });
  return {
    isOver: () => isOver,
    onEnd(listener) {
      if (isOver) listener();
      else ending.push(listener);
    },
    onExpire(listener) {
      expiring.push(listener);
    },
    onChange(listener) {
      changing.push(listener);
    },
    leave,
  };
}

/** Of whoever was let in for good. */
const lasting: Standing = {
  isOver: () => false,
  onEnd: () => undefined,
  onExpire: () => undefined,
  onChange: () => undefined,
  leave: () => undefined,
};
