import { describe, expect, it } from "vitest";
import {
  deadWorkerCauses,
  idleCauses,
  workerCauses,
  type WorkerFacts,
} from "../../../../specs/steps/diagnosis/worker-causes.ts";
import {
  groupFact,
  queueFact,
  queuesFor,
  workerFact,
} from "../../../../specs/steps/diagnosis/facts/worker-fact.ts";
import { ago, codes, executionIn, now, runIn } from "./facts.ts";

const execution = executionIn(["CREATED", "SUBMITTED"], 10);
const facts = (more: Partial<WorkerFacts>): WorkerFacts => ({
  now,
  execution,
  line: "1.3",
  workers: new Map(),
  shares: new Map(),
  selection: { group: "gpu" },
  ...more,
});
const alive = workerFact({
  id: "w1",
  state: "RUNNING",
  metrics: [
    { name: "kestra.worker.job.running", value: 1 },
    { name: "kestra.worker.job.thread", value: 4 },
  ],
});

describe("up to 1.3", () => {
  const group = groupFact({ id: "g1", key: "gpu", activeWorkers: 1 });

  it("a group has no worker, or does not exist", () => {
    expect(workerCauses(facts({ groups: [{ ...group, activeWorkers: 0 }] }))[0]).toMatchObject({
      cause: "no_worker",
      object: "worker group gpu",
      next: { tool: "manage_executions", arguments: { action: "kill", execution_id: "e1" } },
    });
    expect(codes(workerCauses(facts({ groups: [] })))).toEqual(["no_worker"]);
    const dead = { ...alive, state: "DISCONNECTED" };
    expect(codes(workerCauses(facts({ groups: [group], workers: new Map([["g1", [dead]]]) })))).toEqual([
      "no_worker",
    ]);
  });

  it("what is to start later waits for no worker", () => {
    const ahead = executionIn(["CREATED"], 9, { scheduleDate: ago(-30) });
    expect(workerCauses(facts({ groups: [], execution: ahead }))).toEqual([]);
  });

  it("all threads of a group are busy", () => {
    const busy = { ...alive, running: 4 };
    const [cause] = workerCauses(facts({ groups: [group], workers: new Map([["g1", [busy]]]) }));
    expect(cause).toMatchObject({ cause: "worker_threads_full", limit: "capacity.max 4" });
  });

  it("nothing is wrong where a thread is free, nothing waits, or nothing is known", () => {
    const workers = new Map([["g1", [alive, { ...alive, running: 4 }]]]);
    expect(workerCauses(facts({ groups: [group], workers }))).toEqual([]);
    expect(workerCauses(facts({ groups: undefined }))).toEqual([]);
    expect(workerCauses(facts({ groups: [], selection: undefined }))).toEqual([]);
    expect(workerCauses(facts({ groups: [], execution: executionIn(["RUNNING"], 1) }))).toEqual([]);
  });
});

