import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { configs, deadUrl, httpServer, json, tcpServer, type Respond } from "../support/server.ts";
import { call, list, sessionFor, textOf } from "../support/session.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** What is known after one attempt at a server that answers so. */
async function detected(respond: Respond, env: Environment = {}) {
  const { url, asked } = await httpServer(respond);
  const session = sessionFor(url, env);
  session.detector.start();
  await session.detector.settle(5000);
  const { known, failure } = session.detector;
  return { url, asked, session, known, failure: failure?.message };
}

const release =
  (version: string, edition?: string): Respond =>
  (_, response) => {
    json(response, { ...configs, version, edition });
  };

describe("release and edition", () => {
  test.each([
    ["1.0.3", "OSS", "1.0", "oss"],
    ["1.2.0", "OSS", "1.0", "oss"],
    ["1.3.26", "EE", "1.3", "ee"],
    ["1.9.0", "OSS", "1.3", "oss"],
    ["2.0.0-SNAPSHOT", "OSS", "2.0", "oss"],
    ["3.1.0", "EE", "2.0", "ee"],
    ["develop-SNAPSHOT", undefined, "2.0", undefined],
  ])("%s %s is spoken to as %s", async (version, edition, line, known) => {
    const found = await detected(release(version, edition));
    expect(found.known).toEqual({ line, edition: known, version });
    expect(found.asked[0]?.url).toBe("/api/v1/configs");
  });

  test("the configured release decides the line; edition and version are still asked for", async () => {
    const { known } = await detected(release("1.3.25", "OSS"), { KESTRA_API_VERSION: "2" });
    expect(known).toEqual({ line: "2.0", edition: "oss", version: "1.3.25" });
  });

  test("a newer release that wants credentials, and none are configured: the newest line, nothing else known", async () => {
    const unauthorized: Respond = (_, response) => {
      response.writeHead(401).end();
    };
    expect((await detected(unauthorized)).known).toEqual({ line: "2.0" });
    const refused = await detected(unauthorized, { KESTRA_USERNAME: "u", KESTRA_PASSWORD: "p" });
    expect(refused.known).toEqual({});
    expect(refused.failure).toContain("Kestra refused GET /api/v1/configs (401)");
    expect(refused.failure).toContain(refused.url);
    expect(refused.failure).toContain("Check KESTRA_USERNAME and KESTRA_PASSWORD");
  });
});

describe("a Kestra without a user", () => {
  const notSetUp = "The basic authentication of this Kestra is not set up yet";
  const user = { KESTRA_USERNAME: "u", KESTRA_PASSWORD: "p" };
  const refusing =
    (answers: Readonly<Record<string, object>>): Respond =>
    ({ url }, response) => {
      const known = answers[url];
      if (known === undefined) response.writeHead(401).end();
      else json(response, known);
    };

  test("is known by its /configs, and every 401 says so", async () => {
    const config = { ...configs, isBasicAuthInitialized: false };
    const { session, known, url } = await detected(refusing({ "/api/v1/configs": config }), user);
    expect(known.isSetUp).toBe(false);
    const text = textOf(await call(session, "get_box", { box_id: "a" }));
    expect(text).toContain(notSetUp);
    expect(text).toContain(`create its user at ${url}/ui/main`);
    expect(text).not.toContain("Check ");
  });

  test("is known by the public route where /configs is closed", async () => {
    const login = { "/api/v1/configs/login": { isBasicAuthInitialized: false } };
    const { failure, url } = await detected(refusing(login), user);
    expect(failure).toContain(notSetUp);
    expect(failure).toContain(`create its user at ${url}/ui,`);
    expect((await detected(refusing(login))).known.isSetUp).toBe(false);
    const other = { "/api/v1/configs/login": { isBasicAuthInitialized: true } };
    expect((await detected(refusing(other), user)).failure).not.toContain(notSetUp);
  });

  test("is none where the Enterprise edition says so: it has other users", async () => {
    const config = { ...configs, edition: "EE", isBasicAuthInitialized: false };
    const { session } = await detected(refusing({ "/api/v1/configs": config }), user);
    expect(textOf(await call(session, "get_box", { box_id: "a" }))).toContain("Check KESTRA_USERNAME");
  });
});

