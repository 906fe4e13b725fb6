import type { Label, Values } from "../values/values.ts";

/** A run of a schedule over a window of the past. Instants are in milliseconds since 1970. */
export interface Backfill {
  readonly start: number;
  readonly end: number;
  /** How far it has come, as it is shown. */
  readonly current: number;
  readonly paused: boolean;
  readonly inputs?: Values;
  readonly labels?: readonly Label[];
  /** What was due before, and is again afterwards. */
  readonly previousNext?: number;
  /** The last date that it made an execution for. */
  readonly done?: number;
}

export interface TriggerId {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
}

/** What Kestra keeps of a trigger that it evaluates by itself. Instants are in milliseconds since 1970. */
export interface TriggerState extends TriggerId {
  /** The date that was evaluated last; up to 1.3 at first when the trigger was found. */
  readonly evaluated?: number;
  readonly next?: number;
  readonly disabled: boolean;
  /** Up to 1.3 when it was evaluated without an execution, or one goes on; from 2.0 on when anything changed. */
  readonly updated?: number;
  /** When an execution was made last. */
  readonly triggered?: number;
  readonly backfill?: Backfill;
  /** The execution that it made and that has not ended: the trigger is locked. */
  readonly executionId?: string;
  /** Since when a worker evaluates it and does not answer: the trigger is locked, too. */
  readonly held?: number;
  readonly workerId?: string;
}

/** Whether it is not evaluated because something of it goes on. */
export function isLocked({ executionId, held }: TriggerState): boolean {
  return executionId !== undefined || held !== undefined;
}

/** The states of triggers, in the order that they were first stored. */
export interface TriggerStore {
  all(): readonly TriggerState[];
  get(id: TriggerId): TriggerState | undefined;
  put(state: TriggerState): void;
  /** Whether there was one to delete. */
  delete(id: TriggerId): boolean;
}

export function triggerKey({ namespace, flowId, triggerId }: TriggerId): string {
  return JSON.stringify([namespace, flowId, triggerId]);
}

export function triggerStore(): TriggerStore {
  const states = new Map<string, TriggerState>();
  return {
    all: () => [...states.values()],
    get: (id) => states.get(triggerKey(id)),
    put: (state) => {
      states.set(triggerKey(state), state);
    },
    delete: (id) => states.delete(triggerKey(id)),
  };
}

/** The state without some of what it may have. */
export function without(
  state: TriggerState,
  ...keys: readonly ("evaluated" | "next" | "updated" | "backfill" | "executionId" | "held" | "workerId")[]
): TriggerState {
  const copy = { ...state };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

/** The state with what is due next; nothing where `next` is undefined. */
export function withNext(state: TriggerState, next: number | undefined): TriggerState {
  return next === undefined ? without(state, "next") : { ...state, next };
}
