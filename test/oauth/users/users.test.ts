import { describe, expect, test } from "vitest";
import { encryptionKeys } from "../../../runtime/config/readers/encryption-keys.ts";
import { readCredential } from "../../../runtime/store/credentials.ts";
import { userId } from "../../../runtime/store/records.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { commandsOnFile, iss, key, newKey } from "./on-file.ts";

const { run, inStore, addUser, addGrant, secretOf, counts } = commandsOnFile();

const namedGrant = {
  ...{ client: "client-1", clientName: "An editor", scope: "kestra.read" },
  ...{ resource: "r", born: 0, family: "f" },
};

describe("list-users", () => {
  test("tells who is known and what they have, and never a secret", async () => {
    await inStore(() => Promise.resolve());
    expect(await run("list-users")).toMatchObject({ out: "No user is known yet.\n", exitCode: 0 });
    const ada = {
      name: "Ada\u001b[31m",
      email: "ada@example.com",
      rolesAt: {
        "https://mcp.example.com/mcp": ["engineer", "reader"],
        "https://other.example.com/mcp": [],
      },
      seenAt: Date.UTC(2026, 0, 2),
    };
    const id = await addUser("sub-1", ada);
    await addGrant("g1", id);
    await run(`add-token ${id}`, "canary-secret");
    const { out, err, exitCode } = await run("users list");
    expect({ out, err, exitCode }).toEqual({
      out: `Ada\\u{1b}[31m
  key      ${id}
  email    ada@example.com
  issuer   https://login.example.com
  subject  sub-1
  roles    engineer, reader, at https://mcp.example.com/mcp
  roles    none, at https://other.example.com/mcp
  seen     2026-01-02T00:00:00Z
  Kestra   an API token for http://localhost:8080, tenant main, added by the operator, not tried yet
  grant    client-1: kestra.read, since 1970-01-01T00:00:00Z
`,
      err: "",
      exitCode: 0,
    });
  });
});

test("list-users --json gives the same to programs, safe for a terminal", async () => {
  await inStore(() => Promise.resolve());
  expect((await run("list-users --json")).out).toBe('{\n  "users": []\n}\n');
  const id = await addUser("sub-1", {
    name: "Ada\u009b31m",
    email: "ada@example.com",
    rolesAt: { "https://mcp.example.com/mcp": ["reader"] },
    seenAt: Date.UTC(2026, 0, 2),
  });
  await run(`add-token ${id} --username ada`, "canary-secret");
  await inStore((store) => store.put("grant", { id: "g1", owner: id, body: namedGrant }));
  const { out, err, exitCode } = await run("users list --json");
  expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
  expect(out).toContain(String.raw`"Ada\u009b31m"`);
  expect(out).not.toContain("canary");
  const credential = {
    ...{ kind: "login", baseUrl: "http://localhost:8080", tenant: "main" },
    ...{ of: "ada", addedBy: "operator" },
  };
  expect(JSON.parse(out)).toEqual({
    users: [
      {
        ...{ key: id, name: "Ada\u009b31m", email: "ada@example.com", emailVerified: true },
        ...{ issuer: iss, subject: "sub-1", seen: "2026-01-02T00:00:00Z" },
        roles: [{ server: "https://mcp.example.com/mcp", roles: ["reader"] }],
        credentials: [credential],
        grants: [
          { client: "client-1", name: "An editor", scope: "kestra.read", since: "1970-01-01T00:00:00Z" },
        ],
      },
    ],
  });
  const other = await run("list-users --json", "", { KESTRA_MCP_ENCRYPTION_KEYS: newKey("two") });
  expect(JSON.parse(other.out)).toMatchObject({ users: [{ credentials: [{ missingKey: "one" }] }] });
});

test("list-users names a login, says what Kestra said of it, and how a client is revoked", async () => {
  const id = await addUser("sub-1");
  await run(`add-token ${id} --username ada`, "a password");
  await inStore((store) => store.put("grant", { id: "g1", owner: id, body: namedGrant }));
  const login = "a login of ada for http://localhost:8080, tenant main, added by the operator";
  const { out } = await run("list-users");
  expect(out).toContain(`  Kestra   ${login}, not tried yet\n`);
  expect(out).toContain("  grant    An editor, client client-1: kestra.read, since 1970-01-01T00:00:00Z\n");
  const refusedAt = Date.UTC(2026, 0, 2);
  await inStore(async (store) => {
    const [kept] = await store.owned("credential", id);
    if (kept !== undefined) await store.put("credential", { ...kept, body: { ...kept.body, refusedAt } });
  });
  expect((await run("list-users")).out).toContain(`  Kestra   ${login}, refused 2026-01-02T00:00:00Z\n`);
});

