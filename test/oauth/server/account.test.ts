import { describe, expect, test } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { userId } from "../../../runtime/store/records.ts";
import type { AccountHandler, AccountUser } from "../../../runtime/oauth/account/account-handler.ts";
import { pages } from "../../../runtime/oauth/pages/pages.ts";
import { send } from "../../http/support/raw.ts";
import {
  dataOf,
  field,
  forwardOf,
  callback,
  loggedIn,
  open,
  post,
  statusWith,
  type Jar,
} from "./support/flow.ts";
import { ann } from "./support/fake-upstream.ts";
import { hour, served, type Served, type ServedOptions } from "./support/served.ts";

async function atAccount(options: ServedOptions = {}, server?: Served) {
  const at = server ?? (await served(options));
  const jar: Jar = {};
  const sent = await open(at, at.addresses.account, jar);
  expect(sent.status).toBe(303);
  const back = await callback(at, forwardOf(sent), jar);
  expect([back.status, back.headers.location]).toEqual([303, at.addresses.account]);
  return { server: at, jar };
}

const send2 = (server: Served, jar: Jar, fields: Readonly<Record<string, string>>, origin?: string) =>
  post(server, server.addresses.account, fields, origin === undefined ? { jar } : { jar, origin });

describe("The account page", () => {
  test("has its user log in by itself, and shows what applications may do", async () => {
    const server = await served();
    await loggedIn(server, ["kestra.read"]);
    const { jar } = await atAccount({}, server);
    const page = await open(server, server.addresses.account, jar);
    expect([page.status, page.headers["x-frame-options"]]).toEqual([200, "DENY"]);
    expect(page.text).toContain("ann@example.com");
    expect(page.text).toContain('name="grant"');
    expect(server.events.at(-1)).toMatchObject({ event: "login", principal: { subject: "ann" } });
  });

  test("says so where its user cancels, or the provider lets them in nowhere", async () => {
    const server = await served();
    const jar: Jar = {};
    const provider = forwardOf(await open(server, server.addresses.account, jar));
    const page = await callback(server, provider, jar, { code: undefined, error: "access_denied" });
    expect([page.status, page.headers.location]).toEqual([403, undefined]);
    expect(page.text).toContain("You are not logged in");
    expect(server.events).toMatchObject([{ event: "denied", reason: "cancelled" }]);
  });

  test("is kept for an hour, by a cookie of its own", async () => {
    const { server, jar } = await atAccount();
    expect(jar.cookie).toMatch(/__Host-kestra-mcp-account=[\w-]{43}/);
    server.clock.now += hour - 1;
    expect((await open(server, server.addresses.account, jar)).status).toBe(200);
    server.clock.now += 1;
    expect((await open(server, server.addresses.account, jar)).status).toBe(303);
  });

  test("ends what its user gave an application", async () => {
    const server = await served();
    const tokens = await loggedIn(server);
    const { jar } = await atAccount({}, server);
    const page = await open(server, server.addresses.account, jar);
    const form = { do: "end-grant", grant: field(page, "grant"), csrf: field(page, "csrf") };
    expect((await send2(server, jar, form)).status).toBe(303);
    expect(await statusWith(server, tokens.access)).toBe(401);
    expect(server.events.at(-1)).toMatchObject({
      event: "revoke",
      reason: "the user ended it",
      client: tokens.client,
    });
  });

  test("ends nothing of another user, nor what another page wants", async () => {
    const server = await served();
    const tokens = await loggedIn(server);
    const [grant] = await server.store.page("grant", 1);
    const own = await atAccount({}, server);
    const page = await open(server, server.addresses.account, own.jar);
    const form = { do: "end-grant", grant: grant?.id ?? "", csrf: field(page, "csrf") };
    expect((await send2(server, own.jar, form, "https://evil.example")).status).toBe(403);
    expect((await send2(server, own.jar, form, "")).status).toBe(403);
    expect((await send2(server, own.jar, { ...form, csrf: "x" })).status).toBe(403);
    server.upstream.identity = { ...ann, subject: "bob" };
    const bobs = await atAccount({}, server);
    const bobsPage = await open(server, server.addresses.account, bobs.jar);
    expect(bobsPage.text).not.toContain('name="grant"');
    await send2(server, bobs.jar, { ...form, csrf: field(bobsPage, "csrf") });
    expect(await statusWith(server, tokens.access)).not.toBe(401);
  });

  test("is left", async () => {
    const { server, jar } = await atAccount();
    const page = await open(server, server.addresses.account, jar);
    const before = { ...jar };
    const answer = await send2(server, jar, { do: "log-out", csrf: field(page, "csrf") });
    expect(answer.status).toBe(200);
    expect(jar.cookie).not.toContain("account");
    expect((await open(server, server.addresses.account, before)).status).toBe(303);
  });

  test("is not another browser's to come back to", async () => {
    const server = await served();
    const sent = await open(server, server.addresses.account, {});
    expect((await callback(server, forwardOf(sent), {})).status).toBe(400);
  });

  test("of an unknown wish says so", async () => {
    const { server, jar } = await atAccount();
    const page = await open(server, server.addresses.account, jar);
    expect((await send2(server, jar, { do: "x", csrf: field(page, "csrf") })).status).toBe(400);
  });
});

