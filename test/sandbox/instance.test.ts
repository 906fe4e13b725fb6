import { describe, expect, it } from "vitest";
import { flow, hour, instanceOf, messages, minute, namespace } from "./instance-kestra.ts";
import { lines } from "./replay/recording.ts";

describe.each(lines)("the workers of %s", (line) => {
  const waiting = line === "1.0" ? "CREATED" : "CREATED SUBMITTED";
  const pinned = (fallback?: string): Readonly<Record<string, unknown>> => ({
    [line === "2.0" ? "workerSelector" : "workerGroup"]: {
      ...(line === "2.0" ? { tags: ["gpu"] } : { key: "gpu" }),
      ...(fallback === undefined ? {} : { fallback }),
    },
  });
  const gpu = {
    groups: [
      {
        id: "gpu",
        description: "With cards",
        subscriptions: [{ queue: "cards", reservedPercent: 50, mode: "STRICT" }],
      },
    ],
    queues: [{ id: "cards", tags: ["gpu"] }],
  } as const;

  it("leave a task waiting whose group has none, until one comes", async () => {
    const instance = await instanceOf(line, { flows: [flow("render", pinned("WAIT"))], instance: gpu });
    const id = await instance.run("render");
    instance.pass(hour);
    expect(instance.execution(id)).toEqual(["CREATED RUNNING", `say: ${waiting}`]);
    expect(await messages(instance, id)).toContain("waiting for one to be available");
    instance.plant({ instance: { workers: [{ id: "w1", group: "gpu", threads: 2 }] } });
    instance.pass(minute);
    expect(instance.execution(id)[0]).toBe("CREATED RUNNING SUCCESS");
  });

  it("end a task that shall not wait", async () => {
    const instance = await instanceOf(line, {
      flows: [flow("fails", pinned("FAIL")), flow("cancels", pinned("CANCEL")), flow("nobody", pinned())],
      instance: gpu,
    });
    const failed = await instance.run("fails");
    expect(instance.execution(failed)[0]).toBe("CREATED RUNNING FAILED");
    expect(await messages(instance, failed)).toContain("failing the task now");
    expect(instance.execution(await instance.run("cancels"))[0]).toBe("CREATED RUNNING CANCELLED");
    const unsaid = line === "2.0" ? "CREATED RUNNING FAILED" : "CREATED RUNNING";
    expect(instance.execution(await instance.run("nobody"))[0]).toBe(unsaid);
  });

  it("fail a task for a group that is not there", async () => {
    const instance = await instanceOf(line, { flows: [flow("render", pinned())] });
    expect(instance.execution(await instance.run("render"))[0]).toBe("CREATED RUNNING FAILED");
  });

  it("are told of, with what they run", async () => {
    const instance = await instanceOf(line, {
      flows: [flow("render", pinned("WAIT"))],
      instance: {
        ...gpu,
        workers: [
          { id: "w1", group: "gpu", threads: 4 },
          { id: "w2", group: "gpu", state: "DISCONNECTED", seenAgo: hour },
        ],
        services: [{ type: "SCHEDULER", state: "NOT_RUNNING" }],
      },
      executions: [
        { namespace, flowId: "render", state: "RUNNING", age: hour, workerId: "w1" },
        { namespace, flowId: "render", state: "RUNNING", age: hour, workerId: "w2" },
      ],
    });
    const id = await instance.run("render");
    const second = await instance.run("render");
    expect(instance.execution(id)[0]).toContain("SUCCESS");
    expect(instance.execution(second)[0]).toContain("SUCCESS");
    const gone = line === "2.0" ? "filters[state][EQUALS]=DISCONNECTED" : "state=DISCONNECTED";
    const { body } = await instance.ask("GET", `/api/v1/instance/services/search?${gone}`);
    expect(body).toMatchObject({ total: 1, results: [{ id: "w2", type: "WORKER", state: "DISCONNECTED" }] });
    const { body: active } = await instance.ask("GET", "/api/v1/instance/services/active");
    expect(JSON.stringify(active)).not.toContain("SCHEDULER");
    expect((await instance.ask("GET", "/api/v1/instance/services/w2")).body).toMatchObject({ id: "w2" });
    expect((await instance.ask("GET", "/api/v1/instance/services/w9")).status).toBe(404);
    if (line === "2.0") {
      const group = "/api/v1/instance/worker-groups/gpu";
      expect((await instance.ask("GET", `${group}/workers`)).body).toMatchObject({
        workers: [
          { workerId: "w1", state: "RUNNING", capacity: { running: 1, max: 4, pending: 0 } },
          { workerId: "w2", state: "DISCONNECTED", capacity: { running: 1 } },
        ],
      });
    } else {
      const { body: groups } = await instance.ask("GET", "/api/v1/instance/workergroups");
      expect(groups).toEqual({
        workerGroups: [{ id: "gpu", key: "gpu", description: "With cards", activeWorkers: 1 }],
      });
      const { body: one } = await instance.ask("GET", "/api/v1/instance/workergroups/gpu");
      expect(one).toMatchObject({
        key: "gpu",
        workers: [{ id: "w1", props: { threads: 4, running: 1 } }, { id: "w2" }],
      });
    }
  });

  it("take no more than their threads", async () => {
    const instance = await instanceOf(line, {
      flows: [flow("hello")],
      instance: { workers: [{ id: "w1", threads: 2, busy: 1 }] },
      executions: [{ namespace, flowId: "hello", state: "RUNNING", age: hour, workerId: "w1" }],
    });
    const id = await instance.run("hello");
    expect(instance.execution(id)).toEqual(["CREATED RUNNING", `say: ${waiting}`]);
    if (line === "2.0") {
      expect(
        (await instance.ask("GET", "/api/v1/instance/worker-groups/default/workers")).body,
      ).toMatchObject({ workers: [{ capacity: { running: 2, max: 2, pending: 1 } }] });
    }
    instance.plant({ instance: { workers: [{ id: "w1", threads: 3, busy: 1 }] } });
    instance.pass(minute);
    expect(instance.execution(id)[0]).toContain("SUCCESS");
  });

  it.runIf(line === "2.0")("take no more for a queue than its share", async () => {
    const shared = { queue: "cards", reservedPercent: 50, mode: "STRICT", busy: 2 } as const;
    const instance = await instanceOf(line, {
      flows: [flow("render", pinned("WAIT"))],
      instance: {
        ...gpu,
        groups: [{ id: "gpu", subscriptions: [shared] }],
        workers: [{ id: "w1", group: "gpu", threads: 4 }],
      },
    });
    const id = await instance.run("render");
    expect(instance.execution(id)).toEqual(["CREATED RUNNING", "say: CREATED SUBMITTED"]);
    const group = "/api/v1/instance/worker-groups/gpu";
    expect((await instance.ask("GET", `${group}/capacity`)).body).toMatchObject({
      totalAllocated: 4,
      totalInflight: 1,
      subscriptions: [{ workerQueueId: "cards", allocated: 2, used: 2 }],
    });
    expect((await instance.ask("GET", "/api/v1/instance/worker-groups")).body).toMatchObject({
      workerGroups: [
        { id: "default" },
        {
          id: "gpu",
          subscriptions: [{ queue: { id: "cards", tags: ["gpu"] }, reservedPercent: 50, mode: "STRICT" }],
        },
      ],
    });
    expect((await instance.ask("GET", group)).body).toMatchObject({ name: "gpu" });
    expect((await instance.ask("GET", "/api/v1/instance/worker-queues")).body).toMatchObject({
      workerQueues: [{ id: "default" }, { id: "cards", activeWorkers: 1 }],
    });
    expect((await instance.ask("GET", "/api/v1/instance/worker-queues/cards")).body).toMatchObject({
      workers: [{ id: "w1" }],
    });
    expect((await instance.ask("GET", "/api/v1/instance/worker-queues/cards/subscribers")).body).toEqual({
      groups: [{ id: "gpu", name: "gpu" }],
    });
    expect((await instance.ask("GET", "/api/v1/main/worker-selectors/tags")).body).toEqual({ tags: ["gpu"] });
    expect((await instance.ask("GET", "/api/v1/instance/worker-groups/none")).status).toBe(404);
    expect((await instance.ask("GET", "/api/v1/instance/worker-queues/none")).status).toBe(404);
  });
});
