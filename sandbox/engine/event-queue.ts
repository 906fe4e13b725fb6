/** Something that will happen at an instant, in milliseconds since 1970. */
export interface Due<Event> {
  readonly at: number;
  readonly event: Event;
}

/** Events by their instant; those of one instant in the order they were added. */
export interface EventQueue<Event> {
  add(at: number, event: Event): void;
  /** Takes the first event that is due at `now` or before. */
  take(now: number): Due<Event> | undefined;
  /** The instant of the first event. */
  next(): number | undefined;
}

export function eventQueue<Event>(): EventQueue<Event> {
  const waiting: Due<Event>[] = [];
  return {
    add: (at, event) => {
      let place = waiting.length;
      while (place > 0 && (waiting[place - 1]?.at ?? 0) > at) place -= 1;
      waiting.splice(place, 0, { at, event });
    },
    take: (now) => {
      const first = waiting[0];
      return first !== undefined && first.at <= now ? waiting.shift() : undefined;
    },
    next: () => waiting[0]?.at,
  };
}
