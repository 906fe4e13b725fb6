import { afterEach, describe, expect, it } from "vitest";
import { manualClock } from "../../sandbox/values/clock.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/server.ts";

const open: Sandbox[] = [];

async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ line: "1.3", ...options });
  open.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

const search = "/api/v1/main/flows/search";

async function statusOf({ url }: Sandbox, path: string, init?: RequestInit): Promise<number> {
  return (await fetch(`${url}${path}`, init)).status;
}

interface Listed {
  readonly tasks: readonly { readonly cls: string }[];
  readonly triggers: readonly { readonly cls: string }[];
}

function basic(text: string): RequestInit {
  return {
    headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}` },
  };
}

describe("a sandbox", () => {
  it("speaks a line that it knows, and no other", async () => {
    for (const line of ["1.0", "1.3", "2.0"]) {
      const { url } = await start({ line });
      const { version } = (await (await fetch(`${url}/api/v1/configs`)).json()) as { version: string };
      expect(version.startsWith(line)).toBe(true);
    }
    await expect(startSandbox({ line: "0.9" })).rejects.toThrow("The sandbox speaks 1.0, 1.3, 2.0, not 0.9.");
  });

  it("listens on loopback only, and frees its port", async () => {
    const sandbox = await start();
    expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(sandbox.url).port);
    await sandbox.close();
    expect((await start({ port })).url).toBe(sandbox.url);
  });

  it("lets in who has the right name, password or token", async () => {
    const named = await start({ username: "a@b.c", password: "secret" });
    expect(await statusOf(named, search)).toBe(401);
    expect(await statusOf(named, search, basic("a@b.c:wrong"))).toBe(401);
    expect(await statusOf(named, search, basic("a@b.c:secret"))).toBe(200);
    expect(await statusOf(named, "/api/v1/configs", basic("a@b.c:wrong"))).toBe(200);
    const token = await start({ token: "t0ken" });
    expect(await statusOf(token, search, { headers: { authorization: "Bearer t0ken" } })).toBe(200);
    expect(await statusOf(token, search, { headers: { authorization: "Bearer other" } })).toBe(401);
    expect(await statusOf(token, search, basic("a@b.c:t0ken"))).toBe(401);
  });

  it("takes its first user, once, and from then on nobody else", async () => {
    const sandbox = await start({ isSetUp: false });
    const setUp = (username: string, password: string): Promise<number> =>
      statusOf(sandbox, "/api/v1/main/basicAuth", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ uid: "1", username, password }),
      });
    const isSetUp = async (): Promise<unknown> => {
      const configuration = await (await fetch(`${sandbox.url}/api/v1/configs`)).json();
      return (configuration as { isBasicAuthInitialized: boolean }).isBasicAuthInitialized;
    };
    expect(await statusOf(sandbox, search)).toBe(401);
    expect(await setUp("admin", "Kestra123")).toBe(400);
    expect(await setUp("admin@kestra.io", "short")).toBe(400);
    expect(await isSetUp()).toBe(false);
    expect(await setUp("admin@kestra.io", "Kestra123")).toBe(204);
    expect(await isSetUp()).toBe(true);
    expect(await statusOf(sandbox, search, basic("admin@kestra.io:Kestra123"))).toBe(200);
    expect(await setUp("other@kestra.io", "Kestra123")).toBe(401);
  });

  it.each([
    ["where it listens", {}, undefined],
    [
      "where it is told that people reach it",
      { publicUrl: "https://kestra.example" },
      "https://kestra.example",
    ],
  ])("says that its pages are %s", async (_, options, told) => {
    const { url } = await start(options);
    const place = told ?? url;
    const flow =
      "id: one\nnamespace: company\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n";
    const headers = { "content-type": "application/x-yaml" };
    await fetch(`${url}/api/v1/main/flows`, { method: "POST", headers, body: flow });
    const started = await fetch(`${url}/api/v1/main/executions/company/one`, { method: "POST" });
    const execution = (await started.json()) as { readonly id: string; readonly url: string };
    expect(execution.url).toBe(`${place}/ui/main/executions/company/one/${execution.id}`);
    expect(await (await fetch(`${url}/api/v1/configs`)).json()).toMatchObject({ url: `${place}/` });
  });

  it("counts its flows, and its executions by the hour of the last day", async () => {
    const { url } = await start();
    const flow = (id: string, more = ""): string =>
      `id: ${id}\nnamespace: company\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n    message: Hello\n${more}`;
    const onHook = "triggers:\n  - id: hook\n    type: io.kestra.plugin.core.trigger.Webhook\n    key: k\n";
    for (const body of [flow("one"), flow("two", onHook)]) {
      await fetch(`${url}/api/v1/main/flows`, {
        method: "POST",
        headers: { "content-type": "application/x-yaml" },
        body,
      });
    }
    await fetch(`${url}/api/v1/main/executions/company/one?wait=true`, { method: "POST" });
    const usages = (await (await fetch(`${url}/api/v1/main/usages/all`)).json()) as {
      readonly executions: { readonly dailyExecutionsCount: readonly Record<string, unknown>[] };
    };
    expect(usages).toMatchObject({
      flows: {
        count: 2,
        namespacesCount: 1,
        taskTypeCount: { "io.kestra.plugin.core.log.Log": 2 },
        triggerTypeCount: { "io.kestra.plugin.core.trigger.Webhook": 1 },
      },
    });
    const hours = usages.executions.dailyExecutionsCount;
    expect(hours).toHaveLength(25);
    expect(hours.at(-1)).toMatchObject({
      groupBy: "hour",
      executionCounts: { SUCCESS: 1, FAILED: 0 },
      duration: { count: 1, max: expect.stringMatching(/^PT/) as unknown },
    });
  });

  it("lists the types that flows of its line may have", async () => {
    const types = async (line: string): Promise<readonly string[]> => {
      const { url } = await start({ line });
      const answer = (await (await fetch(`${url}/api/v1/plugins`)).json()) as
        | readonly Listed[]
        | { readonly results: readonly Listed[] };
      const [group] = "results" in answer ? answer.results : answer;
      return [...(group?.tasks ?? []), ...(group?.triggers ?? [])].map(({ cls }) => cls);
    };
    const former = await types("1.3");
    expect(former).toContain("io.kestra.plugin.core.flow.ForEach");
    expect(former.filter((type) => type.endsWith(".trigger.Flow"))).toHaveLength(1);
    const newest = await types("2.0");
    expect(newest).toContain("io.kestra.plugin.core.flow.Loop");
    expect(newest).not.toContain("io.kestra.plugin.core.flow.ForEach");
    const { url } = await start({ line: "2.0" });
    expect(await (await fetch(`${url}/api/v1/plugins/triggers`)).json()).toMatchObject({ total: 5 });
  });

  it("has one tenant", async () => {
    const sandbox = await start({ tenant: "mine" });
    expect(await statusOf(sandbox, "/api/v1/mine/flows/search")).toBe(200);
    expect(await statusOf(sandbox, "/api/v1/flows/search")).toBe(200);
    expect(await statusOf(sandbox, search)).toBe(400);
  });

  it("tells a route that is not built from one that is not there", async () => {
    const [sandbox, enterprise] = [await start(), await start({ edition: "ee" })];
    expect(await statusOf(sandbox, "/api/v1/main/dashboards")).toBe(501);
    expect(await statusOf(sandbox, "/api/v1/main/auditlogs/export")).toBe(404);
    expect(await statusOf(enterprise, "/api/v1/main/auditlogs/export")).toBe(501);
    expect(await statusOf(sandbox, search, { method: "DELETE" })).toBe(405);
    const answer = await fetch(`${sandbox.url}/api/v1/main/dashboards`);
    expect(await answer.json()).toEqual({
      message: "The sandbox does not answer GET /api/v1/{tenant}/dashboards.",
    });
  });

  it("sends no body to HEAD", async () => {
    const answer = await fetch(`${(await start()).url}${search}`, { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  it("remembers what it was asked", async () => {
    const sandbox = await start();
    await statusOf(sandbox, `${search}?size=1`);
    await statusOf(sandbox, "/nowhere", { method: "POST" });
    expect(sandbox.requests).toEqual([
      { method: "GET", path: search, query: "size=1" },
      { method: "POST", path: "/nowhere", query: "" },
    ]);
  });

  it("makes the same ids from the same numbers", async () => {
    const sandbox = await start({ random: () => 10 });
    expect(sandbox.kestra.newId()).toBe("A".repeat(22));
    expect((await start()).kestra.newId()).toMatch(/^[0-9A-Za-z]{22}$/);
  });
});

describe("faults", () => {
  it("answer another status, as often as they say", async () => {
    const sandbox = await start({
      faults: [
        { when: ({ path }) => path === search, status: 503, headers: { "retry-after": "1" }, times: 2 },
      ],
    });
    const first = await fetch(`${sandbox.url}${search}`);
    expect([first.status, first.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await statusOf(sandbox, "/ping")).toBe(200);
    expect(await statusOf(sandbox, search)).toBe(503);
    expect(await statusOf(sandbox, search)).toBe(200);
  });

  it("break the connection off, before and in the body", async () => {
    const sandbox = await start();
    sandbox.faults.add({ when: () => true, connection: "reset", times: 1 });
    await expect(fetch(`${sandbox.url}${search}`)).rejects.toThrow();
    sandbox.faults.add({ when: () => true, connection: "truncate", times: 1 });
    const answer = await fetch(`${sandbox.url}/api/v1/configs`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect(await statusOf(sandbox, search)).toBe(200);
  });

  it("never answer", async () => {
    const sandbox = await start({ faults: [{ when: () => true, connection: "hang" }] });
    await expect(fetch(`${sandbox.url}${search}`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    sandbox.faults.clear();
    expect(await statusOf(sandbox, search)).toBe(200);
  });

  it("take their time on the sandbox's clock", async () => {
    const clock = manualClock(new Date("2026-01-01T00:00:00Z"));
    const sandbox = await start({ clock, faults: [{ when: () => true, latency: 60_000 }] });
    let answered = false;
    const answer = statusOf(sandbox, search).then((status) => {
      answered = true;
      return status;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    // On a busy machine the request may come later than that.
    while (!answered) {
      clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await answer).toBe(200);
  });
});
