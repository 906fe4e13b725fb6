import { describe, expect, it } from "vitest";
import { fastClock, manualClock, realClock } from "../../sandbox/values/clock.ts";

const start = new Date("2026-01-01T00:00:00Z");

function secondsOf(date: Date): number {
  return (date.getTime() - start.getTime()) / 1000;
}

describe("a manual clock", () => {
  it("runs what comes due in the order of its time, each at its own instant", () => {
    const clock = manualClock(start);
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name} at ${secondsOf(clock.now())}`);
    clock.after(3000, note("third"));
    clock.after(1000, note("first"));
    clock.after(1000, note("second"));
    clock.after(9000, note("later"));
    clock.advance(5000);
    expect(seen).toEqual(["first at 1", "second at 1", "third at 3"]);
    expect(secondsOf(clock.now())).toBe(5);
  });

  it("runs what is asked for meanwhile, and not what was cancelled", () => {
    const clock = manualClock(start);
    const seen: number[] = [];
    const cancel = clock.after(1000, () => seen.push(-1));
    clock.after(500, () => {
      cancel();
      clock.after(250, () => seen.push(secondsOf(clock.now())));
    });
    clock.advance(2000);
    expect(seen).toEqual([0.75]);
  });
});

describe("a fast clock", () => {
  it("lets a minute pass in no time, once nothing else is to do", async () => {
    const clock = fastClock(start);
    const wait = (milliseconds: number): Promise<number> =>
      new Promise((resolve) => {
        clock.after(milliseconds, () => {
          resolve(secondsOf(clock.now()));
        });
      });
    const before = Date.now();
    expect(await Promise.all([wait(60_000), wait(30_000)])).toEqual([60, 30]);
    expect(await wait(60_000)).toBe(120);
    expect(Date.now() - before).toBeLessThan(1000);
  });

  it("stands still while nobody waits", () => {
    const clock = fastClock(start);
    clock.after(1000, () => undefined)();
    expect(secondsOf(clock.now())).toBe(0);
    clock.advance(2000);
    expect(secondsOf(clock.now())).toBe(2);
  });
});

describe("the real clock", () => {
  it("runs what is due, and not what was cancelled", async () => {
    const seen: string[] = [];
    realClock.after(1, () => seen.push("cancelled"))();
    await new Promise<void>((resolve) => {
      realClock.after(5, resolve);
    });
    expect(seen).toEqual([]);
    expect(Math.abs(realClock.now().getTime() - Date.now())).toBeLessThan(1000);
  });
});
