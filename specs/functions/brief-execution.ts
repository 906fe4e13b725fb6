import { shortDate, withoutOwnLabels } from "../../runtime/json/brief-rows.ts";
import { isObject, type Json, type JsonObject } from "../../runtime/json.ts";
import { isFilled } from "./execution-row.ts";

/**
 * An execution as an agent needs it: dates to the millisecond, no labels of Kestra's own but those that name another execution,
 * nothing that is empty or said twice; of a task run its state without its histories, and of its attempts when they were only where there are several.
 */
export function briefExecution<Execution extends object>(execution: Execution): Execution {
  const { id } = execution as { readonly id?: unknown };
  const told = Object.entries(execution).flatMap(([key, value]: [string, unknown]) => {
    const brief = briefField(key, value, id);
    return brief === undefined ? [] : [[key, brief] as const];
  });
  return Object.fromEntries(told) as Execution;
}

/** Undefined where it tells nothing. */
function briefField(key: string, value: unknown, id: unknown): unknown {
  switch (key) {
    case "state":
      return briefState(value, [...times, "histories"]);
    case "labels":
      return filledList(withoutOwnLabels(value as Json, id));
    case "originalId":
      return value === id ? undefined : value;
    case "deleted":
      return value === true ? value : undefined;
    case "metadata":
      return isObject(value) && value.attemptNumber !== 1 ? value : undefined;
    case "taskRunList":
      return Array.isArray(value) ? (value as readonly unknown[]).map(briefRun) : value;
    case "inputs":
    case "outputs":
    case "variables":
      return isObject(value) && !isFilled(value) ? undefined : value;
    default:
      return value;
  }
}

function briefRun(run: unknown): unknown {
  if (!isObject(run)) return run;
  const { attempts, outputs, state, ...others } = run;
  const tries = Array.isArray(attempts) ? (attempts as readonly unknown[]) : [];
  const dates = tries.length > 1 ? times : [];
  return {
    ...others,
    state: briefState(state, times),
    ...(isObject(outputs) && !isFilled(outputs) ? {} : { outputs }),
    ...(tries.length > 0 ? { attempts: tries.map((it) => briefTry(it, dates)) } : {}),
  };
}

function briefTry(attempt: unknown, dates: readonly string[]): unknown {
  return isObject(attempt) ? { ...attempt, state: briefState(attempt.state, dates) } : attempt;
}

/** When something was in its states, without each of them. */
const times = ["startDate", "endDate", "duration"];

/** What it is in, and these keys besides. */
function briefState(state: unknown, besides: readonly string[]): unknown {
  if (!isObject(state)) return state;
  const wanted = ["current", ...besides];
  return withShortDates(Object.fromEntries(Object.entries(state).filter(([key]) => wanted.includes(key))));
}

function withShortDates(value: unknown): unknown {
  if (typeof value === "string") return shortDate(value);
  if (Array.isArray(value)) return (value as readonly unknown[]).map(withShortDates);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withShortDates(one)]),
  ) as JsonObject;
}

function filledList(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}
