import { listOf, numberOf, optionalText, rawOf, textOf, textsOf, type Raw } from "./fields.ts";
import type { Selection } from "./flow-fact.ts";

/** A worker as its group or the list of services tells it. */
export interface WorkerFact {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly updatedAt?: string | undefined;
  /** Threads that run, jobs that wait for one, and threads in all. */
  readonly running?: number | undefined;
  readonly pending?: number | undefined;
  readonly max?: number | undefined;
}

/** A queue of jobs for workers, from 2.0 on. */
export interface QueueFact {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly activeWorkers?: number | undefined;
}

/** A share of a group that a queue has. */
export interface Subscription {
  readonly queue: QueueFact;
  readonly mode: string;
}

/** Workers that belong together: named by a key up to 1.3, by subscriptions to queues from 2.0 on. */
export interface GroupFact {
  readonly id: string;
  readonly name: string;
  /** Told by lists up to 1.3 alone. */
  readonly activeWorkers?: number | undefined;
  readonly subscriptions: readonly Subscription[];
}

export function groupFact(raw: Raw): GroupFact {
  return {
    id: textOf(raw.id),
    name: optionalText(raw.key) ?? textOf(raw.name),
    activeWorkers: numberOf(raw.activeWorkers),
    subscriptions: listOf(raw.subscriptions).map((subscription) => ({
      queue: queueFact(rawOf(subscription.queue)),
      mode: textOf(subscription.mode),
    })),
  };
}

export function queueFact(raw: Raw): QueueFact {
  return {
    id: textOf(raw.id),
    name: textOf(raw.name),
    tags: textsOf(raw.tags),
    activeWorkers: numberOf(raw.activeWorkers),
  };
}

/** A worker of a group: 2.0 tells its capacity, up to 1.3 its metrics do. */
export function workerFact(raw: Raw): WorkerFact {
  const capacity = rawOf(raw.capacity);
  const id = optionalText(raw.workerId) ?? textOf(raw.id);
  const metric = (end: string) =>
    numberOf(listOf(raw.metrics).find(({ name }) => textOf(name).endsWith(end))?.value);
  return {
    id,
    name: optionalText(raw.workerName) ?? optionalText(rawOf(raw.server).hostname) ?? id,
    state: textOf(raw.state),
    updatedAt: optionalText(raw.updatedAt),
    running: numberOf(capacity.running) ?? metric("worker.job.running") ?? numberOf(rawOf(raw.props).running),
    pending: numberOf(capacity.pending) ?? metric("worker.job.pending"),
    max: numberOf(capacity.max) ?? metric("worker.job.thread") ?? numberOf(rawOf(raw.props).threads),
  };
}

/** The queues whose tags a selection asks for; without one those that have no tags. */
export function queuesFor(
  selection: Selection | undefined,
  queues: readonly QueueFact[],
): readonly QueueFact[] {
  const tags = selection?.tags ?? [];
  if (tags.length === 0) return queues.filter((queue) => queue.tags.length === 0);
  return queues.filter((queue) =>
    selection?.match === "ANY"
      ? tags.some((tag) => queue.tags.includes(tag))
      : tags.every((tag) => queue.tags.includes(tag)),
  );
}

/** The states of a worker that runs nothing any more. */
const gone: readonly string[] = [
  "DISCONNECTED",
  "NOT_RUNNING",
  "INACTIVE",
  "TERMINATED_GRACEFULLY",
  "TERMINATED_FORCED",
  "ERROR",
];

/** True for a worker, or another service, that does nothing any more. */
export function isGone({ state }: { readonly state: string }): boolean {
  return gone.includes(state);
}
