import {
  anyone,
  type Service,
  type ServiceState,
  type ServiceType,
  type WorkerGroup,
} from "../enterprise/fleet.ts";
import { quotaKey, type KillSwitch, type Quota } from "../enterprise/limits.ts";
import { release } from "../engine/engine.ts";
import type { Kestra } from "../kestra/kestra.ts";

/** What stays as it is, or is as it mostly is, where it is not given. Times are in milliseconds. */
export interface SeedWorker {
  readonly id: string;
  readonly name?: string;
  /** The group that it is of; of the one that all are of where absent. */
  readonly group?: string;
  readonly state?: ServiceState;
  /** How long ago it was heard of last. */
  readonly seenAgo?: number;
  readonly threads?: number;
  /** Threads that work for others. */
  readonly busy?: number;
}

export interface SeedGroup {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** From 2.0 on: whom it works for. */
  readonly subscriptions?: readonly {
    readonly queue: string;
    readonly reservedPercent?: number;
    readonly mode?: "STRICT" | "ELASTIC";
    readonly busy?: number;
  }[];
}

export interface SeedQuota extends Quota {
  /** How many executions it has counted. */
  readonly used?: number;
  /** When its time began. */
  readonly startedAgo?: number;
}

export interface SeedKillSwitch extends Omit<KillSwitch, "start" | "end" | "enabled"> {
  readonly enabled?: boolean;
  readonly startedAgo?: number;
}

/** The servers and what an operator set. */
export interface SeedInstance {
  /** In place of all workers; none: nothing runs. */
  readonly workers?: readonly SeedWorker[];
  /** Besides the group and the queue that are always there. */
  readonly groups?: readonly SeedGroup[];
  readonly queues?: readonly {
    readonly id: string;
    readonly name?: string;
    readonly tags: readonly string[];
  }[];
  /** In place of the services of these types. */
  readonly services?: readonly {
    readonly type: ServiceType;
    readonly state: ServiceState;
    readonly id?: string;
  }[];
  readonly quotas?: readonly SeedQuota[];
  readonly killSwitches?: readonly SeedKillSwitch[];
  readonly maintenance?: boolean;
  /** True: executions stay CREATED. */
  readonly executorDown?: boolean;
}

function group({ id, name = id, description, subscriptions = [] }: SeedGroup): WorkerGroup {
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    subscriptions: subscriptions.map(({ queue, reservedPercent = 0, mode = "ELASTIC", busy = 0 }) => ({
      queue,
      reservedPercent,
      mode,
      busy,
    })),
  };
}

function plantServers(
  { fleet }: Kestra,
  { workers, groups, queues, services }: SeedInstance,
  now: number,
): void {
  if (workers !== undefined) {
    fleet.workers = workers.map((worker) => ({
      id: worker.id,
      type: "WORKER",
      state: worker.state ?? "RUNNING",
      hostname: worker.name ?? worker.id,
      created: now - 86_400_000,
      updated: now - (worker.seenAgo ?? 0),
      ...(worker.group === undefined ? {} : { group: worker.group }),
      threads: worker.threads ?? 128,
      busy: worker.busy ?? 0,
    }));
  }
  if (groups !== undefined) {
    fleet.groups = [...fleet.groups.filter(({ id }) => id === anyone), ...groups.map(group)];
  }
  if (queues !== undefined) {
    const more = queues.map(({ id, name = id, tags }) => ({ id, name, tags }));
    fleet.queues = [...fleet.queues.filter(({ id }) => id === anyone), ...more];
  }
  const changed = (services ?? []).map(({ type, state, id = `${type.toLowerCase()}-1` }): Service => ({
    id,
    type,
    state,
    hostname: "kestra-0",
    created: now - 86_400_000,
    updated: now,
  }));
  fleet.services = [
    ...fleet.services.filter(({ type }) => !changed.some((it) => it.type === type)),
    ...changed,
  ];
}

/** Puts the servers of a Kestra, and what an operator set, into a state; what was held back tries again. */
export function plantInstance(kestra: Kestra, seed: SeedInstance, now: number): void {
  const { limits, engine } = kestra;
  plantServers(kestra, seed, now);
  const { quotas, killSwitches, maintenance, executorDown } = seed;
  if (quotas !== undefined) {
    limits.quotas = quotas;
    for (const { used = 0, startedAgo = 0, ...quota } of quotas) {
      limits.counts.set(quotaKey(quota), { ...quota, start: now - startedAgo, count: used });
    }
  }
  if (killSwitches !== undefined) {
    limits.killSwitches = killSwitches.map(({ enabled = true, startedAgo = 0, ...rest }) => ({
      ...rest,
      enabled,
      start: now - startedAgo,
    }));
  }
  if (maintenance !== undefined) limits.maintenance = maintenance;
  if (executorDown !== undefined) limits.executorDown = executorDown;
  release(engine);
}
