import { instantFits, queryFits, scopeFits, textFits, type Condition } from "./condition.ts";
import { parseDuration } from "../values/duration.ts";
import type { LogEntry, LogLevel } from "./execution.ts";
import { Refusal } from "./refusal.ts";

const logLevels: readonly LogLevel[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"];

export function isLogLevel(text: string): text is LogLevel {
  return (logLevels as readonly string[]).includes(text);
}

/** Whether a level is `least` or above. */
export function atLeast(level: LogLevel, least: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(least);
}

function levelOf(text: string): LogLevel {
  if (!isLogLevel(text))
    throw new Refusal(422, `Illegal argument: No enum constant org.slf4j.event.Level.${text}`);
  return text;
}

/** A level EQUALS its level or any above it, up to 1.3; from 2.0 the operation says which way. */
function levelFits(level: LogLevel, { operation, value }: Condition): boolean {
  const limit = levelOf(value);
  if (operation === "NOT_EQUALS") return !atLeast(level, limit);
  if (operation === "LESS_THAN_OR_EQUAL_TO") return atLeast(limit, level);
  return atLeast(level, limit);
}

function fits(entry: LogEntry, condition: Condition, now: number): boolean {
  switch (condition.field) {
    case "q":
      return queryFits(
        [
          entry.message,
          entry.flowId,
          entry.namespace,
          entry.taskId ?? "",
          entry.executionId ?? "",
          entry.triggerId ?? "",
        ],
        condition,
      );
    case "scope":
      return scopeFits(entry.namespace, condition);
    case "namespace":
      return textFits(entry.namespace, condition);
    case "flowId":
      return textFits(entry.flowId, condition);
    case "executionId":
      return textFits(entry.executionId, condition);
    case "taskId":
      return textFits(entry.taskId, condition);
    case "taskRunId":
      return textFits(entry.taskRunId, condition);
    case "attemptNumber":
      return textFits(String(entry.attemptNumber), condition);
    case "level":
      return levelFits(entry.level, condition);
    case "startDate":
    case "endDate":
      return instantFits(entry.timestamp, condition);
    case "timeRange":
      return entry.timestamp >= now - (parseDuration(condition.value) ?? 0);
    case "triggerId":
      return textFits(entry.triggerId, condition);
    default:
      return false;
  }
}

/** The log lines that fit every condition. `now` in milliseconds since 1970, for time ranges. Throws a `Refusal`. */
export function searchLogs(
  entries: readonly LogEntry[],
  conditions: readonly Condition[],
  now: number,
): readonly LogEntry[] {
  for (const condition of conditions) {
    if (condition.field === "level") levelOf(condition.value);
    if (condition.field === "startDate" || condition.field === "endDate") instantFits(undefined, condition);
  }
  return entries.filter((entry) => conditions.every((condition) => fits(entry, condition, now)));
}
