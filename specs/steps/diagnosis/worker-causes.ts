import { joined, say } from "../../../runtime/text/said.ts";
import type { Cause } from "./cause.ts";
import { ageOf } from "./duration.ts";
import { placeOf, sinceOf, type ExecutionFact } from "./facts/execution-fact.ts";
import type { Selection } from "./facts/flow-fact.ts";
import { isGone, queuesFor, type GroupFact, type QueueFact, type WorkerFact } from "./facts/worker-fact.ts";

/** How much of a group a queue may use, and uses. */
export interface ShareFact {
  readonly queueId: string;
  readonly allocated: number;
  readonly used: number;
}

/** What is known of the workers that would run an execution. */
export interface WorkerFacts {
  readonly now: number;
  readonly execution: ExecutionFact;
  /** The task that waits for a worker; absent where none was made yet. */
  readonly taskId?: string | undefined;
  readonly selection?: Selection | undefined;
  readonly line: string;
  /** Undefined where it is not known, as in the open-source edition. */
  readonly groups?: readonly GroupFact[] | undefined;
  readonly queues?: readonly QueueFact[] | undefined;
  /** By the id of their group, of the groups that were asked for. */
  readonly workers: ReadonlyMap<string, readonly WorkerFact[]>;
  readonly shares: ReadonlyMap<string, readonly ShareFact[]>;
}

/** The states in which an execution or a task run waits for a worker. */
export const unstarted: readonly string[] = ["CREATED", "SUBMITTED", "RESTARTED"];

/** True where something of the execution waits for a worker. */
export function waitsForWorker({ state, runs }: Pick<ExecutionFact, "state" | "runs">): boolean {
  return (
    unstarted.includes(state) || (state === "RUNNING" && runs.some((run) => unstarted.includes(run.state)))
  );
}

/**
 * Why no worker takes what waits: none is there, all are busy, or the share of its queue is used up. What is to start later
 * waits for its date alone.
 */
export function workerCauses(facts: WorkerFacts): readonly Cause[] {
  if (!waitsForWorker(facts.execution) || !isDue(facts)) return [];
  return Number.parseInt(facts.line, 10) < 2 ? byKey(facts) : byTags(facts);
}

function isDue({ execution, now }: Pick<WorkerFacts, "execution" | "now">): boolean {
  return !(Date.parse(execution.scheduleDate ?? "") > now);
}

/** Up to 1.3: the group of this key. */
function byKey(facts: WorkerFacts): readonly Cause[] {
  const { selection, groups } = facts;
  const key = selection?.group;
  if (groups === undefined || key === undefined) return [];
  const group = groups.find(({ name }) => name === key);
  if (group === undefined) return [noWorker(facts, `worker group ${key}`, "there is no such group")];
  const workers = facts.workers.get(group.id);
  const active = workers === undefined ? group.activeWorkers : workers.filter((it) => !isGone(it)).length;
  if (active === 0) return [noWorker(facts, `worker group ${key}`, "0")];
  return fullWorkers(facts, group);
}

/** From 2.0 on: the groups that take from the queues with these tags. */
function byTags(facts: WorkerFacts): readonly Cause[] {
  const { selection, queues, groups } = facts;
  if (queues === undefined || groups === undefined) return [];
  const fitting = queuesFor(selection, queues);
  const tags = selection?.tags ?? [];
  if (fitting.length === 0) return tags.length === 0 ? [] : [noQueue(facts, tags)];
  const subscribed = groups.filter((group) =>
    group.subscriptions.some(({ queue }) => fitting.some(({ id }) => id === queue.id)),
  );
  const names = fitting.map(({ name }) => name).join(", ");
  if (subscribed.length === 0) {
    return fitting.every(({ activeWorkers }) => activeWorkers === 0)
      ? [noWorker(facts, `worker queue ${names}`, "0, and no group takes from it")]
      : [];
  }
  const known = subscribed.flatMap((group) => facts.workers.get(group.id) ?? []);
  const asked = subscribed.every(({ id }) => facts.workers.has(id));
  if (asked && known.every(isGone)) {
    const groupNames = subscribed.map(({ name }) => name).join(", ");
    return [noWorker(facts, `worker group ${groupNames} (queue ${names})`, "0")];
  }
  return subscribed.flatMap((group) => [...sharesUsed(facts, group, fitting), ...fullWorkers(facts, group)]);
}