describe("from 2.0 on", () => {
  const queue = queueFact({ id: "q1", name: "jobs", tags: ["gpu", "eu"], activeWorkers: 1 });
  const group = groupFact({
    id: "g1",
    name: "group one",
    subscriptions: [{ queue: { id: "q1", name: "jobs", tags: [] }, mode: "STRICT" }],
  });
  const known = (more: Partial<WorkerFacts> = {}) =>
    facts({
      line: "2.0",
      selection: { tags: ["gpu"] },
      queues: [queue],
      groups: [group],
      workers: new Map([["g1", [alive]]]),
      ...more,
    });

  it("picks queues by all tags, by any, or those without any", () => {
    const plain = queueFact({ id: "q0", name: "default" });
    expect(queuesFor({ tags: ["gpu", "us"] }, [queue, plain])).toEqual([]);
    expect(queuesFor({ tags: ["gpu", "us"], match: "ANY" }, [queue, plain])).toEqual([queue]);
    expect(queuesFor(undefined, [queue, plain])).toEqual([plain]);
  });

  it("no queue has the tags", () => {
    expect(workerCauses(known({ selection: { tags: ["tpu"], fallback: "WAIT" } }))[0]).toMatchObject({
      cause: "no_worker_queue",
      object: "workerSelector tpu",
    });
  });

  it("no worker of the groups lives, or nobody takes from the queue", () => {
    expect(workerCauses(known({ workers: new Map([["g1", []]]) }))[0]).toMatchObject({
      cause: "no_worker",
      object: "worker group group one (queue jobs)",
    });
    const idle = { ...queue, activeWorkers: 0 };
    expect(codes(workerCauses(known({ groups: [], queues: [idle] })))).toEqual(["no_worker"]);
  });

  it("the share of a queue is used up, where it has no other", () => {
    const shares = new Map([["g1", [{ queueId: "q1", allocated: 2, used: 2 }]]]);
    expect(workerCauses(known({ shares }))[0]).toMatchObject({
      cause: "queue_share_full",
      object: "worker queue jobs in group group one",
      limit: "allocated 2 (STRICT)",
    });
    const elastic = {
      ...group,
      subscriptions: group.subscriptions.map((it) => ({ ...it, mode: "ELASTIC" })),
    };
    expect(workerCauses(known({ shares, groups: [elastic] }))).toEqual([]);
  });

  it("nothing is wrong where a worker has room, or the workers were not asked for", () => {
    expect(workerCauses(known())).toEqual([]);
    expect(workerCauses(known({ workers: new Map() }))).toEqual([]);
    expect(workerCauses(known({ groups: [] }))).toEqual([]);
    expect(workerCauses(known({ selection: undefined }))).toEqual([]);
  });
});

describe("a worker that died", () => {
  const attempts = [{ state: { current: "RUNNING", startDate: ago(60) }, workerId: "w1" }];
  const running = executionIn(["CREATED", "RUNNING"], 60, {
    taskRunList: [{ ...runIn("a", "RUNNING", 60), attempts }],
  });
  const dead = { ...alive, state: "DISCONNECTED", updatedAt: ago(10) };

  it("keeps what it ran", () => {
    const [cause] = deadWorkerCauses({ execution: running, services: [dead], isComplete: true });
    expect(cause).toMatchObject({ cause: "worker_dead", object: "worker w1", certainty: "certain" });
    expect(cause?.evidence[1]).toEqual({ field: "service.state", value: "DISCONNECTED", time: ago(10) });
  });

  it("is probably one that is not among all services", () => {
    const services = [{ ...alive, id: "w2" }];
    expect(deadWorkerCauses({ execution: running, services, isComplete: true })[0]?.certainty).toBe(
      "probable",
    );
    expect(deadWorkerCauses({ execution: running, services, isComplete: false })).toEqual([]);
    expect(deadWorkerCauses({ execution: running, services: [], isComplete: true })).toEqual([]);
  });

  it("is no cause where it lives, or what it ran has ended", () => {
    expect(deadWorkerCauses({ execution: running, services: [alive], isComplete: true })).toEqual([]);
    const done = executionIn(["SUCCESS"], 1, { taskRunList: [{ ...runIn("a", "RUNNING"), attempts }] });
    expect(deadWorkerCauses({ execution: done, services: [dead], isComplete: true })).toEqual([]);
  });
});

describe("where nobody tells of workers", () => {
  it("nothing that came later starts either", () => {
    expect(idleCauses({ now, execution, later: 0 })[0]).toMatchObject({
      cause: "nothing_starts",
      certainty: "probable",
    });
  });

  it("nothing is wrong where others start, it is new, not due, or nothing is known", () => {
    expect(idleCauses({ now, execution, later: 1 })).toEqual([]);
    expect(idleCauses({ now, execution })).toEqual([]);
    expect(idleCauses({ now, execution: executionIn(["CREATED"], 0.5), later: 0 })).toEqual([]);
    expect(
      idleCauses({ now, execution: executionIn(["CREATED"], 9, { scheduleDate: ago(-9) }), later: 0 }),
    ).toEqual([]);
    expect(idleCauses({ now, execution: executionIn(["RUNNING"], 9), later: 0 })).toEqual([]);
  });
});
