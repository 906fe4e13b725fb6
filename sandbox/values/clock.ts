/** What the sandbox takes for the time. */
export interface Clock {
  now(): Date;
  /** Runs `run` once, this many milliseconds from now; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on, running what comes due, each at its own instant. */
  advance(milliseconds: number): void;
}

export const realClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** The timers of a clock that is moved by hand, first come first served among those of one instant. */
interface Timers {
  add(timer: Timer): () => void;
  take(until: number): Timer | undefined;
}

function timers(): Timers {
  let waiting: readonly Timer[] = [];
  return {
    add: (timer) => {
      waiting = [...waiting, timer].sort((a, b) => a.at - b.at);
      return () => {
        waiting = waiting.filter((it) => it !== timer);
      };
    },
    take: (until) => {
      const [first] = waiting;
      if (first === undefined || first.at > until) return undefined;
      waiting = waiting.slice(1);
      return first;
    },
  };
}

/** A clock that shows `start` until `advance` moves it. */
export function manualClock(start: Date): ManualClock {
  const waiting = timers();
  let time = start.getTime();
  return {
    now: () => new Date(time),
    after: (milliseconds, run) => waiting.add({ at: time + Math.max(0, milliseconds), run }),
    advance: (milliseconds) => {
      const end = time + milliseconds;
      for (let due = waiting.take(end); due !== undefined; due = waiting.take(end)) {
        time = Math.max(time, due.at);
        due.run();
      }
      time = end;
    },
  };
}

/**
 * A clock on which waiting takes no time: as soon as the event loop is idle it jumps to the first timer. What nobody waits
 * for still needs `advance`.
 */
export function fastClock(start: Date): ManualClock {
  const clock = manualClock(start);
  let due: readonly number[] = [];
  const jump = (): void => {
    const [first] = due;
    if (first !== undefined) clock.advance(Math.max(0, first - clock.now().getTime()));
  };
  return {
    now: () => clock.now(),
    advance: (milliseconds) => {
      clock.advance(milliseconds);
    },
    after: (milliseconds, run) => {
      const at = clock.now().getTime() + Math.max(0, milliseconds);
      const forget = (): void => {
        const place = due.indexOf(at);
        if (place >= 0) due = due.toSpliced(place, 1);
      };
      due = [...due, at].sort((a, b) => a - b);
      const cancel = clock.after(milliseconds, () => {
        forget();
        run();
      });
      setImmediate(jump);
      return () => {
        forget();
        cancel();
      };
    },
  };
}