describe("a /configs that is closed", () => {
  const answering =
    (status: number): Respond =>
    (_, response) =>
      response.writeHead(status).end();

  test("to credentials that may not read it: the newest line", async () => {
    const env = { KESTRA_USERNAME: "u", KESTRA_PASSWORD: "p" };
    expect(await detected(answering(403), env)).toMatchObject({ known: { line: "2.0" }, failure: undefined });
  });

  test.each([403, 404, 200])(
    "to everybody, %i: the sentence names a way out, which works",
    async (status) => {
      const { failure, url } = await detected(answering(status));
      expect(failure).toContain("say its release in KESTRA_API_VERSION");
      expect(failure).toContain(url);
      const told = await detected(answering(status), { KESTRA_API_VERSION: "1.3" });
      expect(told.known).toEqual({ line: "1.3" });
    },
  );

  test("a configured release below the oldest line stops the start", () => {
    expect(() => sessionFor("http://h", { KESTRA_API_VERSION: "0.24.3" })).toThrow(ConfigurationError);
    expect(() => sessionFor("http://h", { KESTRA_API_VERSION: "0.24.3" })).toThrow(
      "KESTRA_API_VERSION is 0.24; kestra-mcp needs a Kestra of release 1.0 or newer.",
    );
  });
});

describe("what is no supported Kestra", () => {
  test.each<[string, Respond, string]>([
    ["older", release("0.24.3"), "is release 0.24.3; kestra-mcp needs 1.0 or newer."],
    [
      "HTML",
      (_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html>"),
      "gave 200 text/html. An HTML page answered: does a proxy stand between?",
    ],
    ["other JSON", (_, response) => response.writeHead(200).end('{"version":"1.3.0"}'), "is not a Kestra"],
    [
      "404",
      (_, response) => response.writeHead(404).end(),
      "gave 404 without a body. Is KESTRA_BASE_URL right",
    ],
    ["500", (_, response) => response.writeHead(500).end(), "Kestra failed at GET /api/v1/configs (500)"],
  ])("%s gets a sentence that names the URL, and so does a call", async (_, respond, sentence) => {
    const { url, failure, session } = await detected(respond);
    expect(failure).toContain(sentence);
    expect(failure).toContain(url);
    const result = await call(session, "get_box", { box_id: "a" });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(sentence);
  });

  test("nobody at all", async () => {
    const url = await deadUrl();
    const result = await call(sessionFor(url), "get_box", { box_id: "a" });
    expect(textOf(result)).toContain(`Kestra cannot be reached at ${url}: the connection was refused`);
  });

  test("somebody who never answers: the deadline holds, and the list does not wait for it", async () => {
    const url = await tcpServer(() => undefined);
    const session = sessionFor(url, { KESTRA_MCP_TIMEOUT: "0.6" });
    const begun = Date.now();
    expect(await list(session)).toHaveLength(6);
    expect(Date.now() - begun).toBeLessThan(550);
    const result = await call(session, "get_box", { box_id: "a" });
    expect(textOf(result)).toContain(`Kestra at ${url} did not answer GET /api/v1/configs within 0.6 s`);
  });
});

describe("over time", () => {
  test("a Kestra that comes up late is found by the next call, and asked once by many calls", async () => {
    let up = false;
    const { url, asked } = await httpServer((one, response) => {
      if (!up) json(response, {}, 503);
      else json(response, one.url.endsWith("configs") ? configs : { id: "a" });
    });
    const session = sessionFor(url);
    expect(textOf(await call(session, "get_box", { box_id: "a" }))).toContain("(503)");
    up = true;
    const before = asked.length;
    const results = await Promise.all([1, 2, 3].map(() => call(session, "get_box", { box_id: "a" })));
    expect(results.every(({ isError }) => isError !== true)).toBe(true);
    expect(asked.slice(before).filter(({ url }) => url === "/api/v1/configs")).toHaveLength(1);
  });

  test("after a broken connection the release is asked for again: it may have been an upgrade", async () => {
    let version = "1.3.25";
    let broken = false;
    const { url } = await httpServer((one, response) => {
      if (one.url.endsWith("configs")) json(response, { ...configs, version });
      else if (broken) one.socket.destroy();
      else response.writeHead(200).end();
    });
    const session = sessionFor(url);
    expect(textOf(await call(session, "drop_box", { box_id: "a" }))).toContain("this one is 1.3.25");
    [version, broken] = ["2.0.0", true];
    await call(session, "manage_box", { action: "put", box_id: "a", label: "b" });
    broken = false;
    expect((await call(session, "drop_box", { box_id: "a" })).structuredContent).toEqual({ dropped: "a" });
  });

  test("a list waits for a quick answer, and shows what that instance can do", async () => {
    const { url } = await httpServer((_, response) => {
      setTimeout(() => {
        json(response, configs);
      }, 50);
    });
    expect((await list(sessionFor(url))).map(({ name }) => name)).toEqual([
      "get_box",
      "list_boxes",
      "manage_box",
      "relabel_box",
    ]);
  });

  test("a cancelled call does not wait for an instance", async () => {
    const url = await tcpServer(() => undefined);
    const abort = new AbortController();
    const result = call(sessionFor(url), "get_box", { box_id: "a" }, { signal: abort.signal });
    await sleep(20);
    abort.abort(new Error("cancelled"));
    await expect(result).rejects.toThrow("cancelled");
  });
});
