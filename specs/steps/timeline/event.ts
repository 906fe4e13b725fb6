import { oneLine } from "../logs/error-line.ts";
import { ageOf } from "../diagnosis/duration.ts";

/** What happened, at a time, to an object. */
export interface TimelineEvent {
  readonly time: string;
  readonly kind: "execution" | "task" | "attempt" | "trigger" | "log" | "audit";
  /** `namespace/flow id` of an execution, with its task; a trigger; a user. */
  readonly object: string;
  readonly event: string;
}

/** Milliseconds between two events of an object from which on the gap is told. */
const gapFrom = 1000;

/**
 * Events in order, each text on one line and masked, with the time since the event of the same object before where that is
 * a second or more. Of more than `most` the newest are kept.
 * @returns how many were left out at the start
 */
export function inOrder(events: readonly TimelineEvent[], most: number, mask: (text: string) => string) {
  const sorted = events
    .filter(({ time }) => !Number.isNaN(Date.parse(time)))
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const last = new Map<string, string>();
  const told = sorted.map(({ time, kind, object, event }) => {
    const before = last.get(object);
    last.set(object, time);
    const isGap = before !== undefined && Date.parse(time) - Date.parse(before) >= gapFrom;
    return {
      time,
      kind,
      object: oneLine(object, mask),
      event: oneLine(event, mask),
      ...(isGap ? { gap: ageOf(before, Date.parse(time)) } : {}),
    };
  });
  const left = Math.max(0, told.length - most);
  return { events: told.slice(left), left };
}

/** True for a time in a window; an end that is not given is open. */
export function isWithin(
  time: string,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  const at = Date.parse(time);
  return at >= Date.parse(from) && at <= Date.parse(to);
}
