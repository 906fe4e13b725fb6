import {
  anyone,
  workersOf,
  type Worker,
  type WorkerGroup,
  type WorkerQueue,
} from "../../enterprise/fleet.ts";
import { pendingFor, runningOn, shareOf } from "../../enterprise/placement.ts";
import { Refusal } from "../../executions/refusal.ts";
import { json } from "../../http/answers.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { formatInstant } from "../../values/duration.ts";
import type { Values } from "../../values/values.ts";
import { renderService } from "./services.ts";

function groupOf({ params }: SandboxRequest, { fleet }: Kestra): WorkerGroup {
  const group = fleet.groups.find(({ id }) => id === params["id"]);
  if (group === undefined) throw new Refusal(404, "Not Found");
  return group;
}

function runningIn({ fleet }: Kestra, group: string): readonly Worker[] {
  return workersOf(fleet, group).filter(({ state }) => state === "RUNNING");
}

/** Up to 1.3: a group is its key. */
function former(group: WorkerGroup, more: Values): Values {
  return { id: group.id, key: group.id, description: group.description ?? "", ...more };
}

/** The group of all that name none is not listed. */
const formerList: Route["handle"] = (_, kestra) =>
  json({
    workerGroups: kestra.fleet.groups
      .filter(({ id }) => id !== anyone)
      .map((group) => former(group, { activeWorkers: runningIn(kestra, group.id).length })),
  });

const formerOne: Route["handle"] = (request, kestra) => {
  const group = groupOf(request, kestra);
  const workers = workersOf(kestra.fleet, group.id).map((worker) =>
    renderService(worker, kestra.line, {
      "worker.group": group.id,
      threads: worker.threads,
      running: runningOn(kestra.engine, worker),
    }),
  );
  return json(former(group, { allowedTenants: [], workers }));
};

function renderGroup({ id, name, description, subscriptions }: WorkerGroup, kestra: Kestra): Values {
  const { fleet, clock } = kestra;
  const queues = new Map(fleet.queues.map((queue) => [queue.id, queue]));
  const at = formatInstant(fleet.services[0]?.created ?? clock.now().getTime());
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    subscriptions: subscriptions.map(({ queue, reservedPercent, mode }) => ({
      queue: {
        id: queue,
        name: queues.get(queue)?.name ?? queue,
        tags: queues.get(queue)?.tags ?? [],
        allowedTenants: [],
      },
      reservedPercent,
      mode,
    })),
    tokens: [],
    deletable: id !== anyone,
    createdAt: at,
    updatedAt: at,
  };
}

const list: Route["handle"] = (_, kestra) =>
  json({ workerGroups: kestra.fleet.groups.map((group) => renderGroup(group, kestra)) });

const capacity: Route["handle"] = (request, kestra) => {
  const { engine, fleet, clock } = kestra;
  const group = groupOf(request, kestra);
  const workers = runningIn(kestra, group.id);
  const total = workers.reduce((sum, { threads }) => sum + threads, 0);
  const used = workers.reduce((sum, worker) => sum + runningOn(engine, worker), 0);
  const subscriptions = group.subscriptions.map((subscription) => ({
    workerQueueId: subscription.queue,
    ...shareOf(engine, fleet, group, subscription),
  }));
  const reserved = subscriptions.reduce((sum, { allocated }) => sum + allocated, 0);
  const shared = Math.max(0, total - reserved);
  const over = subscriptions.reduce((sum, share) => sum + Math.max(0, share.used - share.allocated), 0);
  return json({
    workerGroupId: group.id,
    totalAllocated: total,
    totalUsed: used,
    totalInflight: pendingFor(engine, fleet, group),
    totalEndedRate: 0,
    shared: { allocated: shared, used: Math.min(shared, over) },
    subscriptions,
    snapshotAt: formatInstant(clock.now().getTime()),
  });
};

/** What waits for the group is told of its first worker. */
const workers: Route["handle"] = (request, kestra) => {
  const { engine, fleet } = kestra;
  const group = groupOf(request, kestra);
  const pending = pendingFor(engine, fleet, group);
  return json({
    workers: workersOf(fleet, group.id).map((worker, index) => ({
      workerId: worker.id,
      workerName: worker.hostname,
      state: worker.state,
      capacity: {
        pending: index === 0 ? pending : 0,
        running: runningOn(engine, worker),
        max: worker.threads,
        endedRate: 0,
      },
      createdAt: formatInstant(worker.created),
      registeredAt: formatInstant(worker.created),
      updatedAt: formatInstant(worker.updated),
    })),
  });
};

function subscribersOf({ fleet }: Kestra, queue: string): readonly WorkerGroup[] {
  return fleet.groups.filter(({ subscriptions }) => subscriptions.some((it) => it.queue === queue));
}

function renderQueue({ id, name, tags }: WorkerQueue): Values {
  return { id, name, tags, allowedTenants: [] };
}

function queueOf({ params }: SandboxRequest, { fleet }: Kestra): WorkerQueue {
  const queue = fleet.queues.find(({ id }) => id === params["id"]);
  if (queue === undefined) throw new Refusal(404, "Not Found");
  return queue;
}

const queues: Route["handle"] = (_, kestra) =>
  json({
    workerQueues: kestra.fleet.queues.map((queue) => ({
      ...renderQueue(queue),
      activeWorkers: subscribersOf(kestra, queue.id).flatMap(({ id }) => runningIn(kestra, id)).length,
    })),
  });

const queue: Route["handle"] = (request, kestra) => {
  const found = queueOf(request, kestra);
  const serving = subscribersOf(kestra, found.id).flatMap(({ id }) => workersOf(kestra.fleet, id));
  return json({ ...renderQueue(found), workers: serving.map((it) => renderService(it, kestra.line, {})) });
};

const subscribers: Route["handle"] = (request, kestra) => {
  const groups = subscribersOf(kestra, queueOf(request, kestra).id);
  return json({ groups: groups.map(({ id, name }) => ({ id, name })) });
};

const tags: Route["handle"] = (_, { fleet }) =>
  json({ tags: [...new Set(fleet.queues.flatMap((it) => it.tags))].toSorted() });

const base = "/api/v1/instance";

export const workerRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/workergroups`, lines: ["1.0", "1.3"], handle: formerList },
  { method: "GET", path: `${base}/workergroups/{id}`, lines: ["1.0", "1.3"], handle: formerOne },
  { method: "GET", path: `${base}/worker-groups`, lines: ["2.0"], handle: list },
  {
    method: "GET",
    path: `${base}/worker-groups/{id}`,
    lines: ["2.0"],
    handle: (request, kestra) => json(renderGroup(groupOf(request, kestra), kestra)),
  },
  { method: "GET", path: `${base}/worker-groups/{id}/capacity`, lines: ["2.0"], handle: capacity },
  { method: "GET", path: `${base}/worker-groups/{id}/workers`, lines: ["2.0"], handle: workers },
  { method: "GET", path: `${base}/worker-queues`, lines: ["2.0"], handle: queues },
  { method: "GET", path: `${base}/worker-queues/{id}`, lines: ["2.0"], handle: queue },
  { method: "GET", path: `${base}/worker-queues/{id}/subscribers`, lines: ["2.0"], handle: subscribers },
  { method: "GET", path: "/api/v1/{tenant}/worker-selectors/tags", lines: ["2.0"], handle: tags },
];
