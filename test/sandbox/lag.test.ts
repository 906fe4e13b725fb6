import { describe, expect, it } from "vitest";
import { manualClock } from "../../sandbox/values/clock.ts";
import { lagOf, type Lag } from "../../sandbox/line/lag.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { client } from "./client.ts";
import { at, lines, type Json, type Line } from "./replay/recording.ts";

const login = { username: "someone@kestra.io", password: "Lag-only1" };
const core = "io.kestra.plugin.core";

function flow(id: string, task: string, more = ""): string {
  return `id: ${id}\nnamespace: company.team\ntasks:\n  - { id: task, type: ${core}.${task} }\n${more}`;
}

const schedule = `triggers:\n  - { id: hourly, type: ${core}.trigger.Schedule, cron: "@hourly" }\n`;
const calling = "flow.Subflow, namespace: company.team, flowId: often";

async function sandboxOf(line: Line, lag: Partial<Lag>) {
  const clock = manualClock(new Date("2026-11-28T04:40:00Z"));
  const sandbox = await startSandbox({ line, ...login, clock, lag });
  const sender = client(sandbox.url, login);
  const send = async (method: string, path: string, body?: Json): Promise<Json> => {
    const type = typeof body === "string" ? "application/x-yaml" : "application/json";
    const [before = "", query] = path.split("?");
    const answer = await sender.send({
      method,
      path: `/api/v1/main${before}`,
      ...(query === undefined ? {} : { query }),
      ...(body === undefined ? {} : { body, headers: { "content-type": type } }),
    });
    expect(answer.status, path).toBe(200);
    return answer.body;
  };
  const idAt = async (path: string, ...asked: readonly [string, string, Json?]) =>
    at(await send(...asked), path);
  return {
    pass: (milliseconds: number) => {
      clock.advance(milliseconds);
    },
    save: (source: string) => send("POST", "/flows", source),
    start: () => idAt("id", "POST", "/executions/company.team/often"),
    searched: (more = "") =>
      idAt(
        "results.0.id",
        "GET",
        `/executions/search?filters[flowId][EQUALS]=often&sort=state.startDate:desc&size=1${more}`,
      ),
    ofFlow: () => idAt("total", "GET", "/executions?namespace=company.team&flowId=often"),
    latest: () => idAt("0.id", "POST", "/executions/latest", [{ namespace: "company.team", id: "often" }]),
    read: (id: Json | undefined) => idAt("id", "GET", `/executions/${id as string}`),
    triggers: () => idAt("total", "GET", "/triggers/search?filters[flowId][EQUALS]=timed"),
    dependencies: () => idAt("edges.length", "GET", "/flows/company.team/often/dependencies"),
    close: async () => {
      sender.close();
      await sandbox.close();
    },
  };
}

type Sandbox = Awaited<ReturnType<typeof sandboxOf>>;

async function using(line: Line, lag: Partial<Lag>, run: (sandbox: Sandbox) => Promise<void>) {
  const sandbox = await sandboxOf(line, lag);
  try {
    await run(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe.each(lines)("a sandbox of %s", (line) => {
  it("finds the newest execution between two requests, as it was recorded", () =>
    using(line, {}, async ({ save, pass, start, searched }) => {
      await save(flow("often", "debug.Return"));
      for (let nth = 1; nth <= 3; nth++) {
        const id = await start();
        pass(80);
        expect(await searched()).toBe(id);
      }
    }));

  it("that is busy finds it later than it has it", () =>
    using(line, { executions: 2000 }, async ({ save, pass, start, ...sandbox }) => {
      await save(flow("often", "debug.Return"));
      const before = await start();
      pass(5000);
      const id = await start();
      pass(1000);
      expect(await sandbox.searched()).toBe(before);
      expect(await sandbox.searched("&filters[state][EQUALS]=SUCCESS")).toBe(before);
      expect(await sandbox.latest()).toBe(id);
      expect(await sandbox.ofFlow()).toBe(2);
      expect(await sandbox.read(id)).toBe(id);
      pass(1000);
      expect(await sandbox.searched()).toBe(id);
      pass(1000);
      expect(await sandbox.searched("&filters[state][EQUALS]=SUCCESS")).toBe(id);
    }));

  it("finds triggers and dependencies after its lag", () =>
    using(line, {}, async ({ save, pass, triggers, dependencies }) => {
      await save(flow("often", "debug.Return"));
      await save(flow("timed", "debug.Return", schedule));
      await save(flow("calls", calling));
      expect(await triggers()).toBe(line === "2.0" ? 0 : 1);
      expect(await dependencies()).toBe(0);
      pass(Math.max(lagOf(line).triggers, lagOf(line).dependencies));
      expect(await triggers()).toBe(1);
      expect(await dependencies()).toBe(1);
    }));
});
