import { failuresIn, pausedOf, runningOf, waitingOf } from "./executions.ts";
import type { DashboardFacts } from "./facts.ts";
import { limitsOf } from "./limits.ts";
import { summaryOf } from "./summary.ts";
import { nextOf, triggersOf } from "./triggers.ts";
import { quotasOf, switchesOf, workersOf } from "./workers.ts";

/** The page as it is told. */
export type Page = ReturnType<typeof pageOf>;

/** What is going on, in short lists. */
export function pageOf(facts: DashboardFacts, mask: (text: string) => string) {
  const { window, states, started, unknown } = facts;
  const quotas = quotasOf(facts);
  const switches = switchesOf(facts, mask);
  const page = {
    from: window.from,
    to: window.to,
    executions: {
      total: started ?? Object.values(states).reduce((sum, it) => sum + it, 0),
      byState: { ...states },
    },
    failures: failuresIn(facts, mask),
    waiting: waitingOf(facts),
    running: runningOf(facts),
    paused: pausedOf(facts),
    limits: limitsOf(facts),
    triggers: triggersOf(facts, mask),
    next: nextOf(facts),
    workers: workersOf(facts),
    ...(switches === undefined ? {} : { switches }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(unknown.length === 0 ? {} : { unknown: [...unknown] }),
  };
  return { summary: summaryOf(facts, page).masked(mask), ...page };
}
