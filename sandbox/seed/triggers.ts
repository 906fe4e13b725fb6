import type { Kestra } from "../kestra/kestra.ts";
import { withNext, type TriggerState } from "../triggers/trigger-state.ts";

/** What is known of a trigger of a flow. Times count from now, in milliseconds; what is not given stays as it is. */
export interface SeedTrigger {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
  readonly disabled?: boolean;
  /** When it is due; below zero it is late, as long as the scheduler is down or the trigger locked. */
  readonly dueIn?: number;
  /** The execution that it started and waits for: it is locked. */
  readonly executionId?: string;
  /** For how long a worker has been evaluating it: it is locked. */
  readonly heldFor?: number;
  readonly workerId?: string;
  /** When it started an execution last. */
  readonly triggeredAgo?: number;
  readonly backfill?: {
    readonly startedAgo: number;
    readonly endedAgo: number;
    /** How far it has come. */
    readonly currentAgo: number;
    readonly paused: boolean;
  };
}

export function plantTrigger(kestra: Kestra, seed: SeedTrigger, now: number): void {
  const { namespace, flowId, triggerId, disabled, dueIn, executionId, heldFor, workerId, triggeredAgo } =
    seed;
  const { states } = kestra.scheduler;
  const found = states.get({ namespace, flowId, triggerId });
  if (found === undefined) throw new Error(`No trigger ${triggerId} in ${namespace}.${flowId}`);
  const state: TriggerState = {
    ...found,
    ...(disabled === undefined ? {} : { disabled }),
    ...(executionId === undefined ? {} : { executionId }),
    ...(heldFor === undefined ? {} : { held: now - heldFor }),
    ...(workerId === undefined ? {} : { workerId }),
    ...(triggeredAgo === undefined ? {} : { evaluated: now - triggeredAgo, triggered: now - triggeredAgo }),
    ...(seed.backfill === undefined
      ? {}
      : {
          backfill: {
            start: now - seed.backfill.startedAgo,
            end: now - seed.backfill.endedAgo,
            current: now - seed.backfill.currentAgo,
            paused: seed.backfill.paused,
            ...(found.next === undefined ? {} : { previousNext: found.next }),
          },
        }),
  };
  states.put(dueIn === undefined ? state : withNext(state, now + dueIn));
}