function handler() {
  const posted: { readonly user: AccountUser; readonly form: string }[] = [];
  const tokens = new Map<string, string>();
  const account: AccountHandler = {
    get: ({ action, csrf, grants }) =>
      Promise.resolve(
        pages.account({ action, csrf, grants, who: "from the handler", server: "", sections: [] }),
      ),
    post: (user, form) => {
      posted.push({ user, form: form.toString() });
      return Promise.resolve(pages.error(200, "posted", "posted"));
    },
    credentials: {
      registered: (id) => Promise.resolve(tokens.has(id) ? {} : undefined),
      set: ({ id }, { token }) => {
        if (token === "bad") return Promise.reject(new InputError(say`Kestra does not take it.`));
        tokens.set(id, token);
        return Promise.resolve();
      },
      remove: ({ id }) => Promise.resolve(tokens.delete(id)),
    },
  };
  return { account, posted, tokens };
}

test("What stands on it besides is handed on, after it was checked", async () => {
  const { account, posted } = handler();
  const { server, jar } = await atAccount({ server: { account } });
  const page = await open(server, server.addresses.account, jar);
  expect(page.text).toContain("from the handler");
  const csrf = field(page, "csrf");
  expect((await send2(server, jar, { do: "keep", token: "t", csrf })).text).toContain("posted");
  expect((await send2(server, jar, { do: "keep", token: "t", csrf: "x" })).status).toBe(403);
  expect(posted).toMatchObject([{ form: "do=keep&token=t", user: { principal: { subject: "ann" }, csrf } }]);
});

describe("The paths of the server that this one replaces", () => {
  const ask = async (server: Served, path: string, access: string, body?: object) => {
    const headers = { Authorization: `Bearer ${access}` };
    const answer = await send(server.origin + path, {
      method: body ? "POST" : "GET",
      headers,
      ...(body && { body }),
    });
    return [answer.status, answer.text === "" ? {} : dataOf(answer)];
  };

  test("keep, tell and remove a user's own token", async () => {
    const { account, tokens } = handler();
    const server = await served({ server: { account } });
    const { access } = await loggedIn(server);
    const told = (isThere: boolean) => [
      200,
      { authenticated: true, user_id: "ann", name: "Ann", kestra_token_registered: isThere },
    ];
    expect(await ask(server, "/auth", access)).toEqual(told(false));
    expect(await ask(server, "/kestra-token", access, { kestra_token: " t " })).toEqual([
      200,
      { status: "stored", user_id: "ann" },
    ]);
    expect([tokens.get(userId(ann.issuer, "ann")), await ask(server, "/auth", access)]).toEqual([
      "t",
      told(true),
    ]);
    expect(await ask(server, "/kestra-token/remove", access, { user_id: "ann" })).toEqual([
      200,
      { status: "removed", user_id: "ann" },
    ]);
    expect(await ask(server, "/kestra-token/remove", access, {})).toEqual([
      200,
      { status: "not_found", user_id: "ann" },
    ]);
  });

  test.each([
    ["/kestra-token", { kestra_token: "t", user_id: "bob" }, 403],
    ["/kestra-token/remove", { user_id: "bob" }, 403],
    ["/kestra-token", {}, 400],
    ["/kestra-token", { kestra_token: "bad" }, 400],
    ["/kestra-token", [], 400],
  ])("%s with %o is refused with %i", async (path, body, status) => {
    const { account, tokens } = handler();
    const server = await served({ server: { account }, authToken: "the-operators-token" });
    const { access } = await loggedIn(server);
    expect((await ask(server, path, access, body))[0]).toBe(status);
    expect((await ask(server, path, "nonsense", body))[0]).toBe(401);
    expect((await ask(server, path, "the-operators-token", body))[0]).toBe(403);
    expect(tokens.size).toBe(0);
  });

  test("change nothing for an application that its user let read alone", async () => {
    const { account, tokens } = handler();
    const server = await served({ server: { account } });
    const { access } = await loggedIn(server, ["kestra.read"]);
    tokens.set(userId(ann.issuer, "ann"), "own");
    for (const path of ["/kestra-token", "/kestra-token/remove"]) {
      const [status, body] = await ask(server, path, access, { kestra_token: "t" });
      expect([status, body]).toMatchObject([403, { error: "insufficient_scope" }]);
    }
    expect([...tokens.values()]).toEqual(["own"]);
    expect((await ask(server, "/auth", access))[0]).toBe(200);
  });

  test("count as calls of the user", async () => {
    const { account } = handler();
    const server = await served({ server: { account }, env: { KESTRA_MCP_RATE_LIMIT: "3" } });
    const { access } = await loggedIn(server);
    const all = [];
    for (let i = 0; i < 4; i++) all.push((await ask(server, "/auth", access))[0]);
    expect(all).toEqual([200, 200, 200, 429]);
    expect((await ask(server, "/kestra-token/remove", access, {}))[0]).toBe(429);
  });

  test("take no token where the operator turned that off", async () => {
    const { account, tokens } = handler();
    const server = await served({ server: { account, takesTokensByPath: false } });
    const { access } = await loggedIn(server);
    for (const path of ["/kestra-token", "/kestra-token/remove"])
      expect((await ask(server, path, access, { kestra_token: "t" }))[0]).toBe(404);
    expect(tokens.size).toBe(0);
    expect((await ask(server, "/auth", access))[0]).toBe(200);
  });

  test("are not there where there is no such page", async () => {
    const server = await served();
    const { access } = await loggedIn(server);
    expect((await ask(server, "/auth", access))[0]).toBe(404);
  });
});
