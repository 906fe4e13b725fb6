import { describe, expect, it } from "vitest";
import { currentOf } from "../../../runtime/mcp/session.ts";
import { fileOf, kestraTaking, openAtHome } from "../support/saved-sessions.ts";
import { configs, httpServer, json } from "../support/server.ts";

describe("manage_connection", () => {
  it("adds what answers, without a word of its secrets", async () => {
    const one = await kestraTaking("canary-token");
    const { get, read, logged } = await openAtHome(undefined);
    const values = { action: "add", name: "prod", host: `${one.url}/api/v1/`, token: "canary-token" };
    const added = await get("manage_connection", values);
    expect(added).toEqual({
      name: "prod",
      host: one.url,
      tenant: "main",
      credentials: "a token",
      version: configs.version,
      default: true,
      message:
        "Calls still go to http://localhost:8080: use makes prod the active connection, and the argument connection names it in one call.",
    });
    expect(await read()).toContain('token: "canary-token"');
    expect(logged.join("\n")).not.toContain("canary");
    expect(await get("manage_connection", values)).toContain("There is a connection prod already");
  });

  it("adds each of several at once, and of two with one name the first alone", async () => {
    const [one, other] = [await kestraTaking("canary-one"), await kestraTaking("canary-other")];
    const { get, read } = await openAtHome(undefined);
    const add = (name: string, { url }: typeof one, token: string) =>
      get("manage_connection", { action: "add", name, host: url, token });
    const added = await Promise.all([
      add("first", one, "canary-one"),
      add("second", other, "canary-other"),
      add("third", one, "canary-one"),
    ]);
    expect(added.map((it) => (it as { readonly name: string }).name)).toEqual(["first", "second", "third"]);
    const same = await Promise.all([add("twice", one, "canary-one"), add("twice", other, "canary-other")]);
    expect(same.filter((it) => typeof it === "string")).toEqual([
      expect.stringContaining("There is a connection twice already"),
    ]);
    const text = await read();
    for (const name of ["first", "second", "third", "twice"])
      expect(text.match(new RegExp(`^  ${name}:`, "gm"))).toHaveLength(1);
  });

  it.each(["add", "remove"])("says of a file with aliases that %s does not change it", async (action) => {
    const one = await kestraTaking("t");
    const text = `base: &all\n  dev:\n    host: ${one.url}\n    token: t\ncontexts: *all\n`;
    const { say, read } = await openAtHome(text);
    const name = action === "add" ? "prod" : "dev";
    const more = action === "add" ? { host: one.url, token: "t" } : {};
    const said = await say("manage_connection", { action, name, ...more });
    expect(said).toContain("~/.kestractl/config.yaml is not changed: contexts in it is no plain map.");
    expect(await read()).toBe(text);
  });

  it("saves nothing that does not answer, or not with these credentials", async () => {
    const one = await kestraTaking("right");
    const { say, read, logged } = await openAtHome(undefined);
    const values = { action: "add", name: "prod", host: one.url };
    const said = [
      await say("manage_connection", { ...values, token: "canary-wrong" }),
      await say("manage_connection", {
        ...values,
        host: "http://127.0.0.1:9",
        username: "u",
        password: "canary",
      }),
    ];
    expect(said[0]).toContain("It was not saved. The credentials of the argument token are not accepted");
    expect(said[0]).toContain("(401)");
    expect(said[1]).toContain("It was not saved. Kestra cannot be reached at http://127.0.0.1:9");
    expect(said[1]).toContain("is host right?");
    expect(said.join("\n")).not.toMatch(/contexts\.|config\.yaml|KESTRA_/);
    expect([...said, ...logged].join("\n")).not.toContain("canary");
    await expect(read()).rejects.toThrow("ENOENT");
  });

  it.each([
    [{ token: "canary", username: "u" }, "token goes with no username"],
    [{ token: "canary", password: "canary" }, "token goes with no username"],
    [{ username: "u" }, "username and password go together"],
    [{ name: "Prod" }, "name must be 2 to 60 small letters"],
    [{ name: "a.b" }, "name must be 2 to 60 small letters"],
    [{ name: "x" }, "name must be 2 to 60 small letters"],
    [{ name: "on" }, "name must be 2 to 60 small letters"],
    [{ host: "http://u:canary@h" }, "host must hold no user"],
    [{ token: "${KESTRA_TOKEN}" }, "token is a placeholder"],
    [{ token: "canary\n" }, "token "],
    [{ username: "u:canary", password: "canary" }, "username must not hold a colon"],
    [{ host: "ftp://canary" }, "host must start with http"],
    [{ host: "http://h/api/v1/a", tenant: "b" }, "tenant is not the one"],
    [{ force: true }, "force"],
  ])("refuses %j", async (more, said) => {
    const { say } = await openAtHome(undefined);
    const text = await say("manage_connection", { action: "add", name: "prod", host: "h", ...more });
    expect(text).toContain(said);
    expect(text).not.toContain("canary");
    expect(text).not.toContain("config.yaml");
  });

  it("asks of a tenant that is not there whether the argument is right", async () => {
    const one = await httpServer((asked, response) => {
      if (asked.url.includes("/flows/")) json(response, { message: "no such tenant" }, 404);
      else json(response, configs);
    });
    const { say } = await openAtHome(undefined, { KESTRA_TENANT_ID: "own" });
    const text = await say("manage_connection", {
      action: "add",
      name: "prod",
      host: one.url,
      tenant: "lab",
    });
    expect(text).toContain("It was not saved. Flows of tenant lab cannot be read: no such tenant (404)");
    expect(text).toMatch(/Is tenant right\?$/);
    expect(text).not.toContain("KESTRA_");
  });

  it("says of a Kestra without a user where to give it", async () => {
    const one = await httpServer((asked, response) => {
      json(response, { isBasicAuthInitialized: false }, asked.url.endsWith("/login") ? 200 : 401);
    });
    const { say } = await openAtHome(undefined);
    const values = { action: "add", name: "prod", host: one.url, username: "u", password: "canary" };
    const text = await say("manage_connection", values);
    expect(text).toContain("give the same in the arguments username and password.");
    expect(text).not.toContain("KESTRA_");
  });

  it("says of a Kestra that needs credentials which arguments to give", async () => {
    const one = await kestraTaking("right");
    const { say } = await openAtHome(undefined);
    const text = await say("manage_connection", { action: "add", name: "prod", host: one.url });
    expect(text).toContain("Credentials are needed: give username and password, or token.");
    expect(text).not.toContain("KESTRA_");
  });

  it("makes another one active at once, and the default", async () => {
    const [one, two] = await Promise.all([kestraTaking("token-one"), kestraTaking("token-two")]);
    const { get, read, session } = await openAtHome(
      fileOf({ one: [one.url, "token-one"], two: [two.url, "token-two"] }, "one"),
    );
    expect(await get("manage_connection", { action: "use", name: "two" })).toEqual({
      name: "two",
      host: two.url,
      tenant: "main",
      credentials: "a token",
    });
    expect(await read()).toContain("default_context: two");
    expect(currentOf(session).connection.baseUrl).toBe(two.url);
    expect(await get("search_flows", { query: "a" })).toMatchObject({ total: 7 });
    expect(one.asked).toEqual([]);
    expect(await get("get_status")).toMatchObject({
      connection: "two",
      kestra: { baseUrl: two.url },
      kestractl: { from: "context two", differs: [] },
    });
  });

  it("says what decides at the next start", async () => {
    const { get } = await openAtHome(fileOf({ one: ["http://127.0.0.1:9", "a"] }), {
      KESTRA_BASE_URL: "http://own",
    });
    expect(await get("manage_connection", { action: "use", name: "one" })).toMatchObject({
      message: "It is active until this server ends: at its next start KESTRA_BASE_URL decides.",
    });
  });

  it("removes the active one by force alone, and then goes nowhere by itself", async () => {
    const one = await kestraTaking("token-one");
    const { get, read } = await openAtHome(
      fileOf({ one: [one.url, "token-one"], two: [one.url, "token-one"], three: [one.url, "x"] }, "one"),
    );
    expect(await get("manage_connection", { action: "remove", name: "one" })).toContain("say force");
    expect(await get("manage_connection", { action: "remove", name: "three" })).toEqual({ removed: "three" });
    const removed = await get("manage_connection", { action: "remove", name: "one", force: true });
    expect(removed).toMatchObject({
      removed: "one",
      message: expect.stringContaining("active one") as unknown,
    });
    expect(await read()).not.toContain("one:");
    expect(await get("search_flows", { query: "a" })).toContain("The active connection was removed");
    expect(await get("search_flows", { query: "a", connection: "two" })).toMatchObject({ total: 7 });
    await get("manage_connection", { action: "use", name: "two" });
    expect(await get("search_flows", { query: "a" })).toMatchObject({ total: 7 });
    expect(await get("manage_connection", { action: "remove", name: "gone" })).toContain("name is gone");
  });

  it.each([["one"], ["one", "two", "three"]])(
    "answers get_status after the active one of %j went",
    async (...names) => {
      const kestra = await kestraTaking("token");
      const hosts = Object.fromEntries(names.map((name) => [name, [kestra.url, "token"] as const]));
      const { get } = await openAtHome(fileOf(hosts, "one"));
      await get("manage_connection", { action: "remove", name: "one", force: true });
      const asked = kestra.asked.length;
      const status = await get("get_status");
      expect(status).toMatchObject({
        summary: "No connection is active; see warnings.",
        kestra: { baseUrl: "none", tenant: "none", reachable: false },
        user: { credentials: "none" },
        warnings: [expect.stringContaining("The active connection was removed") as unknown],
      });
      expect(status).not.toHaveProperty("connection");
      expect(JSON.stringify(status)).not.toContain("context one");
      expect(kestra.asked).toHaveLength(asked);
      if (names.length > 1)
        expect(await get("get_status", { connection: "two" })).toMatchObject({
          connection: "two",
          kestra: { baseUrl: kestra.url, reachable: true },
          warnings: [],
        });
    },
  );
});
