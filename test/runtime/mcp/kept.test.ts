import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { createMemory } from "../../../runtime/kept/memory.ts";
import { createOrigins } from "../../../runtime/kept/origins.ts";
import { nobody } from "../../../runtime/auth/principal.ts";
import { createHost } from "../../../runtime/mcp/host.ts";
import { createSession, type Session } from "../../../runtime/mcp/session.ts";
import type { KeptFacts } from "../../../runtime/tool/kept.ts";
import { httpServer, json, type Respond } from "../support/server.ts";
import { compiled } from "../support/tools.ts";

const memory = createMemory(10);
const services = {
  catalog: {
    ...{ title: "the catalogue", variable: "KESTRA_CATALOG_URL", default: "https://catalog.invalid" },
    keeps: true as const,
  },
};

function open(config: ReturnType<typeof readConfig>): Session {
  const session = createSession(compiled, config, () => undefined, { memory });
  onTestFinished(() => {
    session.close();
  });
  return session;
}

/** A session of a caller that brings a token. */
function callerOf(url: string, token: string): Session {
  const config = readConfig({ KESTRA_BASE_URL: url }, { services });
  const credentials = { kind: "bearer", token, from: "X-Kestra-Token" } as const;
  return open({ ...config, connection: { ...config.connection, credentials } });
}

/** A Kestra that takes tokens that begin with `good`. */
const choosy: Respond = ({ headers }, response) => {
  const isGood = headers.authorization?.startsWith("Bearer good") === true;
  json(response, {}, isGood ? 200 : 401);
};

const keptIn = (session: Session): KeptFacts => {
  const { kept } = createHost(session, { principal: nobody }, createOrigins());
  if (kept === undefined) throw new Error("It keeps nothing.");
  return kept;
};
const asks = (session: Session) =>
  session.clients.kestra.http.send(
    { method: "GET", path: "/api/v1/{tenant}/flows/search" },
    { retry: false, signal: new AbortController().signal },
  );
const says = (text: string) => () => Promise.resolve(text);

describe("what an instance told", () => {
  it("goes to those alone whose credentials it has accepted", async () => {
    const { url } = await httpServer(choosy);
    const [known, other, stranger] = ["good 1", "good 2", "bad"].map((token) => callerOf(url, token));
    if (known === undefined || other === undefined || stranger === undefined) throw new Error("None.");
    await asks(known);
    expect(await keptIn(known).remember("instance", "types", says("of known"))).toBe("of known");
    for (const one of [other, stranger])
      expect(await keptIn(one).remember("instance", "types", says("its own"))).toBe("its own");
    for (const one of [other, stranger]) await asks(one);
    expect(await keptIn(other).remember("instance", "types", says("its own"))).toBe("of known");
    expect(await keptIn(stranger).remember("instance", "types", says("its own"))).toBe("its own");
  });

  it("is not kept of those whose credentials it has not accepted", async () => {
    const { url } = await httpServer(choosy);
    const [stranger, known] = [callerOf(url, "bad"), callerOf(url, "good")];
    await asks(known);
    await keptIn(stranger).remember("instance", "types", says("forged"));
    expect(await keptIn(known).remember("instance", "types", says("true"))).toBe("true");
  });

  it("goes to none who use the operator's way there, which it may not have accepted", async () => {
    const { url } = await httpServer(choosy);
    const known = callerOf(url, "good");
    await asks(known);
    expect(await keptIn(known).remember("instance", "types", says("of known"))).toBe("of known");
    for (const env of [{}, { KESTRA_API_TOKEN: "bad" }]) {
      const operator = open(readConfig({ KESTRA_BASE_URL: url, ...env }, { services }));
      expect(await keptIn(operator).remember("instance", "types", says("its own"))).toBe("its own");
    }
  });

  it("is of that instance alone", async () => {
    const urls = [(await httpServer(choosy)).url, (await httpServer(choosy)).url];
    const told = urls.map(async (url) => {
      const session = callerOf(url, "good");
      await asks(session);
      return keptIn(session).remember("instance", "types", says(url));
    });
    expect(await Promise.all(told)).toEqual(urls);
  });
});

it("of public facts there is one copy for all, and no instance's takes its place", async () => {
  const { url } = await httpServer(choosy);
  const sessions = [callerOf(url, "good"), callerOf(url, "bad"), callerOf("http://127.0.0.1:9", "bad")];
  const told = sessions.map((one, i) => keptIn(one).remember("public", "plugins", says(`of ${i}`)));
  expect(await Promise.all(told)).toEqual(["of 0", "of 0", "of 0"]);
  const [known] = sessions;
  if (known === undefined) throw new Error("None.");
  await asks(known);
  expect(await keptIn(known).remember("instance", "plugins", says("here"))).toBe("here");
});

describe("of a service", () => {
  const facts = (env: Environment) => open(readConfig(env, { services }));

  it("steps know what the operator lets answer, and the oldest that did", async () => {
    expect(keptIn(facts({})).sources("catalog")).toBe("auto");
    expect(keptIn(facts({ KESTRA_CATALOG: "offline" })).sources("catalog")).toBe("offline");
    const origins = createOrigins();
    const { kept } = createHost(facts({}), { principal: nobody }, origins);
    expect(kept?.origin("catalog")).toBeUndefined();
    origins.note("catalog", { in: "file", at: "2026-01-01T00:00:00.000Z" });
    expect(kept?.origin("catalog")?.in).toBe("file");
    expect(await kept?.texts("catalog")).toEqual([]);
  });

  it("a file that is not there is told, and a tool that wants its texts too", async () => {
    const session = facts({ KESTRA_CATALOG_FILE: "/nowhere/flows" });
    const told = "KESTRA_CATALOG_FILE names /nowhere/flows, which cannot be used (ENOENT).";
    expect(createHost(session, { principal: nobody }, createOrigins()).server?.().ignored).toEqual([told]);
    await expect(keptIn(session).texts("catalog")).rejects.toThrow(told);
  });
});
