import { beforeAll, describe, expect } from "vitest";
import {
  codesOf,
  core,
  diagnose,
  flow,
  hour,
  minute,
  noise,
  plant,
  proofOf,
  second,
} from "../support/diagnosis.ts";
import { createFlow, execute, sleeping, until, untilTaskRuns, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra("ee");

const of = (flowId: string) => ({ namespace: kestra.namespace, flowId });
const is2 = () => kestra.target.line === "2.0";
const worker = { id: "w-main", threads: 8 };

/** Who is to run a task: a group by its key, from 2.0 on a queue by its tags. */
const runOn = (group: string, fallback = "WAIT") =>
  is2() ? { workerSelector: { tags: [group], fallback } } : { workerGroup: { key: group, fallback } };

const tasksOn = (group: string) => ({
  tasks: [{ id: "train", type: `${core}.log.Log`, message: "training", ...runOn(group) }],
});

/** A group, from 2.0 on with a queue of the same name. */
const group = (id: string, more: object = {}) => ({
  groups: [
    {
      id,
      name: id,
      subscriptions: [{ queue: `q-${id}`, reservedPercent: 100, mode: "STRICT" as const, ...more }],
    },
  ],
  queues: [{ id: `q-${id}`, name: `${id}-jobs`, tags: [id] }],
});

beforeAll(() => {
  plant(noise());
});

describe("diagnose of an execution that no worker takes", () => {
  check("names the group that has no worker, among groups that have some", async () => {
    const [gpu, cpu] = [group("gpu"), group("cpu")];
    const [waiting] = plant({
      instance: {
        workers: [worker, { id: "w-cpu", group: "cpu" }],
        groups: [...gpu.groups, ...cpu.groups],
        queues: [...gpu.queues, ...cpu.queues],
      },
      flows: [flow("trains", tasksOn("gpu"))],
      executions: [{ ...of("trains"), state: "SUBMITTED", age: 10 * minute, task: "train" }],
    });
    const told = await diagnose({ execution_id: waiting });
    expect(codesOf(told)).toEqual(["no_worker"]);
    expect(told.causes[0]?.certainty).toBe("certain");
    expect(told.causes[0]?.object).toContain("worker group gpu");
    expect(told.summary).toContain("task train");
    expect(proofOf(told, "no_worker")).toContain('"activeWorkers","value":"0"');
    const all = await diagnose();
    expect(codesOf(all)).toContain("not_started");
    expect(JSON.stringify(all)).not.toContain("cpu");
  });

  check("names the group whose threads are all busy, and how many there are", async () => {
    const gpu = group("gpu", { mode: "ELASTIC" });
    const [waiting] = plant({
      instance: {
        workers: [worker, { id: "w-gpu", name: "gpu-0", group: "gpu", threads: 4, busy: 4 }],
        ...gpu,
      },
      flows: [flow("crowded", tasksOn("gpu"))],
      executions: [{ ...of("crowded"), state: "SUBMITTED", age: 10 * minute, task: "train" }],
    });
    const told = await diagnose({ execution_id: waiting });
    expect(codesOf(told)).toEqual(["worker_threads_full"]);
    expect(told.causes[0]).toMatchObject({ object: "worker group gpu", limit: "capacity.max 4" });
    expect(proofOf(told, "worker_threads_full")).toContain("4 of 4 run");
  });

  check("names the queue whose share is used up", async () => {
    if (!is2()) return;
    const gpu = group("gpu", { reservedPercent: 50, busy: 2 });
    const [waiting] = plant({
      instance: { workers: [worker, { id: "w-gpu", group: "gpu", threads: 4, busy: 2 }], ...gpu },
      flows: [flow("shared", tasksOn("gpu"))],
      executions: [{ ...of("shared"), state: "SUBMITTED", age: 10 * minute, task: "train" }],
    });
    const told = await diagnose({ execution_id: waiting });
    expect(codesOf(told)).toEqual(["queue_share_full"]);
    expect(told.causes[0]).toMatchObject({
      object: "worker queue gpu-jobs in group gpu",
      limit: "allocated 2 (STRICT)",
    });
  });

  check("names the tags that no queue has", async () => {
    if (!is2()) return;
    const [waiting] = plant({
      instance: { workers: [worker], ...group("gpu") },
      flows: [flow("tagged", tasksOn("tpu"))],
      executions: [{ ...of("tagged"), state: "SUBMITTED", age: 10 * minute, task: "train" }],
    });
    const told = await diagnose({ execution_id: waiting });
    expect(codesOf(told)).toEqual(["no_worker_queue"]);
    expect(told.causes[0]?.object).toBe("workerSelector tpu");
  });

  check("names the worker that died under it", async () => {
    const [running, well] = plant({
      instance: {
        workers: [worker, { id: "w-dead", state: "DISCONNECTED", seenAgo: 10 * minute }],
      },
      flows: [flow("abandoned")],
      executions: [
        { ...of("abandoned"), state: "RUNNING", age: hour, workerId: "w-dead" },
        { ...of("abandoned"), state: "RUNNING", age: minute, workerId: "w-main" },
      ],
    });
    const told = await diagnose({ execution_id: running });
    expect(codesOf(told)).toEqual(["worker_dead"]);
    expect(told.causes[0]).toMatchObject({ object: "worker w-dead", certainty: "certain" });
    expect(proofOf(told, "worker_dead")).toContain("DISCONNECTED");
    expect((await diagnose({ execution_id: well })).causes).toEqual([]);
    expect(codesOf(await diagnose())).toContain("worker_dead");
  });
});

describe("diagnose of an execution that was ended", () => {
  check("names who killed it", async () => {
    plant({ instance: { workers: [worker] } });
    await createFlow("sleeps", sleeping());
    const { id } = (await execute("sleeps")) as { id: string };
    await untilTaskRuns(id);
    await kestra.get("manage_executions", { action: "kill", execution_id: id });
    await waitFor(id, ["KILLED"]);
    const told = await until(
      () => diagnose({ execution_id: id }),
      ({ summary }) => summary.includes("as the audit log has it"),
    );
    expect(codesOf(told)).toEqual(["killed"]);
    expect(told.summary).toMatch(/was killed while wait ran, by \S+ as the audit log has it/);
  });

  check("names the SLA that cancelled it", async () => {
    const [cancelled] = plant({
      flows: [
        flow("bounded", {
          sla: [{ id: "five", type: "MAX_DURATION", duration: "PT5M", behavior: "CANCEL" }],
        }),
      ],
      executions: [
        { ...of("bounded"), state: "CANCELLED", task: "work", age: 10 * minute, duration: 5 * minute },
      ],
    });
    const told = await diagnose({ execution_id: cancelled });
    expect(codesOf(told)).toEqual(["sla_violated"]);
    expect(told.causes[0]).toMatchObject({ certainty: "probable", limit: "sla.duration PT5M (CANCEL)" });
  });
});

describe("diagnose of what an operator set", () => {
  check("names the quota of a namespace, its limit and when it refused", async () => {
    if (!is2()) return;
    const [refused] = plant({
      instance: {
        workers: [worker],
        quotas: [
          {
            namespace: kestra.namespace,
            limit: 3,
            duration: "PT1H",
            behavior: "CANCEL",
            used: 3,
            startedAgo: 30 * minute,
          },
        ],
      },
      flows: [flow("counted")],
      executions: [{ ...of("counted"), state: "CANCELLED", age: 10 * minute }],
    });
    const told = await diagnose({ execution_id: refused });
    expect(codesOf(told)).toEqual(["quota_reached"]);
    expect(told.causes[0]).toMatchObject({
      object: `quota of namespace ${kestra.namespace}`,
      limit: "quotas.limit 3 in PT1H (CANCEL)",
    });
    expect(proofOf(told, "quota_reached")).toContain(String(refused));
    expect(told.causes[0]?.evidence.find(({ field }) => field === "refused")?.time).toMatch(/^\d{4}-/);
    const ofFlow = await diagnose({ namespace: kestra.namespace, flow_id: "counted" });
    expect(codesOf(ofFlow)).toEqual(["quota_reached"]);
    plant({ instance: { quotas: [] } });
  });

  check("names the quota of the tenant, of whatever is asked", async () => {
    if (!is2()) return;
    const [refused] = plant({
      instance: {
        workers: [worker],
        quotas: [{ limit: 4, duration: "PT1H", behavior: "CANCEL", used: 4, startedAgo: 30 * minute }],
      },
      flows: [flow("rationed")],
      executions: [{ ...of("rationed"), state: "CANCELLED", age: 10 * minute }],
    });
    const { namespace } = kestra;
    for (const args of [{ execution_id: refused }, { namespace, flow_id: "rationed" }, { namespace }, {}]) {
      const told = await diagnose(args);
      const quota = told.causes.find(({ cause }) => cause === "quota_reached");
      expect(quota).toMatchObject({
        object: "quota of tenant main",
        limit: "quotas.limit 4 in PT1H (CANCEL)",
      });
      expect(proofOf(told, "quota_reached")).toContain("4 of 4");
      expect(proofOf(told, "quota_reached")).toContain(String(refused));
    }
    plant({ instance: { quotas: [] } });
  });

  check("ties a refused request to the quota that is reached", async () => {
    if (!is2()) return;
    plant({
      instance: {
        workers: [worker],
        quotas: [
          {
            namespace: kestra.namespace,
            limit: 3,
            duration: "PT1H",
            behavior: "CANCEL",
            used: 3,
            startedAgo: 30 * minute,
          },
        ],
      },
      flows: [flow("throttled"), flow("stopped")],
      executions: [
        { ...of("throttled"), state: "FAILED", age: 5 * minute, error: "HTTP 429 Too Many Requests" },
        { ...of("stopped"), state: "CANCELLED", age: 4 * minute },
      ],
    });
    const told = await diagnose({ namespace: kestra.namespace });
    expect(codesOf(told)).toEqual(expect.arrayContaining(["quota_reached", "rate_limited"]));
    expect(told.causes.find(({ cause }) => cause === "rate_limited")?.message).toContain(
      "429 Too Many Requests",
    );
    plant({ instance: { quotas: [] } });
  });

  check("says no where nothing was refused or throttled", async () => {
    const namespace = `${kestra.namespace}.calm`;
    plant({
      flows: [
        `id: calm\nnamespace: ${namespace}\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`,
      ],
    });
    const told = await diagnose({ namespace });
    expect(told.causes).toEqual([]);
    expect(told.summary).toContain("0 executions failed or were cancelled");
  });

  check("names a kill switch and maintenance", async () => {
    const [held] = plant({
      flows: [flow("held")],
      executions: [{ ...of("held"), state: "CREATED", age: 30 * second }],
      instance: { maintenance: true },
    });
    expect(codesOf(await diagnose({ execution_id: held }))).toContain("maintenance");
    plant({ instance: { maintenance: false } });
    if (kestra.target.line === "1.0") return;
    plant({
      instance: {
        killSwitches: [
          { id: "k1", name: "stop-all", evaluationType: "IGNORE", namespace: kestra.namespace },
          { id: "k2", name: "others", evaluationType: "IGNORE", namespace: "other.team" },
        ],
      },
    });
    const told = await diagnose({ execution_id: held });
    expect(told.causes[0]).toMatchObject({ cause: "kill_switch", object: "kill switch stop-all" });
    expect(JSON.stringify(told)).not.toContain("others");
    plant({ instance: { killSwitches: [] } });
  });
});
