import { describe, expect, test } from "vitest";
import type { Environment } from "../../runtime/environment.ts";
import { say } from "../../runtime/text/said.ts";
import { nobody } from "../../runtime/auth/principal.ts";
import { createMemoryStore } from "../../runtime/store/memory-store.ts";
import { createReadiness } from "../../runtime/transport/http/routes/readiness.ts";
import { sessionFor } from "../runtime/support/session.ts";
import { configs, deadUrl, httpServer, json } from "../runtime/support/server.ts";
import { initialize, openSession, send } from "./support/raw.ts";
import { started } from "./support/process.ts";
import { box, serving, until } from "./support/serving.ts";

const bearer = { KESTRA_API_TOKEN: "canary-token", KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen" };

/** Users who log in, whose calls have these credentials. */
const ofUsers = (KESTRA_MCP_USER_CREDENTIALS: string) => ({
  KESTRA_MCP_AUTH: "oauth",
  KESTRA_MCP_USER_CREDENTIALS,
});

/** A Kestra whose answers are as they are set. */
async function kestra() {
  const state = { status: 200, login: 200, configs: configs as object, questions: 0, logins: 0 };
  const { url } = await httpServer(({ url: path, headers }, response) => {
    if (headers.authorization === undefined) state.questions++;
    else state.logins++;
    if (path.startsWith("/api/v1/main/flows")) json(response, { message: "canary" }, state.login);
    else json(response, state.status === 200 ? state.configs : { message: "canary" }, state.status);
  });
  return { url, state };
}

describe("/readyz", () => {
  const get = async (origin: string, path = "/readyz") => {
    const { status, text } = await send(origin + path, { method: "GET", headers: { Host: "10.0.0.7:8000" } });
    return [status, JSON.parse(text)] as const;
  };
  const ready = [200, { ready: true, reasons: [] }];

  test("asks Kestra seldom, as nobody, and once with the operator's credentials", async () => {
    const { url, state } = await kestra();
    const { origin } = await serving(box, { env: { KESTRA_BASE_URL: url, ...bearer } });
    const all = await Promise.all(Array.from({ length: 50 }, () => get(origin)));
    for (const one of all) expect(one).toEqual(ready);
    expect([state.questions, state.logins]).toEqual([1, 1]);
    expect((await send(`${origin}/healthz`, { method: "GET" })).text).toBe('{"status":"ok"}');
    expect((await send(`${origin}/healthz`)).status).toBe(405);
  });

  test.each<[object, Environment, string]>([
    [{ status: 503 }, bearer, "Kestra does not answer"],
    [{ login: 401 }, bearer, "Kestra refuses the configured credentials"],
    [{ login: 401 }, { KESTRA_MCP_CALLER_CREDENTIALS: "never" }, "Kestra wants credentials"],
    ...["shared", "impersonate", "stored,shared"].map((mode): [object, Environment, string] => [
      { login: 401 },
      ofUsers(mode),
      "Kestra wants credentials",
    ]),
    [{ configs: { hello: "canary" } }, bearer, "what answers is no Kestra that is known"],
    [{ configs: { ...configs, version: "0.22.1" } }, bearer, "what answers is no Kestra that is known"],
    [{ status: 404 }, {}, "what answers is no Kestra that is known"],
  ])("%o is told in a few words", async (wrong, env, reason) => {
    const { url, state } = await kestra();
    Object.assign(state, wrong);
    const { origin } = await serving(box, { env: { KESTRA_BASE_URL: url, ...env } });
    expect(await get(origin)).toEqual([503, { ready: false, reasons: [reason] }]);
    expect((await get(origin, "/healthz"))[0]).toBe(200);
  });

  test.each<[object, Environment]>([
    [{ login: 403 }, bearer],
    [{ login: 404 }, bearer],
    [{ login: 401 }, {}],
    [{ login: 401 }, ofUsers("stored")],
    [{ login: 401 }, { ...ofUsers("stored"), KESTRA_MCP_CALLER_CREDENTIALS: "never" }],
    [{ status: 401 }, {}],
    [{ status: 404 }, { KESTRA_API_VERSION: "1.3" }],
  ])("%o is no reason: the credentials are right, or callers bring theirs", async (odd, env) => {
    const { url, state } = await kestra();
    Object.assign(state, odd);
    const { origin } = await serving(box, { env: { KESTRA_BASE_URL: url, ...env } });
    expect(await get(origin)).toEqual(ready);
  });

  test("a store that does not answer, and a provider that was not found, are told together", async () => {
    const { url } = await kestra();
    const memory = createMemoryStore(Date.now);
    const down: typeof memory = {
      ...memory,
      get: (kind, id) => (kind === "session" ? Promise.reject(new Error("canary")) : memory.get(kind, id)),
    };
    const authentication = {
      authenticate: () => Promise.resolve(nobody),
      routes: [],
      trouble: () =>
        Promise.resolve({
          reason: "the identity provider was not found",
          said: say`At login.internal.example.com.`,
        }),
      close: () => Promise.resolve(),
    };
    const { origin } = await serving(box, { env: { KESTRA_BASE_URL: url }, store: down, authentication });
    const reasons = ["the store does not answer", "the identity provider was not found"];
    expect(await get(origin)).toEqual([503, { ready: false, reasons }]);
  });

  test("credentials that are refused are not tried again and again, and Kestra that comes back is seen", async () => {
    const { url, state } = await kestra();
    state.login = 401;
    let now = 0;
    const ask = createReadiness({ session: sessionFor(url, bearer) }, () => now);
    const reasons = async () => (await ask()).map(({ reason }) => reason);
    expect(await reasons()).toEqual(["Kestra refuses the configured credentials"]);
    for (now = 10_000; now < 290_000; now += 10_000) await reasons();
    expect(state.logins).toBe(1);
    state.login = 200;
    now = 301_000;
    expect(await reasons()).toEqual([]);
    state.status = 503;
    now += 5001;
    expect(await reasons()).toEqual(["Kestra does not answer"]);
    state.status = 200;
    now += 5001;
    expect(await reasons()).toEqual([]);
    expect(state.logins).toBe(2);
  });

  test("a Kestra that shows itself to the operator alone is one", async () => {
    const page = "<!doctype html><html>Sign in</html>";
    const { url } = await httpServer(({ headers }, response) => {
      if (headers.authorization === undefined)
        response.writeHead(200, { "Content-Type": "text/html" }).end(page);
      else json(response, configs);
    });
    const session = sessionFor(url, bearer);
    session.detector.start();
    expect(await createReadiness({ session })()).toEqual([]);
    const [wrong] = await createReadiness({ session: sessionFor(url) })();
    expect(String(wrong?.said)).toContain(`What answers at ${url} is not a Kestra`);
  });

  test("fails first where the server is about to stop, which still serves", async () => {
    const { url } = await kestra();
    const server = await serving(box, { env: { KESTRA_BASE_URL: url } });
    expect(await get(server.origin)).toEqual(ready);
    server.leave();
    expect(await get(server.origin)).toEqual([503, { ready: false, reasons: ["stopping"] }]);
    expect(await openSession(server.url)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

const linesOf = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the start", () => {
  test("tells what starts, at any level of the log", async () => {
    const { client, url } = await started({
      KESTRA_BASE_URL: (await kestra()).url,
      KESTRA_MCP_AUTH_TOKEN: "token-of-sixteen",
      KESTRA_MCP_LOG_LEVEL: "CRITICAL",
    });
    const [first, second] = linesOf(client.stderr);
    expect(first).toMatchObject({
      level: "info",
      message: expect.stringMatching(/^kestra-mcp \S+: authentication token, store none$/) as string,
      auth: "token",
      store: "none",
    });
    expect(second?.message).toBe(`Listening on ${url}`);
    await expect
      .poll(() => linesOf(client.stderr).find(({ tools }) => tools !== undefined))
      .toMatchObject({
        level: "info",
        message: expect.stringMatching(/^\d+ of \d+ tools are listed, for Kestra [\d.]+$/) as string,
      });
  });

  test.each([
    ["Kestra is away", undefined, "Not ready: Kestra does not answer."],
    ["its credentials are refused", 401, "Not ready: KESTRA_API_TOKEN is not accepted: "],
    ["something else answers", 200, "Not ready: What answers at "],
  ])("warns at any level of the log where %s, and shows no secret", async (_, login, message) => {
    const { url, state } = await kestra();
    state.login = login ?? 200;
    if (login === 200) state.configs = { hello: "canary-token" };
    const { client } = await started({
      ...bearer,
      KESTRA_BASE_URL: login === undefined ? await deadUrl() : url,
      KESTRA_MCP_LOG_LEVEL: "CRITICAL",
    });
    await until(() => client.stderr.includes("Not ready"));
    const warned = linesOf(client.stderr).filter(({ level }) => level === "warning");
    expect(warned.map((line) => String(line.message).slice(0, message.length))).toEqual([message]);
    expect(client.stderr).not.toContain("canary-token");
  });
});

test("SIGTERM fails /readyz at once, and requests are served until the time is up", async () => {
  const { url: base } = await kestra();
  const { client, url } = await started({ KESTRA_BASE_URL: base, KESTRA_MCP_STOP_DELAY: "1" });
  client.process.kill("SIGTERM");
  await until(() => client.stderr.includes("Stopping in 1 s"));
  const ready = await send(url.replace("/mcp", "/readyz"), { method: "GET" });
  expect([ready.status, ready.text]).toEqual([503, '{"ready":false,"reasons":["stopping"]}']);
  expect((await send(url, { body: initialize })).status).toBe(200);
  expect(await client.exit()).toBe(0);
});
