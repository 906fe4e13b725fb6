import type { Engine } from "../engine/engine.ts";
import { runUntil } from "../engine/run.ts";
import type { Scheduler } from "./scheduler.ts";

/** Works off everything that is due at `now` (milliseconds since 1970) or before, executions and triggers in the order of their instants. */
export function runAll(engine: Engine, scheduler: Scheduler, now: number): void {
  scheduler.observe(now);
  for (;;) {
    const tick = scheduler.next() ?? Number.POSITIVE_INFINITY;
    const event = engine.queue.next() ?? Number.POSITIVE_INFINITY;
    const at = Math.min(tick, event);
    if (at > now) break;
    runUntil(engine, at);
    if (tick === at) scheduler.tick(at);
  }
  runUntil(engine, now);
  scheduler.settled(now);
}
