import { createCipheriv, createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { storeAddress } from "../../../runtime/config/readers/store-address.ts";
import { encryptionKeys } from "../../../runtime/config/readers/encryption-keys.ts";
import { readCredential, sealedCredential, type KestraSecret } from "../../../runtime/store/credentials.ts";
import { openStore } from "../../../runtime/store/open-store.ts";
import { userId, type GrantBody, type UserBody } from "../../../runtime/store/records.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { kestraMcp } from "../../runtime/support/command-line.ts";

const iss = "https://login.example.com";
const kestra = { baseUrl: "http://localhost:8080", tenant: "main" };
const newKey = (kid: string) => `${kid}:${randomBytes(32).toString("base64url")}`;
const key = newKey("one");

let env: Record<string, string>;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-users-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  env = { KESTRA_MCP_STORE: `file:${join(folder, "store.db")}`, KESTRA_MCP_ENCRYPTION_KEYS: key };
});

async function run(words: string, secret = "", more: Record<string, string> = {}) {
  const asked: string[] = [];
  const readSecret = (prompt: string) => {
    asked.push(prompt);
    return Promise.resolve(secret);
  };
  const argv = words.split(" ");
  return { ...(await kestraMcp(argv, { ...env, ...more }, { readSecret })), asked };
}

/** Looks at, or fills, what the commands work on. */
async function inStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(storeAddress(env.KESTRA_MCP_STORE ?? "", ""), Date.now);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function addUser(sub: string, more: Partial<UserBody> = {}, issuer = iss): Promise<string> {
  const id = userId(issuer, sub);
  const body: UserBody = { iss: issuer, sub, emailVerified: true, roles: [], ...more };
  await inStore((store) => store.put("user", { id, body }));
  return id;
}

async function addGrant(id: string, owner: string, client = "client-1"): Promise<void> {
  const body: GrantBody = { client, scope: "kestra.read", resource: "r", born: 0, family: "f" };
  await inStore(async (store) => {
    await store.put("grant", { id, owner, body });
    for (const kind of ["access", "refresh", "code"] as const)
      await store.put(kind, { id: `${kind} of ${id}`, owner: id, body: {} });
  });
}

const secretOf = (user: string, keys = key): Promise<KestraSecret | undefined> =>
  inStore(async (store) => {
    const vault = createVault(encryptionKeys(keys, ""));
    return (await readCredential(store, vault, { user, ...kestra }))?.secret;
  });
const counts = () =>
  inStore((store) =>
    Promise.all((["grant", "access", "refresh", "code"] as const).map((kind) => store.count(kind))),
  );

