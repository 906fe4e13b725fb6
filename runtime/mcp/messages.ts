import type { Context } from "../tool/context.ts";
import { limits } from "../limits.ts";
import { requestSaid } from "../observe/log-observer.ts";
import type { Observer } from "../observe/observer.ts";

/** The severities of RFC 5424 by MCP's names, from the least to the most grave. */
const severities = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"] as const;

export type Severity = (typeof severities)[number];

/** Sends the client a log message. It must hold no credentials. */
export type Tell = (severity: Severity, data: () => string) => void;

/** A notification of MCP that belongs to a request. */
export interface Message {
  readonly method: "notifications/progress" | "notifications/message";
  readonly params: Record<string, unknown>;
}

/** Sends a message; whether it arrives concerns nobody. */
export type Send = (message: Message) => void;

/** Whether a client that wants `least` and what is graver gets a message. */
export function isWanted(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least);
}

/** The progress of a call that nobody watches. */
export const unwatched: Context["progress"] = () => undefined;

/**
 * Progress that only grows, as the protocol wants it, not too often, and nothing where the client gave no token.
 * @param now milliseconds that only grow
 */
export function progressTo(
  send: Send,
  progressToken: unknown,
  now: () => number = () => performance.now(),
): Context["progress"] {
  if (typeof progressToken !== "string" && typeof progressToken !== "number") return unwatched;
  let last = -Infinity;
  let left: number = limits.progressBurst;
  let counted = now();
  return (progress, total, message) => {
    if (progress <= last) return;
    left = Math.min(limits.progressBurst, left + ((now() - counted) / 1000) * limits.progressRate);
    counted = now();
    if (left < 1) return;
    left--;
    last = progress;
    const params = {
      progressToken,
      progress,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message }),
    };
    send({ method: "notifications/progress", params });
  };
}

/** The log message that a client sees as ours. */
export function logMessage(level: Severity, data: string): Message {
  return { method: "notifications/message", params: { level, logger: "kestra-mcp", data } };
}

/** Tells the client of a call what it sends to Kestra. @param mask takes credentials out of what is foreign */
export function clientObserver(tell: Tell, mask: (text: string) => string): Observer {
  return {
    request(sent) {
      tell("debug", () => requestSaid(sent).masked(mask));
    },
  };
}
