import type { Window } from "../../functions/window.ts";
import type { ExecutionFact } from "../diagnosis/facts/execution-fact.ts";
import type { FlowFact } from "../diagnosis/facts/flow-fact.ts";
import type { GroupFact, QueueFact, WorkerFact } from "../diagnosis/facts/worker-fact.ts";
import type { QuotaCounter } from "../diagnosis/quota-causes.ts";
import type { SwitchFacts } from "../diagnosis/switch-causes.ts";
import type { TriggerFact } from "../diagnosis/trigger-causes.ts";
import type { Failure } from "../execution/failure.ts";

/** How many executions of a flow there are, in a state where one is named. */
export interface FlowCount {
  readonly namespace: string;
  readonly flowId: string;
  readonly state?: string;
  readonly total: number;
}

/** A part of what there is, and how much that is in all. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** What a trigger logged at ERROR, and how often. */
export interface TriggerError {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
  readonly message: string;
  readonly total: number;
}

/** What is known of the servers, of the Enterprise edition alone. */
export interface Fleet {
  readonly services?: Part<WorkerFact & { readonly type: string }> | undefined;
  readonly groups?: readonly GroupFact[] | undefined;
  readonly queues?: readonly QueueFact[] | undefined;
  readonly switches: SwitchFacts;
  readonly quotas?: readonly QuotaCounter[] | undefined;
}

/** All that a dashboard tells of. */
export interface DashboardFacts {
  readonly now: number;
  readonly window: Window;
  readonly namespace?: string | undefined;
  /** What started in the window. */
  readonly states: Readonly<Record<string, number>>;
  /** How much started in the window, where that is not the sum of the states. */
  readonly started?: number | undefined;
  /** Flows with failures in the window, most failures first. */
  readonly failing: Part<FlowCount>;
  /** Their newest failures, by `namespace/flow`. */
  readonly reasons: ReadonlyMap<
    string,
    { readonly execution: ExecutionFact; readonly failure?: Failure | undefined }
  >;
  /** What has not ended, whenever it started; absent: not told. */
  readonly active?: Part<FlowCount> | undefined;
  /** Of those that wait, run and are paused, the oldest first. */
  readonly waiting: Part<ExecutionFact>;
  /** Of those that wait, what is not queued: created or submitted. */
  readonly unstarted: readonly ExecutionFact[];
  readonly running: Part<ExecutionFact>;
  readonly paused: Part<ExecutionFact>;
  /** Absent: not told, like what follows. */
  readonly triggers?: Part<TriggerFact> | undefined;
  readonly triggerErrors?: Part<TriggerError> | undefined;
  /** Kestra's own counters; absent where it shows none, and why. */
  readonly counters?: readonly FlowCount[] | undefined;
  readonly countersUnknown?: string | undefined;
  /** By `namespace/flow`; of very many the first. */
  readonly flows: ReadonlyMap<string, FlowFact>;
  /** How many there are; undefined where Kestra did not tell. */
  readonly flowTotal: number | undefined;
  /** Absent: the open-source edition. */
  readonly fleet?: Fleet | undefined;
  /** What could not be found out, in words. */
  readonly unknown: readonly string[];
}