describe("generate-key", () => {
  test("makes another key each time, which is read as one, and needs nothing", async () => {
    const made = await Promise.all([1, 2].map(() => kestraMcp(["generate-key"])));
    expect(made.map(({ exitCode, err }) => [exitCode, err])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    const keys = made.map(({ out }) => encryptionKeys(out, "")[0]);
    expect(keys[0]?.kid).not.toBe(keys[1]?.kid);
  });
});

describe("list-users", () => {
  test("tells who is known and what they have, and never a secret", async () => {
    expect(await run("list-users")).toMatchObject({ out: "No user is known yet.\n", exitCode: 0 });
    const ada = {
      name: "Ada\u001b[31m",
      email: "ada@example.com",
      roles: ["engineer"],
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
  roles    engineer
  seen     2026-01-02T00:00:00Z
  Kestra   an API token for http://localhost:8080, tenant main, not tried yet
  grant    client-1: kestra.read, since 1970-01-01T00:00:00Z
`,
      err: "",
      exitCode: 0,
    });
  });
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
    ["tok", { KESTRA_MCP_STORE: "file:/none/canary.db" }, "there is no folder /none"],
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
      out: "Ended 2 grants of one at https://login.example.com.\n",
      exitCode: 0,
    });
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  test("ends what all gave a client, and forgets the client", async () => {
    for (const [i, sub] of ["one", "two", "three"].entries())
      await addGrant(`g${i}`, await addUser(sub), sub === "three" ? "client-2" : "client-1");
    await inStore((store) => store.put("client", { id: "client-1", body: {} }));
    expect(await run("revoke client-1")).toMatchObject({
      out: "Ended 2 grants for the client client-1.\n",
      exitCode: 0,
    });
    expect(await counts()).toEqual([1, 1, 1, 1]);
    expect(await run("revoke client-1")).toMatchObject({
      err: "There is no user and no client client-1.\n",
      exitCode: 1,
    });
  });
});

describe("rotate-keys", () => {
  test("encrypts all with the first key, so that the others can go", async () => {
    const id = await addUser("sub-1");
    const old = createVault(encryptionKeys(key, ""));
    await run("add-token sub-1", "tok");
    await inStore((store) =>
      store.put("grant", {
        id: "g1",
        owner: id,
        body: { sealedRefresh: old.seal("upstream refresh token", ["g1"], "up") },
      }),
    );
    await addGrant("g2", id);
    const fresh = newKey("two");
    const both = { KESTRA_MCP_ENCRYPTION_KEYS: `${fresh},${key}` };
    expect(await run("rotate-keys", "", both)).toMatchObject({
      out: "Encrypted anew with the first key: 2. Encrypted with it before: 0.\nThe other keys can go.\n",
      exitCode: 0,
    });
    expect(await secretOf(id, fresh)).toEqual({ kind: "token", token: "tok" });
    const grant = await inStore((store) => store.get("grant", "g1"));
    const opened = createVault(encryptionKeys(fresh, ""));
    expect(opened.open("upstream refresh token", ["g1"], grant?.body.sealedRefresh as string)).toMatchObject({
      text: "up",
    });
    expect((await run("rotate-keys", "", both)).out).toContain("before: 2.");
  });

  test("says what none of the keys opens, and leaves it", async () => {
    const id = await addUser("sub-1");
    await run("add-token sub-1", "tok");
    const { err, exitCode } = await run("rotate-keys", "", { KESTRA_MCP_ENCRYPTION_KEYS: newKey("two") });
    expect({ err, exitCode }).toEqual({
      err: "Not opened by any of the keys: 1. Add the key that encrypted them, or remove them.\n",
      exitCode: 1,
    });
    expect(await secretOf(id)).toEqual({ kind: "token", token: "tok" });
    await expect(secretOf(id, newKey("two"))).rejects.toThrow(/do not open \(unknown key\)/);
  });

  test("is done of one where it is read, unless it was changed meanwhile", async () => {
    const id = await addUser("sub-1");
    await run("add-token sub-1", "tok");
    const fresh = newKey("two");
    await secretOf(id, `${fresh},${key}`);
    expect(await secretOf(id, fresh)).toEqual({ kind: "token", token: "tok" });
    await inStore(async (store) => {
      const vault = createVault(encryptionKeys(`${newKey("three")},${fresh}`, ""));
      const place = { user: id, ...kestra };
      // Between the reading and the sealing somebody keeps another.
      const raced: Store = {
        ...store,
        replace: async (kind, record, was) => {
          await store.put("credential", sealedCredential(vault, place, { kind: "token", token: "other" }));
          return store.replace(kind, record, was);
        },
      };
      expect((await readCredential(raced, vault, place))?.secret).toEqual({ kind: "token", token: "tok" });
      expect((await readCredential(store, vault, place))?.secret).toEqual({ kind: "token", token: "other" });
    });
  });
});

describe("import-tokens", () => {
  const old = randomBytes(32);

  /** As Python's cryptography writes it. */
  function fernet(text: string): string {
    const iv = randomBytes(16);
    const sealing = createCipheriv("aes-128-cbc", old.subarray(16), iv);
    const head = Buffer.concat([Buffer.from([0x80]), Buffer.alloc(8, 1), iv]);
    const signed = Buffer.concat([head, sealing.update(text), sealing.final()]);
    const signature = createHmac("sha256", old.subarray(0, 16)).update(signed).digest();
    return Buffer.concat([signed, signature]).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
  }

  function file(tokens: unknown): string {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-old-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, "old.json"), typeof tokens === "string" ? tokens : JSON.stringify(tokens));
    return join(folder, "old.json");
  }
  const given = { ENCRYPTION_KEY: `${old.toString("base64url")}=` };

  test("takes what the old key opens, and leaves what is there", async () => {
    const [ada, bob] = [userId(iss, "ada"), userId(iss, "bob")];
    await addUser("bob", { email: "bob@example.com" });
    await run("add-token bob", "newer");
    const path = file({
      ada: fernet("tok-ada"),
      bob: fernet("tok-bob"),
      eve: `${fernet("x").slice(0, -8)}AAAAAAA=`,
    });
    const { out, err, exitCode } = await run(`import-tokens ${path} --issuer ${iss}`, "", given);
    expect({ out, err, exitCode }).toEqual({
      out: "Taken for http://localhost:8080, tenant main: 1. There already, and left as they were: 1.\n",
      err: "ENCRYPTION_KEY does not open the token of eve.\n",
      exitCode: 1,
    });
    expect(await secretOf(ada)).toEqual({ kind: "token", token: "tok-ada" });
    expect(await secretOf(bob)).toEqual({ kind: "token", token: "newer" });
    expect((await run("list-users")).out).toContain("bob@example.com");
  });

  test("encrypts with the old key where there is no other, and finds the file by its old variable", async () => {
    const more = {
      ...given,
      KESTRA_MCP_ENCRYPTION_KEYS: "",
      KESTRA_TOKEN_STORE: file({ ada: fernet("tok") }),
    };
    expect((await run(`import-tokens --issuer=${iss}`, "", more)).exitCode).toBe(0);
    expect((await run("rotate-keys", "", more)).out).toContain("before: 1.");
  });

  test.each([
    ["nothing", { KESTRA_TOKEN_STORE: "" }, `--issuer ${iss}`, "Write it as"],
    [{}, given, "", "Write it as"],
    [{}, {}, `--issuer ${iss}`, "ENCRYPTION_KEY is not set"],
    ["[", given, `--issuer ${iss}`, "is not the file of the replaced server"],
    [{ ada: { token: "canary" } }, given, `--issuer ${iss}`, "is not the file of the replaced server"],
  ])("takes nothing where something is wrong: %#", async (tokens, more, words, told) => {
    const argv = `import-tokens ${tokens === "nothing" ? "" : file(tokens)} ${words}`
      .replace(/ +/g, " ")
      .trim();
    const { err, exitCode } = await run(argv, "", more);
    expect(err).toContain(told);
    expect(err).not.toContain("canary");
    expect(exitCode).toBe(2);
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
  ["revoke a --issuer https://x", "has no option --issuer"],
])("%s is not understood, and told how to write it", async (words, told) => {
  const { err, exitCode } = await run(words);
  expect(err).toContain(told);
  expect(err).not.toContain("canary");
  expect(exitCode).toBe(2);
});

test("help tells of all of them, also behind one", async () => {
  const { out, exitCode } = await run("add-token --help");
  expect(exitCode).toBe(0);
  for (const verb of [
    "generate-key",
    "list-users",
    "add-token",
    "remove-token",
    "revoke",
    "rotate-keys",
    "import-tokens",
  ])
    expect(out).toContain(`kestra-mcp ${verb}`);
});
