import { parseDuration } from "../values/duration.ts";
import type { FlowSpec } from "../executions/flow.ts";
import { printed } from "../pebble/value.ts";
import type { Values } from "../values/values.ts";

/** How long until the next attempt, in milliseconds; undefined when there is none. `attempts` have been made. */
export function retryDelay(retry: Values | undefined, attempts: number): number | undefined {
  if (retry === undefined) return undefined;
  const most = Number(retry["maxAttempts"] ?? retry["maxAttempt"] ?? Number.POSITIVE_INFINITY);
  if (attempts >= most) return undefined;
  const first = parseDuration(printed(retry["interval"] ?? retry["minInterval"])) ?? 0;
  if (retry["type"] !== "exponential") return first;
  const limit = parseDuration(printed(retry["maxInterval"])) ?? Number.POSITIVE_INFINITY;
  return Math.min(limit, first * Number(retry["delayFactor"] ?? 2) ** (attempts - 1));
}

/** How long until a failed execution of a flow is tried again as a new one, in milliseconds; undefined when it is not. */
export function flowRetryDelay({ retry }: FlowSpec, attempts: number): number | undefined {
  return retry?.["behavior"] === "CREATE_NEW_EXECUTION" ? retryDelay(retry, attempts) : undefined;
}
