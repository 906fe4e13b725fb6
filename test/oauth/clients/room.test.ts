import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import { send } from "../../http/support/raw.ts";
import {
  asking,
  authorize,
  callback,
  consent,
  dataOf,
  forwardOf,
  loggedIn,
  redeeming,
  redirectUri,
  register,
  token,
  type Jar,
} from "../server/support/flow.ts";
import { day, minute, served, type Served } from "../server/support/served.ts";

const ask = (server: Served, body: object) => send(server.at(server.addresses.register), { body });

describe("Where 10,000 have registered", () => {
  const most = 10_000;
  const body = { redirect_uris: [redirectUri], token_endpoint_auth_method: "none" };
  /** Has others register until there are so many. */
  const fill = async (server: Served, used = false) => {
    const expires = server.clock.now + (used ? 90 * day : day);
    for (let i = await server.store.count("client"); i < most; i++) {
      await server.store.put("client", { id: `other-${i}`, body: { redirectUris: [], born: 0 }, expires });
      if (used) await server.store.use("client", `other-${i}`);
    }
  };

  test("the oldest that nobody used makes room for one more", async () => {
    const server = await served();
    const { client_id: first } = await register(server);
    const used = await loggedIn(server);
    server.clock.now++;
    await fill(server);
    expect((await ask(server, body)).status).toBe(201);
    expect(await server.store.count("client")).toBe(most);
    expect(await server.store.get("client", first)).toBeUndefined();
    expect(await server.store.get("client", used.client)).toBeDefined();
    expect((await authorize(server, asking(first))).text).toContain("Unknown application");
  });

  test("one for which a login is under way stays until that is over", async () => {
    const server = await served();
    const { client_id: client } = await register(server);
    const jar: Jar = {};
    const page = await authorize(server, asking(client), jar);
    server.clock.now += minute;
    await fill(server);
    expect((await ask(server, body)).status).toBe(201);
    const sent = await consent(server, page, jar);
    const code = forwardOf(await callback(server, forwardOf(sent), jar)).searchParams.get("code") ?? "";
    expect((await token(server, redeeming(client, code))).status).toBe(200);
  });

  test("one whose login came to nothing makes room again", async () => {
    const server = await served();
    const { client_id: client } = await register(server);
    await authorize(server, asking(client));
    await fill(server, true);
    expect((await ask(server, body)).status).toBe(503);
    server.clock.now += 20 * minute;
    expect((await ask(server, body)).status).toBe(201);
    expect(await server.store.get("client", client)).toBeUndefined();
  });

  test("and all are used, none makes room", async () => {
    const server = await served();
    await fill(server, true);
    const full = await ask(server, body);
    expect([full.status, full.headers["retry-after"], dataOf(full).error]).toEqual([
      503,
      "3600",
      "temporarily_unavailable",
    ]);
    server.clock.now += 89 * day;
    expect((await ask(server, body)).status).toBe(503);
    server.clock.now += day;
    expect((await ask(server, body)).status).toBe(201);
  });
});

test("A client that makes room as its login begins is unknown, and nothing is kept of that", async () => {
  const store = createMemoryStore(() => 0);
  const gone = {
    ...store,
    replace: async (...given: Parameters<typeof store.replace>) => {
      await store.remove("client", given[1].id);
      return store.replace(...given);
    },
  };
  const server = await served({ store: gone, clock: { now: 0 } });
  const { client_id: client } = await register(server);
  const page = await authorize(server, asking(client));
  expect([page.status, page.text.includes("Unknown application")]).toEqual([400, true]);
  expect(await store.count("login")).toBe(0);
});
