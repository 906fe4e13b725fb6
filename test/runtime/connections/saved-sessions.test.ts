import { describe, expect, it, vi } from "vitest";
import type { Session } from "../../../runtime/mcp/session.ts";
import { watchLists } from "../../../runtime/mcp/watch.ts";
import { authorizations, fileOf, kestraTaking, openAtHome } from "../support/saved-sessions.ts";
import { list } from "../support/session.ts";

async function argumentOf(session: Session) {
  const tool = (await list(session)).find(({ name }) => name === "search_flows");
  return (tool?.inputSchema.properties as Record<string, unknown> | undefined)?.connection;
}

describe("a call", () => {
  it("goes to the connection that it names, each with its own credentials", async () => {
    const [one, two] = await Promise.all([kestraTaking("token-one"), kestraTaking("token-two")]);
    const { get, logged } = await openAtHome(
      fileOf({ one: [one.url, "token-one"], two: [two.url, "token-two"] }, "one"),
    );
    expect(await get("search_flows", { query: "a" })).toMatchObject({ total: 7 });
    expect(await get("search_flows", { query: "a", connection: "two" })).toMatchObject({ total: 7 });
    expect(await get("search_flows", { query: "a", connection: "ONE" })).toMatchObject({ total: 7 });
    expect(authorizations(one.asked)).toEqual(new Set(["Bearer token-one"]));
    expect(authorizations(two.asked)).toEqual(new Set(["Bearer token-two"]));
    expect(logged.join("\n")).not.toContain("token-two");
  });

  it("tells its own connection's credentials nowhere, and whose they are", async () => {
    const one = await kestraTaking("other");
    const { say, logged } = await openAtHome(
      fileOf({ one: [one.url, "canary-one"], two: [one.url, "canary-two"] }),
    );
    const said = await say("search_flows", { query: "a", connection: "two" });
    expect(said).toContain("Check the credentials of context two of ~/.kestractl/config.yaml");
    expect(said).not.toContain("canary");
    expect(logged.join("\n")).not.toContain("canary");
  });

  it("says of a connection without credentials where to give some", async () => {
    const one = await kestraTaking("other");
    const { say } = await openAtHome(`contexts:\n  one:\n    host: ${one.url}\ndefault_context: one\n`);
    const said = await say("search_flows", { query: "a" });
    expect(said).toMatch(/Check username and password, or token, in context one of \S+config\.yaml\.$/);
    const kestractl = await openAtHome(undefined, { KESTRACTL_HOST: one.url });
    expect(await kestractl.say("search_flows", { query: "a" })).toMatch(
      /Check KESTRACTL_USERNAME and KESTRACTL_PASSWORD, or KESTRACTL_TOKEN\.$/,
    );
  });

  it("is refused where there is no such connection, or it is wrong", async () => {
    const { get } = await openAtHome(
      fileOf({ one: ["http://127.0.0.1:9", "a"], two: ["http://127.0.0.1:9", "b"] }).replace(
        "default_context",
        "  bad:\n    token: canary\ndefault_context",
      ),
    );
    expect(await get("search_flows", { query: "a", connection: "tow" })).toBe(
      "search_flows: connection is tow, which is no context of ~/.kestractl/config.yaml. Did you mean two?",
    );
    expect(await get("search_flows", { query: "a", connection: "bad" })).toBe(
      "search_flows: contexts.bad.host in ~/.kestractl/config.yaml is missing.",
    );
    expect(await get("search_flows", { query: "a", connection: 1 })).toContain("must be the name");
  });
});

describe("the argument", () => {
  it("is listed where there is more than one way to go, for tools that ask a Kestra", async () => {
    const two = { one: ["http://127.0.0.1:9", "a"], two: ["http://127.0.0.1:9", "b"] } as const;
    const { session, put } = await openAtHome(fileOf(two, "one"));
    expect(await argumentOf(session)).toMatchObject({ type: "string", enum: ["one", "two"] });
    const others = (await list(session)).filter(
      ({ inputSchema }) => !("connection" in inputSchema.properties),
    );
    expect(others.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["list_connections", "manage_connection"]),
    );
    const told: string[] = [];
    const watch = watchLists(session, { changed: (it) => told.push(it), log: () => undefined });
    watch.listed("tools");
    await put(fileOf({ one: two.one }, "one"));
    expect(await argumentOf(session)).toBeUndefined();
    await vi.waitFor(() => {
      expect(told).toEqual(["tools"]);
    });
    watch.stop();
  });

  it("is there for one beside that of our own variables, which is none of them", async () => {
    const one = { one: ["http://127.0.0.1:9", "a"] } as const;
    const { session } = await openAtHome(fileOf(one), { KESTRA_BASE_URL: "http://127.0.0.1:9" });
    expect(await argumentOf(session)).toMatchObject({ enum: ["one"] });
    const without = await openAtHome(undefined, { KESTRA_BASE_URL: "http://127.0.0.1:9" });
    expect(await argumentOf(without.session)).toBeUndefined();
    expect(await without.get("search_flows", { query: "a", connection: "one" })).toContain("connection");
  });

  it("brings nothing of the operator's own to another host", async () => {
    const one = await kestraTaking("token-one");
    const { get } = await openAtHome(fileOf({ one: [one.url, "token-one"] }), {
      KESTRA_BASE_URL: "http://127.0.0.1:9",
      KESTRA_API_TOKEN: "own",
      KESTRA_MCP_EXTRA_HEADERS: "X-Own: own-header",
    });
    expect(await get("search_flows", { query: "a", connection: "one" })).toMatchObject({ total: 7 });
    expect(authorizations(one.asked)).toEqual(new Set(["Bearer token-one"]));
    expect(one.asked.map(({ headers }) => headers["x-own"])).toEqual(one.asked.map(() => undefined));
  });
});

