import { describe, expect, it, onTestFinished } from "vitest";
import { createAccountPage } from "../../../runtime/accounts/account-page.ts";
import { createAccounts } from "../../../runtime/accounts/accounts.ts";
import { nobody } from "../../../runtime/auth/principal.ts";
import type { AccountView, Page } from "../../../runtime/oauth/pages/page.ts";
import { html } from "../../../runtime/oauth/pages/html.ts";
import type { AccessEvent } from "../../../runtime/observe/observer.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { startSandbox } from "../../../sandbox/server.ts";

const ann = { username: "ann@example.com", password: "Ann-tests-only1" };
const now = Date.UTC(2026, 4, 1, 12);

const page = ({ sections, notice }: AccountView): Page => ({
  status: 200,
  title: "Account",
  body: html`<p>${notice}</p>
    ${sections}`,
});

async function opened() {
  const sandbox = await startSandbox({ line: "1.3", users: [ann] });
  onTestFinished(() => sandbox.close());
  const store = createMemoryStore(() => now);
  const events: AccessEvent[] = [];
  const accounts = createAccounts({
    store,
    vault: createVault([{ kid: "k1", key: Buffer.alloc(32, 7) }]),
    place: { baseUrl: sandbox.url, tenant: "main", credentials: { kind: "none" }, timeout: 5000 },
    observer: {
      access: (event) => {
        events.push(event);
      },
    },
    now: () => now,
  });
  const handler = createAccountPage({ accounts, page, server: "https://mcp.example.com" });
  const user = {
    principal: { ...nobody, subject: "sub-ann" },
    id: "user-1",
    csrf: "the-csrf",
    action: "/account",
    grants: [],
  };
  const post = (fields: Readonly<Record<string, string>>) => handler.post(user, new URLSearchParams(fields));
  const text = async (shown: Promise<Page>) => {
    const { status, body } = await shown;
    return `${status} ${body.markup}`;
  };
  return {
    store,
    events,
    user,
    get: () => text(handler.get(user)),
    post: (it: Record<string, string>) => text(post(it)),
  };
}

const login = { do: "set-credentials", kestra_user: ann.username, kestra_secret: ann.password };

describe("the account page", () => {
  it("registers a name and a password that Kestra takes, and says whose they are and since when", async () => {
    const { get, post, store, events } = await opened();
    expect(await get()).toMatch(/^200 [^]*None are kept[^]*name="csrf" value="the-csrf"/);
    expect(await post(login)).toMatch(/^200 [^]*Kestra takes them as those of ann@example.com/);
    expect(await get()).toContain(
      "Kept: a user with a password of ann@example.com, taken by Kestra on 2026-05-01 12:00 UTC.",
    );
    expect(await store.count("credential")).toBe(1);
    expect(await get()).not.toContain(ann.password);
    expect(events.map(({ event }) => event)).toEqual(["credential set"]);
  });

  it("stores nothing that Kestra does not take, and shows none of it", async () => {
    const { post, store, events } = await opened();
    const refused = await post({ ...login, kestra_secret: "A-wrong-password1" });
    expect(refused).toMatch(/^400 [^]*Nothing was stored\. Kestra does not take this name and password\./);
    expect(refused).not.toContain("A-wrong-password1");
    expect(await post({ do: "set-credentials", kestra_token: "A-token-0123456789" })).toMatch(
      /^400 [^]*The open-source edition takes none/,
    );
    expect(await store.count("credential")).toBe(0);
    expect(events.map(({ event, reason }) => [event, reason])).toEqual([
      ["credential refused", "Kestra does not take it"],
      ["credential refused", "Kestra does not take it"],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/A-wrong-password1|A-token/);
  });

  it("has Kestra try 20 in an hour, so that nobody guesses what others have", async () => {
    const { post, store, events } = await opened();
    const tries = Array.from({ length: 20 }, (_, i) => post({ ...login, kestra_secret: `Wrong-${i}` }));
    for (const one of await Promise.all(tries)) expect(one).toContain("Kestra does not take this");
    expect(await post(login)).toMatch(/^400 [^]*20 were tried within an hour/);
    expect(events.at(-1)).toMatchObject({ event: "credential refused", reason: "too many were tried" });
    expect(await store.count("credential")).toBe(0);
  });

  it("removes them", async () => {
    const { get, post, store, events } = await opened();
    await post(login);
    expect(await post({ do: "remove-credentials" })).toContain("Your credentials were removed.");
    expect(await post({ do: "remove-credentials" })).toContain("There were none.");
    expect(await get()).toContain("None are kept");
    expect(await store.count("credential")).toBe(0);
    expect(events.map(({ event }) => event)).toEqual(["credential set", "credential removed"]);
  });

  it.each([
    [{ do: "set-credentials", kestra_token: "" }, "enter a token, or a user with a password"],
    [{ do: "set-credentials", kestra_token: "two words" }, "characters that no token has"],
    [{ do: "set-credentials", kestra_user: "a:b", kestra_secret: "c" }, "no colon"],
    [{ do: "set-credentials", kestra_user: "a" }, "enter a token, or a user with a password"],
    [{ do: "set-credentials", kestra_token: "a", kestra_user: "b", kestra_secret: "c" }, "not both"],
    [{ do: "set-credentials", kestra_token: "a".repeat(5000) }, "at most 4096 characters"],
    [{ do: "something" }, "the form is none of this page"],
    [{}, "the form is none of this page"],
  ])("refuses %o", async (fields, why) => {
    const { post } = await opened();
    expect(await post(fields as Record<string, string>)).toMatch(new RegExp(`^400 [^]*${why}`));
  });

  it("has no part about credentials where users register none", async () => {
    const { user } = await opened();
    const handler = createAccountPage({ page, server: "https://mcp.example.com" });
    expect((await handler.get(user)).body.markup.trim()).toBe("<p></p>");
    expect((await handler.post(user, new URLSearchParams(login))).status).toBe(404);
  });
});