describe("add-token", () => {
  test.each(["ada@example.com", "ADA@example.com", "sub-1", "key"])("takes a user by %s", async (word) => {
    const id = await addUser("sub-1", { email: "ada@example.com" });
    await addUser("sub-2", { email: "bob@example.com" });
    const { out, asked, exitCode } = await run(`add-token ${word === "key" ? id : word}`, "Bearer tok-1");
    expect(asked).toEqual(["Kestra API token: "]);
    expect(out).toBe(
      "Kept for <ada@example.com> sub-1 at https://login.example.com, at http://localhost:8080, tenant main.\n",
    );
    expect(exitCode).toBe(0);
    expect(await secretOf(id)).toEqual({ kind: "token", token: "tok-1" });
    expect(await secretOf(userId(iss, "sub-2"))).toBeUndefined();
  });

  test("keeps it where the server looks for it, in place of what was there", async () => {
    const id = await addUser("sub-1");
    const there = { KESTRA_BASE_URL: "https://kestra.example.com/ctx/", KESTRA_TENANT_ID: "acme" };
    await run("add-token sub-1", "tok-1", there);
    await run("add-token sub-1 --username ada", "a password", there);
    const found = await inStore(async (store) => {
      const place = { user: id, baseUrl: "https://kestra.example.com/ctx", tenant: "acme" };
      return readCredential(store, createVault(encryptionKeys(key, "")), place);
    });
    expect(found?.secret).toEqual({ kind: "basic", username: "ada", password: "a password" });
    expect(await inStore((store) => store.count("credential"))).toBe(1);
  });

  test("takes the subject of somebody who did not log in yet, with the issuer", async () => {
    await inStore(() => Promise.resolve());
    expect(await run("add-token sub-9", "tok")).toMatchObject({ asked: [], exitCode: 1 });
    expect((await run(`add-token sub-9 --issuer ${iss}`, "tok")).exitCode).toBe(0);
    expect(await secretOf(userId(iss, "sub-9"))).toEqual({ kind: "token", token: "tok" });
  });

  test("takes the form of the replaced server, with a warning", async () => {
    const id = await addUser("sub-1");
    const { err, asked, exitCode } = await run("add-token tok-1 sub-1");
    expect(err).toContain("The token stood in the arguments");
    expect({ asked, exitCode }).toEqual({ asked: [], exitCode: 0 });
    expect(await secretOf(id)).toEqual({ kind: "token", token: "tok-1" });
  });

  test("asks which, where several users have the address", async () => {
    const ids = [
      await addUser("a", { email: "x@y.z" }),
      await addUser("b", { email: "x@y.z" }, "https://other"),
    ];
    const { err, asked, exitCode } = await run("add-token x@y.z", "tok");
    for (const id of ids) expect(err).toContain(id);
    expect({ asked, exitCode }).toEqual({ asked: [], exitCode: 1 });
  });

  test("takes nobody by an address that their issuer does not vouch for", async () => {
    const id = await addUser("eve", { email: "ada@example.com", emailVerified: false });
    const { err, asked, exitCode } = await run("add-token ada@example.com", "tok");
    expect(err).toContain(
      `Nobody vouches for the address ada@example.com. Name the user by the key:\n  ${id}  `,
    );
    expect({ asked, exitCode }).toEqual({ asked: [], exitCode: 1 });
    expect((await run(`add-token ${id}`, "tok")).exitCode).toBe(0);
  });

  test.each([
    ["", {}, "No secret was given"],
    ["to ken", {}, "The token holds a character that no token has"],
    ["tok", { KESTRA_MCP_ENCRYPTION_KEYS: "" }, "KESTRA_MCP_ENCRYPTION_KEYS is not set"],
    [
      "tok",
      { KESTRA_MCP_ENCRYPTION_KEYS: "a:canary" },
      "KESTRA_MCP_ENCRYPTION_KEYS: key 1, a, must be 32 bytes",
    ],
    ["tok", { KESTRA_MCP_STORE: "" }, "KESTRA_MCP_STORE is not set"],
    ["tok", { KESTRA_MCP_STORE: "file:/none/canary.db" }, "there is no store at /none/canary.db"],
    ["tok", { KESTRA_MCP_STORE: "${STORE}" }, "KESTRA_MCP_STORE"],
  ])("does nothing where something is wrong: %#", async (secret, more, told) => {
    await addUser("sub-1");
    const { err, out, exitCode } = await run("add-token sub-1", secret, more);
    expect(err).toContain(told);
    expect({ out, exitCode }).toEqual({ out: "", exitCode: 2 });
    expect(await inStore((store) => store.count("credential"))).toBe(0);
  });
});