describe("list_connections", () => {
  it("tells all but secrets, and what is wrong with which", async () => {
    const text = fileOf({ prod: ["https://u:canary@prod.example.com/", "canary"] }, "prod").replace(
      "default_context",
      "  dev:\n    host: localhost:1\n    username: ada\n    password: canary\n  bad:\n    token: canary\ndefault_context",
    );
    const { get, read } = await openAtHome(text);
    const told = await get("list_connections");
    expect(told).toEqual({
      active: {
        name: "prod",
        host: "https://prod.example.com",
        tenant: "main",
        credentials: "a token",
        from: expect.stringContaining("context prod of ") as unknown,
      },
      connections: [
        {
          name: "prod",
          host: "https://prod.example.com",
          tenant: "main",
          credentials: "a token",
          active: true,
          default: true,
        },
        {
          name: "dev",
          host: "http://localhost:1",
          tenant: "main",
          credentials: "Basic authentication",
          username: "ada",
          active: false,
          default: false,
        },
        {
          name: "bad",
          active: false,
          default: false,
          fault: "contexts.bad.host in ~/.kestractl/config.yaml is missing.",
        },
      ],
    });
    expect(JSON.stringify(told)).not.toContain("canary");
    expect(await read()).toBe(text);
  });

  it("says that there is none, or what is wrong with the file", async () => {
    const { get, put } = await openAtHome(undefined);
    expect(await get("list_connections")).toMatchObject({
      connections: [],
      message:
        "There is no connection in ~/.kestractl/config.yaml: the toolset connection, which is off by default, adds one.",
    });
    await put("contexts: [");
    expect(await get("list_connections")).toMatchObject({
      active: { host: "http://localhost:8080", from: "the default of KESTRA_BASE_URL" },
      message: expect.stringContaining("is not valid YAML at line 1") as unknown,
    });
  });
});

it("list_connections tells in words what says where calls go, or why they go nowhere", async () => {
  const { get } = await openAtHome(fileOf({ one: ["http://h", "canary"] }, "one"), {
    KESTRA_BASE_URL: "http://k",
  });
  expect(await get("list_connections")).toMatchObject({
    active: { from: "KESTRA_BASE_URL in the environment" },
  });
  const kestractl = await openAtHome(undefined, { KESTRACTL_HOST: "http://k" });
  expect(await kestractl.get("list_connections")).toMatchObject({ active: { from: "KESTRACTL_*" } });
  const removed = await openAtHome(fileOf({ one: ["http://h", "canary"] }, "one"));
  await removed.get("manage_connection", { action: "remove", name: "one", force: true });
  const told = await removed.get("list_connections");
  expect(told).not.toHaveProperty("active");
  expect(told).toMatchObject({
    message: expect.stringMatching(
      /^The active connection was removed, .* There is no connection in /,
    ) as unknown,
  });
});

it("get_status tells in what kestractl's connection is another one", async () => {
  const one = await kestraTaking("own");
  const { get } = await openAtHome(fileOf({ prod: ["https://prod.example.com", "canary"] }, "prod"), {
    KESTRA_BASE_URL: one.url,
    KESTRA_API_TOKEN: "own",
    KESTRACTL_TENANT: "lab",
  });
  const status = await get("get_status");
  expect(status).toMatchObject({
    kestractl: {
      from: "KESTRACTL_TENANT, context prod",
      host: "https://prod.example.com",
      tenant: "lab",
      credentials: "a token",
      differs: ["host", "tenant"],
    },
  });
  expect(status).not.toHaveProperty("connection");
  expect(JSON.stringify(status)).not.toContain("canary");
});
