import type { Line } from "../line/line.ts";
import type { Schedule } from "./schedule.ts";
import { isLocked, withNext, without, type Backfill, type TriggerState } from "./trigger-state.ts";

/** What a scheduler makes of a trigger that is due: its new state, and the date to start an execution for, if any. */
export interface Evaluation {
  readonly state: TriggerState;
  readonly date?: number;
}

function ended(state: TriggerState, { previousNext }: Backfill): TriggerState {
  return withNext(without(state, "backfill"), previousNext);
}

/** The next date of a backfill; undefined when it is through. */
function following({ end }: Backfill, date: number, schedule: Schedule): number | undefined {
  const next = schedule.after(date);
  return next === undefined || next > end ? undefined : next;
}

/** Up to 1.3 a backfill shows the date that it did last as what is due, until the next evaluation. */
function formerBackfill(
  state: TriggerState,
  backfill: Backfill,
  schedule: Schedule,
  now: number,
): Evaluation {
  if (backfill.paused) return { state: { ...state, evaluated: state.next ?? now, updated: now } };
  const date = backfill.done === undefined ? state.next : following(backfill, backfill.done, schedule);
  if (date === undefined || date > now) return { state };
  if (date > backfill.end) return { state: ended(state, backfill) };
  const moved = { ...without(state, "updated"), evaluated: date, next: date };
  if (following(backfill, date, schedule) === undefined) return { state: ended(moved, backfill), date };
  const current = backfill.done ?? backfill.current;
  return { state: { ...moved, backfill: { ...backfill, current, done: date } }, date };
}

function former(state: TriggerState, schedule: Schedule, now: number): Evaluation {
  const { backfill } = state;
  if (backfill !== undefined) return formerBackfill(state, backfill, schedule, now);
  // What is due is forgotten when a trigger is enabled, and then taken up from where it was.
  const date = state.next ?? schedule.after(state.evaluated ?? now);
  if (date === undefined) return { state };
  const moved = withNext({ ...state, evaluated: date }, schedule.after(date));
  const starts = date <= now && schedule.has(date);
  return starts ? { state: without(moved, "updated"), date } : { state: { ...moved, updated: now } };
}

function newest(state: TriggerState, schedule: Schedule, now: number): Evaluation {
  const { backfill, next: date } = state;
  if (date === undefined) return { state };
  const moved = withNext({ ...state, evaluated: date }, schedule.after(date));
  // A paused backfill passes its dates by.
  if (backfill?.paused === true) return { state: moved };
  const done = { ...moved, updated: now, triggered: now };
  if (backfill === undefined) return { state: done, date };
  const next = following(backfill, date, schedule);
  return {
    state: next === undefined ? ended(done, backfill) : { ...done, backfill: { ...backfill, current: next } },
    date,
  };
}

/** Evaluates a trigger that is due at `now`, in milliseconds since 1970, as the scheduler of the line does. */
export function evaluate(state: TriggerState, schedule: Schedule, line: Line, now: number): Evaluation {
  return line === "2.0" ? newest(state, schedule, now) : former(state, schedule, now);
}

/** When a trigger is to be evaluated next, in milliseconds since 1970; the past means at once. Undefined: not by itself. */
export function dueAt(state: TriggerState, line: Line): number | undefined {
  const { backfill, next, evaluated } = state;
  if (state.disabled || isLocked(state)) return undefined;
  if (backfill?.paused === true) {
    if (line === "2.0") return next !== undefined && next <= backfill.end ? next : undefined;
    return evaluated === next ? undefined : 0;
  }
  if (line !== "2.0" && backfill?.done !== undefined) return 0;
  return next ?? (line === "2.0" ? undefined : 0);
}
