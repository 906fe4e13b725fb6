import { describe, expect, it } from "vitest";
import { createExecution } from "../../sandbox/engine/create.ts";
import type { Execution } from "../../sandbox/executions/execution.ts";
import { createKestra } from "../../sandbox/kestra/kestra.ts";
import { plant } from "../../sandbox/seed/seed.ts";
import { manualClock } from "../../sandbox/values/clock.ts";
import { history } from "./engine/harness.ts";
import { flow, hour, instanceOf, messages, minute, namespace, start } from "./instance-kestra.ts";
import { lines } from "./replay/recording.ts";

describe.each(lines)("what an operator of %s stops", (line) => {
  it("waits for the end of the maintenance", async () => {
    const instance = await instanceOf(line, { flows: [flow("hello")] });
    await instance.ask("POST", "/api/v1/instance/maintenance/enter");
    const id = await instance.run("hello");
    expect(instance.execution(id)).toEqual(["CREATED"]);
    expect((await instance.ask("GET", "/api/v1/configs")).body).toMatchObject({ inMaintenance: true });
    if (line === "2.0") {
      expect((await instance.ask("GET", "/api/v1/instance/maintenance/status")).body).toMatchObject({
        maintenance: true,
        services: { WORKER: { total: 1, inMaintenance: 1 } },
      });
    }
    await instance.ask("POST", "/api/v1/instance/maintenance/exit");
    instance.pass(minute);
    expect(instance.execution(id)[0]).toContain("SUCCESS");
  });

  it.skipIf(line === "1.0")("is killed, cancelled or ignored by a kill switch that is on", async () => {
    const on = (flowId: string, evaluationType: "KILL" | "CANCEL" | "IGNORE") => ({
      id: flowId,
      name: `Stop ${flowId}`,
      evaluationType,
      namespace: "company",
      flowId,
    });
    const past = { ...on("free", "KILL"), enabled: false };
    const instance = await instanceOf(line, {
      flows: ["killed", "cancelled", "ignored", "free"].map((id) => flow(id)),
      instance: {
        killSwitches: [on("killed", "KILL"), on("cancelled", "CANCEL"), on("ignored", "IGNORE"), past],
      },
    });
    expect(instance.execution(await instance.run("killed"))).toEqual(["CREATED KILLED"]);
    expect(instance.execution(await instance.run("cancelled"))).toEqual(["CREATED CANCELLED"]);
    expect(instance.execution(await instance.run("ignored"))).toEqual(["CREATED"]);
    expect(instance.execution(await instance.run("free"))[0]).toContain("SUCCESS");
    expect((await instance.ask("GET", "/api/v1/kill-switches/search")).body).toHaveLength(4);
    const { body } = await instance.ask("GET", "/api/v1/configs");
    expect((body as unknown as { readonly killSwitches: readonly unknown[] }).killSwitches).toHaveLength(3);
  });
});

describe("a draft on 2.0", () => {
  it("is shown, but what is no draft runs until it is published", async () => {
    const { ask, run, pass, execution } = await instanceOf("2.0", { flows: [flow("hello")] });
    const one = `/api/v1/main/flows/${namespace}/hello`;
    const next = flow("hello", { description: "Next" });
    expect((await ask("PUT", `${one}?draft=true`, next)).body).toMatchObject({ revision: 2, draft: true });
    expect((await ask("GET", one)).body).toMatchObject({ revision: 2, draft: true });
    const runs = async (id: string): Promise<unknown> =>
      (await ask("GET", `/api/v1/main/executions/${id}`)).body;
    expect(await runs(await run("hello"))).toMatchObject({ flowRevision: 1 });
    const { body } = await ask("POST", `/api/v1/main/executions/${namespace}/hello?revision=2`);
    pass(minute);
    expect(execution(body.id)[0]).toContain("SUCCESS");
    expect(await runs(body.id)).toMatchObject({ flowRevision: 2 });
    expect((await ask("PUT", one, next)).body).toMatchObject({ revision: 3 });
    expect(await runs(await run("hello"))).toMatchObject({ flowRevision: 3 });
    await ask("PUT", `${one}?draft=true`, next);
    await ask("DELETE", one);
    expect((await ask("GET", "/api/v1/main/flows/search")).body.total).toBe(0);
  });
});

