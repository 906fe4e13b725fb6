/** The servers of a Kestra. Instants are in milliseconds since 1970. */

export type ServiceState =
  | "CREATED"
  | "RUNNING"
  | "ERROR"
  | "DISCONNECTED"
  | "TERMINATING"
  | "TERMINATED_GRACEFULLY"
  | "TERMINATED_FORCED"
  | "NOT_RUNNING"
  | "INACTIVE"
  | "MAINTENANCE";

export type ServiceType = "EXECUTOR" | "SCHEDULER" | "WEBSERVER" | "INDEXER" | "WORKER" | "CONTROLLER";

/** What of a server is at work. */
export interface Service {
  readonly id: string;
  readonly type: ServiceType;
  readonly state: ServiceState;
  readonly hostname: string;
  readonly created: number;
  /** When it was heard of last. */
  readonly updated: number;
}

export interface Worker extends Service {
  readonly type: "WORKER";
  /** The group that it is of; the one of all that name none where absent. */
  readonly group?: string;
  readonly threads: number;
  /** Threads that work for others than this tenant. */
  readonly busy: number;
}

/** Where tasks wait for workers, from 2.0 on: the selectors of tasks find it by its tags. */
export interface WorkerQueue {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** A group works for a queue, with a share of its threads. */
export interface Subscription {
  readonly queue: string;
  readonly reservedPercent: number;
  /** `STRICT`: with no more than its share. */
  readonly mode: "STRICT" | "ELASTIC";
  /** Threads of the share that work for others than this tenant. */
  readonly busy: number;
}

export interface WorkerGroup {
  /** Up to 1.3 also its key. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly subscriptions: readonly Subscription[];
}

export interface Fleet {
  services: readonly Service[];
  workers: readonly Worker[];
  groups: readonly WorkerGroup[];
  queues: readonly WorkerQueue[];
}

/** The group and the queue of all that name none. */
export const anyone = "default";

const hostname = "kestra-0";

/** One server that is all in one. */
export function standalone(workerId: string, now: number): Fleet {
  const at = { state: "RUNNING", hostname, created: now, updated: now } as const;
  const types = ["EXECUTOR", "SCHEDULER", "WEBSERVER", "INDEXER"] as const;
  return {
    services: types.map((type) => ({ id: `${type.toLowerCase()}-${workerId}`, type, ...at })),
    workers: [{ id: workerId, type: "WORKER", ...at, threads: 128, busy: 0 }],
    groups: [
      {
        id: anyone,
        name: "Default",
        subscriptions: [{ queue: anyone, reservedPercent: 100, mode: "ELASTIC", busy: 0 }],
      },
    ],
    queues: [{ id: anyone, name: "Default", tags: [] }],
  };
}

export function workersOf(fleet: Fleet, group: string): readonly Worker[] {
  return fleet.workers.filter((worker) => (worker.group ?? anyone) === group);
}

/** All that is at work, workers too. */
export function servicesOf({ services, workers }: Fleet): readonly Service[] {
  return [...services, ...workers];
}