describe("remove-token", () => {
  test("removes it, and with --sessions what the user is logged in to", async () => {
    const id = await addUser("sub-1");
    await addGrant("g1", id);
    await run("add-token sub-1", "tok");
    expect(await run("remove-token sub-1")).toMatchObject({
      out: "Removed 1 credential of sub-1 at https://login.example.com.\n",
      exitCode: 0,
    });
    expect(await secretOf(id)).toBeUndefined();
    expect(await counts()).toEqual([1, 1, 1, 1]);
    expect(await run("remove-token sub-1")).toMatchObject({ exitCode: 1, out: "" });
    expect(await run("remove-token sub-1 --sessions")).toMatchObject({
      out: "Removed 0 credentials of sub-1 at https://login.example.com. Ended: 1 grant.\n",
      exitCode: 0,
    });
    expect(await counts()).toEqual([0, 0, 0, 0]);
    expect((await run("remove-token nobody")).exitCode).toBe(1);
  });
});

describe("revoke", () => {
  test("ends what one user gave, with all tokens, and nothing of another", async () => {
    const [one, two] = [await addUser("one"), await addUser("two")];
    await addGrant("g1", one);
    await addGrant("g2", one, "client-2");
    await addGrant("g3", two);
    expect(await run("revoke one")).toMatchObject({
      out: "one at https://login.example.com is logged out everywhere. Ended: 2 grants.\n",
      exitCode: 0,
    });
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  test("has the user's browsers log in again, and no others", async () => {
    const [one, two] = [await addUser("one"), await addUser("two")];
    await inStore(async (store) => {
      for (const owner of [one, two]) await store.put("browser", { id: owner, owner, body: {} });
    });
    await run("revoke one");
    const left = await inStore((store) => store.page("browser", 2));
    expect(left.map(({ owner }) => owner)).toEqual([two]);
  });

  test("ends what all gave a client, and forgets the client", async () => {
    for (const [i, sub] of ["one", "two", "three"].entries())
      await addGrant(`g${i}`, await addUser(sub), sub === "three" ? "client-2" : "client-1");
    await inStore((store) => store.put("client", { id: "client-1", body: {} }));
    expect(await run("revoke client-1")).toMatchObject({
      out: "The client client-1 is forgotten, and must register again. Ended: 2 grants that users gave it.\n",
      exitCode: 0,
    });
    expect(await counts()).toEqual([1, 1, 1, 1]);
    expect((await run("revoke client-2")).out).toBe(
      "The client client-2 had not registered here, and may ask users again. Ended: 1 grant that users gave it.\n",
    );
    expect(await run("revoke client-1")).toMatchObject({
      err: "There is no user and no client client-1.\n",
      exitCode: 1,
    });
  });
});

test.each([
  ["users", "kestra-mcp users takes one of generate-key, list-users"],
  ["users remove-tokn", "Did you mean remove-token?"],
  ["list-user", "Did you mean list-users?"],
  ["add-token", "Write it as: kestra-mcp add-token USER."],
  ["add-token a b canary", "Write it as: kestra-mcp add-token USER."],
  ["remove-token a --session", "kestra-mcp remove-token has no option --session. Did you mean --sessions?"],
  ["add-token a --issuer", "--issuer needs a value"],
  ["rotate-keys --json", "kestra-mcp rotate-keys has no option --json."],
  ["revoke a --issuer https://x", "has no option --issuer"],
])("%s is not understood, and told how to write it", async (words, told) => {
  const { err, exitCode } = await run(words);
  expect(err).toContain(told);
  expect(err).not.toContain("canary");
  expect(exitCode).toBe(2);
});