describe("the quotas of 2.0", () => {
  it("refuse what is over them, and count anew when their time is over", async () => {
    const limited = flow("limited", { quotas: [{ limit: 1, duration: "PT2H", behavior: "CANCEL" }] });
    const instance = await instanceOf("2.0", {
      flows: [limited, flow("hello")],
      instance: {
        quotas: [
          {
            namespace: "company",
            limit: 100,
            duration: "PT1H",
            behavior: "FAIL",
            used: 99,
            startedAgo: minute,
          },
        ],
      },
    });
    expect(instance.execution(await instance.run("limited"))[0]).toContain("SUCCESS");
    const refused = await instance.run("hello");
    expect(instance.execution(refused)).toEqual(["CREATED FAILED"]);
    expect(await messages(instance, refused)).toContain("quota limit exceeded");
    expect((await instance.ask("GET", "/api/v1/main/quota-limits")).body).toMatchObject([
      { namespace: "company", count: 100, start: "2026-01-05T08:29:00.000Z" },
      { namespace, flowId: "limited", count: 1 },
    ]);
    expect((await instance.ask("GET", "/api/v1/main/namespaces/company")).body).toMatchObject({
      quotas: [{ limit: 100, duration: "PT1H", behavior: "FAIL" }],
    });
    instance.pass(hour);
    expect(instance.execution(await instance.run("limited"))).toEqual(["CREATED CANCELLED"]);
    expect(instance.execution(await instance.run("hello"))[0]).toContain("SUCCESS");
  });

  it("may be those of the tenant", async () => {
    const quota = { limit: 5, duration: "PT1H", behavior: "FAIL" } as const;
    const instance = await instanceOf("2.0", { instance: { quotas: [quota] } });
    expect((await instance.ask("GET", "/api/v1/tenants/main")).body).toMatchObject({
      id: "main",
      quotas: [quota],
    });
  });
});

describe.each(lines)("the audit log of %s", (line) => {
  it("tells what was done, the newest first, and not what was asked", async () => {
    const { ask, run } = await instanceOf(line, {});
    await ask("POST", "/api/v1/main/flows", flow("hello"));
    await ask("GET", `/api/v1/main/flows/${namespace}/hello`);
    const id = await run("hello");
    const action = line === "2.0" ? "actions/replay" : "replay";
    await ask("POST", `/api/v1/main/executions/${id}/${action}`);
    await ask("DELETE", `/api/v1/main/executions/${id}`);
    const { body } = await ask("GET", "/api/v1/main/auditlogs/search");
    const about = (type: string, detail: unknown): unknown =>
      expect.objectContaining({
        auditLog: expect.objectContaining({
          type,
          detail: expect.objectContaining(detail) as unknown,
        }) as unknown,
      });
    const ofExecution = { resourceType: "EXECUTION", executionId: id };
    expect(body.results).toEqual([
      about("DELETE", ofExecution),
      about("UPDATE", ofExecution),
      about("CREATE", { ...ofExecution, flowId: "hello", namespace }),
      about("CREATE", { resourceType: "FLOW", flowId: "hello", namespace }),
    ]);
    const ofFlow = line === "2.0" ? "filters[resources][IN]=FLOW" : "resources=FLOW";
    expect((await ask("GET", `/api/v1/auditlogs/search?${ofFlow}`)).body.total).toBe(1);
    const wanted = line === "2.0" ? `filters[executionId][EQUALS]=${id}` : `executionId=${id}`;
    expect((await ask("GET", `/api/v1/main/auditlogs/search?${wanted}`)).body.total).toBe(3);
  });
});

it.each(lines)(
  "an open-source %s without a worker runs nothing, and without an executor takes nothing",
  (line) => {
    const clock = manualClock(start);
    const kestra = createKestra({ line, edition: "oss", tenant: "main", clock });
    const run = (): Execution => {
      const hello = kestra.flows.find(namespace, "hello");
      if (hello === undefined) throw new Error("No flow");
      const execution = createExecution(kestra.engine, hello, { id: kestra.newId() });
      clock.advance(minute);
      kestra.settle();
      return execution;
    };
    plant(kestra, { flows: [flow("hello")], instance: { workers: [] } });
    expect(history(run())).toBe("CREATED RUNNING");
    plant(kestra, { instance: { executorDown: true } });
    const untaken = run();
    expect(history(untaken)).toBe("CREATED");
    plant(kestra, { instance: { executorDown: false, workers: [{ id: "w1" }] } });
    clock.advance(minute);
    kestra.settle();
    expect(history(untaken)).toBe("CREATED RUNNING SUCCESS");
  },
);
