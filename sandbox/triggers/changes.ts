import type { Line } from "../line/line.ts";
import { refusalFor } from "./words.ts";
import type { Schedule } from "./schedule.ts";
import { isLocked, withNext, without, type Backfill, type TriggerState } from "./trigger-state.ts";

/** How requests change the state of a trigger on each line. `now` is in milliseconds since 1970. */

/** Disables or enables. Up to 1.3 what is due next is forgotten; enabled, 1.3 takes a look at once. */
export function setDisabled(state: TriggerState, disabled: boolean, line: Line, now: number): TriggerState {
  if (line === "2.0") return { ...state, disabled, updated: now };
  const changed = { ...without(state, "next"), disabled };
  return line === "1.3" && !disabled ? { ...changed, next: now } : changed;
}

/** A backfill as it is asked for. */
export type NewBackfill = Pick<Backfill, "start" | "inputs" | "labels"> & { readonly end?: number };

/** Starts a backfill, in the place of one that is there. From 2.0 on one without any date is over at once. */
export function startBackfill(
  state: TriggerState,
  wanted: NewBackfill,
  schedule: Schedule | undefined,
  line: Line,
  now: number,
): TriggerState {
  const end = wanted.end ?? now;
  const first = schedule?.after(wanted.start);
  const inside = first !== undefined && first <= end;
  const next = inside ? first : schedule?.after(now);
  const changed = withNext(line === "2.0" ? { ...state, updated: now } : { ...state, disabled: false }, next);
  if (line === "2.0" && !inside) return without(changed, "backfill");
  const backfill: Backfill = {
    ...wanted,
    end,
    current: line === "2.0" ? (first ?? wanted.start) : wanted.start,
    paused: false,
    ...(state.next === undefined ? {} : { previousNext: state.next }),
  };
  return { ...changed, backfill };
}

/** Pauses a backfill or lets it go on. Throws a `Refusal` up to 1.3 where there is none; from 2.0 on nothing changes. */
export function pauseBackfill(state: TriggerState, paused: boolean, line: Line, now: number): TriggerState {
  const { backfill, next } = state;
  if (backfill === undefined) {
    if (line === "2.0") return state;
    throw refusalFor("noBackfill", line, state);
  }
  if (line !== "2.0") return { ...state, backfill: { ...backfill, paused } };
  // 2.0 takes what is due now for what was due before.
  const previous = paused && next !== undefined ? { previousNext: next } : {};
  return { ...state, updated: now, backfill: { ...backfill, paused, ...previous } };
}

/** Ends a backfill before its time. Throws a `Refusal` up to 1.3 where there is none; from 2.0 on nothing changes. */
export function deleteBackfill(state: TriggerState, line: Line, now: number): TriggerState {
  const { backfill } = state;
  if (backfill === undefined) {
    if (line === "2.0") return state;
    throw refusalFor("noBackfill", line, state);
  }
  const changed = withNext(without(state, "backfill"), backfill.previousNext);
  return line === "2.0" ? { ...changed, updated: now } : changed;
}

/** Frees a trigger from the execution or the worker that it waits for. Throws a `Refusal` where it waits for none. */
export function unlock(state: TriggerState, line: Line, now: number): TriggerState {
  if (!isLocked(state)) throw refusalFor("notLocked", line, state);
  const free = without(state, "executionId", "held", "workerId");
  return line === "2.0" ? { ...free, updated: now } : without(free, "updated");
}

/** Begins anew: without a backfill, and from 2.0 on with the date after the last one. */
export function restartTrigger(
  state: TriggerState,
  schedule: Schedule | undefined,
  line: Line,
  now: number,
): TriggerState {
  const free = without(state, "executionId", "held", "workerId", "backfill");
  return line === "2.0"
    ? withNext({ ...free, updated: now }, schedule?.after(free.evaluated ?? now))
    : withNext(without(free, "evaluated"), schedule?.after(now));
}