function noWorker({ execution, taskId, selection, now }: WorkerFacts, object: string, active: string): Cause {
  return {
    cause: "no_worker",
    object,
    message: say`No worker of ${object} runs, so that ${whatWaits(execution, taskId)} has waited for ${ageOf(sinceOf(execution), now)}.`,
    certainty: "certain",
    evidence: [
      { field: "activeWorkers", value: active },
      ...waitEvidence(execution, taskId),
      ...(selection?.fallback === undefined ? [] : [{ field: "fallback", value: selection.fallback }]),
    ],
    next: killing(execution),
  };
}

function noQueue({ execution, taskId, selection, queues = [] }: WorkerFacts, tags: readonly string[]): Cause {
  return {
    cause: "no_worker_queue",
    object: `workerSelector ${tags.join(", ")}`,
    message: say`No worker queue has ${selection?.match === "ANY" ? say`any of the tags` : say`the tags`} ${joined(tags, ", ")}, so that ${whatWaits(execution, taskId)} has no worker.`,
    certainty: "certain",
    evidence: [
      { field: "workerSelector.tags", value: tags.join(", ") },
      {
        field: "worker queues",
        value: queues.map(({ name, tags: own }) => `${name} (${own.join(", ")})`).join("; "),
      },
      ...waitEvidence(execution, taskId),
      ...(selection?.fallback === undefined ? [] : [{ field: "fallback", value: selection.fallback }]),
    ],
    next: killing(execution),
  };
}

/** Every worker of the group that lives runs as much as it can, and has more waiting. */
function fullWorkers({ execution, taskId, workers, now }: WorkerFacts, group: GroupFact): readonly Cause[] {
  const alive = (workers.get(group.id) ?? []).filter((worker) => !isGone(worker));
  const isFull = ({ running, max }: WorkerFact) =>
    running !== undefined && max !== undefined && running >= max;
  if (alive.length === 0 || !alive.every(isFull)) return [];
  const max = alive.reduce((sum, worker) => sum + (worker.max ?? 0), 0);
  return [
    {
      cause: "worker_threads_full",
      object: `worker group ${group.name}`,
      message: say`All ${max} threads of worker group ${group.name} are busy, so that ${whatWaits(execution, taskId)} has waited for ${ageOf(sinceOf(execution), now)}.`,
      certainty: "certain",
      limit: `capacity.max ${max}`,
      evidence: [
        ...alive.map(({ name, running, pending, max: most, updatedAt }) => ({
          field: `worker ${name}`,
          value: `${running} of ${most} run, ${pending ?? "unknown"} wait`,
          time: updatedAt,
        })),
        ...waitEvidence(execution, taskId),
      ],
    },
  ];
}

/** The share of a queue that is used up. One that may take what others leave has no share of its own to use up. */
function sharesUsed(
  { execution, taskId, shares, now }: WorkerFacts,
  group: GroupFact,
  queues: readonly QueueFact[],
): readonly Cause[] {
  return group.subscriptions.flatMap(({ queue, mode }) => {
    const share = (shares.get(group.id) ?? []).find(({ queueId }) => queueId === queue.id);
    const isOurs = queues.some(({ id }) => id === queue.id);
    if (!isOurs || mode !== "STRICT" || share === undefined || share.used < share.allocated) return [];
    return [
      {
        cause: "queue_share_full",
        object: `worker queue ${queue.name} in group ${group.name}`,
        message: say`Worker queue ${queue.name} uses all ${share.allocated} slots that group ${group.name} keeps for it, so that ${whatWaits(execution, taskId)} has waited for ${ageOf(sinceOf(execution), now)}.`,
        certainty: "certain",
        limit: `allocated ${share.allocated} (${mode})`,
        evidence: [
          { field: "capacity.used", value: `${share.used} of ${share.allocated}` },
          ...waitEvidence(execution, taskId),
        ],
      } satisfies Cause,
    ];
  });
}

