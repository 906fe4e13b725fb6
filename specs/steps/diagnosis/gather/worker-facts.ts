import type { Ask, Looking, Setting } from "./ask.ts";
import type { ExecutionFact } from "../facts/execution-fact.ts";
import { rawOf } from "../facts/fields.ts";
import type { Selection } from "../facts/flow-fact.ts";
import type { Space } from "../quota-causes.ts";
import { unstarted, waitsForWorker, type ShareFact } from "../worker-causes.ts";
import {
  groupFact,
  queueFact,
  queuesFor,
  workerFact,
  type GroupFact,
  type QueueFact,
  type WorkerFact,
} from "../facts/worker-fact.ts";

type Look = Looking["look"];

/** The states of an execution of which something ran. */
const ran = ["RUNNING", "SUCCESS", "WARNING", "FAILED", "RETRYING"];

/** What lists tell of workers. */
interface WorkersKnown {
  readonly services: readonly WorkerFact[];
  readonly isComplete: boolean;
  readonly groups?: readonly GroupFact[] | undefined;
  readonly queues?: readonly QueueFact[] | undefined;
  readonly later?: number | undefined;
  readonly space?: Space;
}

/** What Enterprise tells of workers; elsewhere whether anything else starts. */
export async function workersOf(
  execution: ExecutionFact,
  ask: Ask,
  setting: Setting,
  look: Look,
): Promise<WorkersKnown> {
  const isWaiting = waitsForWorker(execution);
  const isRunning = execution.state === "RUNNING" || execution.state === "KILLING";
  if (!setting.isEnterprise) {
    const since = execution.startDate;
    const isOpen = unstarted.includes(execution.state) && since !== undefined;
    const later = isOpen
      ? await look("What started later", () => ask.executions({ states: ran, start_date: since, size: 1 }))
      : undefined;
    return { services: [], isComplete: false, later: later?.total ?? undefined };
  }
  const [services, groups, queues, space] = await Promise.all([
    isRunning ? look("The services", () => ask.services({})) : undefined,
    isWaiting ? look("The worker groups", () => ask.groups({})) : undefined,
    isWaiting && setting.major >= 2 ? look("The worker queues", () => ask.queues({})) : undefined,
    isWaiting ? look("The namespace", () => ask.namespace({ namespace: execution.namespace })) : undefined,
  ]);
  const found = (services?.results ?? []).map((row) => workerFact(rawOf(row)));
  return {
    services: found,
    isComplete: services !== undefined && (services.total ?? 0) <= found.length,
    groups: groups?.results?.map((row) => groupFact(rawOf(row))),
    queues: queues?.results?.map((row) => queueFact(rawOf(row))),
    ...(space === undefined ? {} : { space: { id: execution.namespace, raw: rawOf(space) } }),
  };
}

/** `workerGroup` of a namespace, or its `defaultWorkerSelector`. */
export function defaultOf(namespace: Readonly<Record<string, unknown>> = {}) {
  const { workerGroup, defaultWorkerSelector } = namespace;
  return { workerGroup, workerSelector: defaultWorkerSelector };
}

/** Where something is asked for. */
export interface Around {
  readonly execution: ExecutionFact;
  readonly ask: Ask;
  readonly setting: Setting;
  readonly look: Look;
}

/** The workers and shares of the groups that would run what waits: of two at most, of one where services were asked for. */
export async function groupsOf(
  selection: Selection | undefined,
  known: {
    readonly groups?: readonly GroupFact[] | undefined;
    readonly queues?: readonly QueueFact[] | undefined;
  },
  { execution, ask, setting, look }: Around,
) {
  const workers = new Map<string, readonly WorkerFact[]>();
  const shares = new Map<string, readonly ShareFact[]>();
  const { groups = [], queues = [] } = known;
  const fitting = queuesFor(selection, queues);
  const wanted = groups
    .filter(({ name, subscriptions }) =>
      setting.major < 2
        ? name === selection?.group
        : subscriptions.some(({ queue }) => fitting.some(({ id }) => id === queue.id)),
    )
    .slice(0, execution.state === "RUNNING" ? 1 : 2);
  await Promise.all(
    wanted.map(async ({ id, name }) => {
      const what = `The workers of group ${name}`;
      if (setting.major < 2) {
        const told = await look(what, () => ask.group({ group: id }));
        if (told !== undefined && Array.isArray(told.workers))
          workers.set(
            id,
            (told.workers as readonly unknown[]).map((row) => workerFact(rawOf(row))),
          );
        return;
      }
      const [told, capacity] = await Promise.all([
        look(what, () => ask.workers({ group: id })),
        look(`The capacity of group ${name}`, () => ask.capacity({ group: id })),
      ]);
      if (told !== undefined)
        workers.set(
          id,
          (told.results ?? []).map((row) => workerFact(rawOf(row))),
        );
      if (capacity !== undefined) shares.set(id, sharesOf(capacity.subscriptions));
    }),
  );
  return { workers, shares };
}

function sharesOf(subscriptions: unknown): readonly ShareFact[] {
  if (!Array.isArray(subscriptions)) return [];
  return (subscriptions as readonly unknown[])
    .map(rawOf)
    .flatMap(({ workerQueueId, allocated, used }) =>
      typeof workerQueueId === "string" && typeof allocated === "number" && typeof used === "number"
        ? [{ queueId: workerQueueId, allocated, used }]
        : [],
    );
}