function whatWaits(execution: ExecutionFact, taskId: string | undefined) {
  return taskId === undefined ? say`${placeOf(execution)}` : say`task ${taskId} of ${placeOf(execution)}`;
}

function waitEvidence(execution: ExecutionFact, taskId: string | undefined): Cause["evidence"] {
  const run = execution.runs.find((it) => it.taskId === taskId && unstarted.includes(it.state));
  return [
    run === undefined
      ? { field: "state", value: `${execution.id} ${execution.state}`, time: sinceOf(execution) }
      : {
          field: "taskRun.state",
          value: `${run.taskId} ${run.state}`,
          time: run.histories.at(-1)?.date ?? run.startDate,
        },
  ];
}

function killing({ id }: ExecutionFact): Cause["next"] {
  return { tool: "manage_executions", arguments: { action: "kill", execution_id: id } };
}

/** What is known of the workers that run an execution now. */
export interface RunningFacts {
  readonly execution: ExecutionFact;
  /** By id; one that Kestra does not know has no entry. */
  readonly services: readonly WorkerFact[];
  /** Whether `services` are all there are. */
  readonly isComplete: boolean;
}

/** A task that runs on a worker that does nothing any more. */
export function deadWorkerCauses({ execution, services, isComplete }: RunningFacts): readonly Cause[] {
  if (execution.state !== "RUNNING" && execution.state !== "KILLING") return [];
  return execution.runs.flatMap((run): readonly Cause[] => {
    const workerId = run.state === "RUNNING" ? run.attempts.at(-1)?.workerId : undefined;
    if (workerId === undefined) return [];
    const worker = services.find(({ id }) => id === workerId);
    const isDead = worker === undefined ? isComplete && services.length > 0 : isGone(worker);
    if (!isDead) return [];
    const state = worker?.state ?? "not among the services";
    return [
      {
        cause: "worker_dead",
        object: `worker ${worker?.name ?? workerId}`,
        message: say`Task ${run.taskId} of ${placeOf(execution)} runs on worker ${worker?.name ?? workerId}, which is ${state}: it does not end by itself until Kestra gives it to another.`,
        certainty: worker === undefined ? "probable" : "certain",
        evidence: [
          { field: "taskRun.attempts.workerId", value: workerId, time: run.attempts.at(-1)?.startDate },
          { field: "service.state", value: state, time: worker?.updatedAt },
          { field: "taskRun.state", value: `${run.taskId} ${run.state}`, time: run.startDate },
        ],
        next: killing(execution),
      },
    ];
  });
}

/** What is known where nobody tells of workers. */
export interface IdleFacts {
  readonly now: number;
  readonly execution: ExecutionFact;
  /** How many executions of the tenant started or ended after this one came; undefined where not known. */
  readonly later?: number | undefined;
  readonly laterUnstarted?: number | undefined;
}

/** Milliseconds after which what has not started is late. */
const late = 60_000;

/** Nothing that came later started either: no worker, or no executor, is at work. */
export function idleCauses({ now, execution, later, laterUnstarted }: IdleFacts): readonly Cause[] {
  const since = sinceOf(execution);
  if (!unstarted.includes(execution.state) || later !== 0 || !isDue({ execution, now })) return [];
  if (!(now - Date.parse(since ?? "") > late)) return [];
  return [
    {
      cause: "nothing_starts",
      object: `${placeOf(execution)} ${execution.id}`,
      message: say`${placeOf(execution)} has been ${execution.state} for ${ageOf(since, now)}, and nothing that came later started either: no worker or executor seems to be at work.`,
      certainty: "probable",
      evidence: [
        { field: "state", value: execution.state, time: since },
        { field: "executions since that run or ended", value: "0" },
        ...(laterUnstarted === undefined
          ? []
          : [{ field: "executions since that have not started", value: String(laterUnstarted) }]),
      ],
    },
  ];
}
