import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../runtime/store/open-store.ts";
import { sealedCredential } from "../../../runtime/store/credentials.ts";
import { createVault } from "../../../runtime/store/vault.ts";
import { kestra, kestraMcp } from "../../runtime/support/command-line.ts";
import { configs, deadUrl, json } from "../../runtime/support/server.ts";
import { startIdentityProvider } from "../support/identity-provider.ts";
import { folder, started } from "../server/support/program.ts";

const [key, old] = [0, 1].map(() => randomBytes(32).toString("base64url")) as [string, string];

/** What a server needs that users log in to, and Kestra. @param said what Kestra says of itself */
async function installed(said: object = configs) {
  const provider = await startIdentityProvider({ users: {} });
  onTestFinished(() => provider.close());
  const made = folder();
  const roles = join(made, "roles.yaml");
  writeFileSync(roles, "claims: [roles]\nroles:\n  reader:\n    - allow: [read]\n");
  const keys = join(made, "keys");
  writeFileSync(keys, `new:${key}\nold:${old}\n`, { mode: 0o600 });
  const env = {
    KESTRA_BASE_URL: await kestra((_, response) => {
      json(response, { results: [], total: 0 });
    }, said),
    KESTRA_MCP_TRANSPORT: "http",
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PUBLIC_URL: "https://mcp.example.com/kestra",
    KESTRA_MCP_OIDC_ISSUER: provider.issuer,
    KESTRA_MCP_OIDC_CLIENT_ID: "the-client",
    KESTRA_MCP_OIDC_CLIENT_SECRET: "canary-of-the-client",
    KESTRA_MCP_AUTH_TOKEN: "canary-of-the-operator",
    KESTRA_MCP_OAUTH_REGISTRATION: "token",
    KESTRA_MCP_OAUTH_REGISTRATION_TOKEN: "canary-of-registration",
    KESTRA_MCP_ROLES_FILE: roles,
    KESTRA_MCP_STORE: `file:${join(made, "store.db")}`,
    KESTRA_MCP_ENCRYPTION_KEYS_FILE: keys,
    KESTRA_MCP_TRUSTED_PROXIES: "loopback",
    KESTRA_MCP_METRICS: "on",
  };
  const doctor = (more: Readonly<Record<string, string>> = {}) => kestraMcp(["doctor"], { ...env, ...more });
  return { made, roles, keys, provider, env, doctor };
}

describe("doctor", () => {
  test("tells all of a server that users log in to, makes nothing, and shows no secret", async () => {
    const { made, roles, provider, doctor } = await installed();
    const before = readdirSync(made);
    const { out, err, exitCode } = await doctor();
    const section = out.slice(out.indexOf("Over HTTP\n"), out.indexOf("\nKestra\n"));
    expect(section).toBe(
      `Over HTTP
  listens on   127.0.0.1, port 8000
  public URL   https://mcp.example.com/kestra
  auth         oauth: users log in at ${provider.issuer}
  resource     https://mcp.example.com/kestra/mcp
  client       the-client, with KESTRA_MCP_OIDC_CLIENT_SECRET
  clients      those that register with a token, those with a document of their own
  users have   credentials of their own (stored)
  token        of KESTRA_MCP_AUTH_TOKEN, beside logins
  roles        of ${roles}
  store        SQLite file ${join(made, "store.db")}: will be created
  keys         new, old
  audit        stderr
  metrics      on
  traces       off
  limits       a minute 600 calls of a user, 6000 of a client, 6000 requests of an address
  proxies      loopback
  hosts        its own address alone
  pages        of this machine alone
  callers      may bring their own credentials for Kestra
  ok    The identity provider ${provider.issuer} was found.
`,
    );
    expect(exitCode).toBe(0);
    expect(out + err).not.toContain("canary");
    expect(out + err).not.toContain(key);
    expect(readdirSync(made)).toEqual(before);
  });

  test("tells of a store that is there its version, and changes nothing of it", async () => {
    const { made, doctor } = await installed();
    const path = join(made, "store.db");
    await (await openStore({ store: { kind: "file", path } }, Date.now)).close();
    expect((await doctor()).out).toContain(`store        SQLite file ${path}: there, of version 1\n`);
    expect(existsSync(`${path}-wal`)).toBe(false);
    writeFileSync(path, "Dear diary, this is not a database at all.".repeat(100));
    const { out, exitCode } = await doctor();
    expect(out).toContain(
      `  FAIL  KESTRA_MCP_STORE: the SQLite file ${path} cannot be used (file is not a database).\n`,
    );
    expect(exitCode).toBe(1);
  });

  test("looks for the provider though something else stops the server", async () => {
    const { doctor, provider } = await installed();
    const { out, exitCode } = await doctor({ KESTRA_MCP_ROLES_FILE: "/nowhere/roles.yaml" });
    expect(out).toContain("  FAIL  ");
    expect(out).toContain(`  ok    The identity provider ${provider.issuer} was found.`);
    expect(exitCode).toBe(1);
  });

  test("tells why the provider was not found, in full", async () => {
    const url = await deadUrl();
    const { out, exitCode } = await (await installed()).doctor({ KESTRA_MCP_OIDC_ISSUER: url });
    expect(out).toMatch(
      new RegExp(`  FAIL  Looking for the identity provider ${url} failed\\. .*ECONNREFUSED`),
    );
    expect(exitCode).toBe(1);
  });

  test.each<[Readonly<Record<string, string>>, string]>([
    [{ KESTRA_MCP_STORE: "" }, "KESTRA_MCP_STORE is not set: name a file"],
    [{ KESTRA_MCP_STORE: "file:/nowhere/at/all/store.db" }, "there is no folder /nowhere/at/all"],
    [
      { KESTRA_MCP_STORE: "postgres://u:canary-of-the-store@127.0.0.1:1/d" },
      "KESTRA_MCP_STORE: the PostgreSQL database d on 127.0.0.1:1 cannot be used (connect ECONNREFUSED 127.0.0.1:1).",
    ],
    [
      { KESTRA_MCP_OIDC_CLIENT_SECRET: "", KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: "/dev/null" },
      "KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: /dev/null is empty.",
    ],
    [{ KESTRA_MCP_ENCRYPTION_KEYS_FILE: "/nowhere/keys" }, "/nowhere/keys, which cannot be read (ENOENT)"],
    [
      { KESTRA_MCP_ENCRYPTION_KEYS: `a:${key}` },
      "KESTRA_MCP_ENCRYPTION_KEYS and KESTRA_MCP_ENCRYPTION_KEYS_FILE are both set",
    ],
    [{ KESTRA_MCP_ROLES_FILE: "/nowhere/roles.yaml" }, "/nowhere/roles.yaml cannot be read (ENOENT)"],
    [{ KESTRA_MCP_ROLES: "roles: {}" }, "KESTRA_MCP_ROLES and KESTRA_MCP_ROLES_FILE are both set"],
    [{ KESTRA_MCP_OAUTH_CLIENTS: "/nowhere/clients.yaml" }, "/nowhere/clients.yaml cannot be read (ENOENT)"],
    [{ KESTRA_MCP_OIDC_CLIENT_ID: "" }, "KESTRA_MCP_AUTH=oauth needs KESTRA_MCP_OIDC_CLIENT_ID"],
    [{ KESTRA_MCP_PUBLIC_URL: "" }, "KESTRA_MCP_AUTH=oauth needs KESTRA_MCP_PUBLIC_URL"],
    [
      { KESTRA_MCP_AUDIT: "/nowhere/audit.log" },
      "KESTRA_MCP_AUDIT: /nowhere/audit.log cannot be written (ENOENT).",
    ],
    [{ KESTRA_MCP_AUTH_TOKEN: "" }, "KESTRA_MCP_METRICS is on: set KESTRA_MCP_AUTH_TOKEN"],
    [
      { KESTRA_MCP_USER_CREDENTIALS: "shared,stored" },
      "KESTRA_MCP_USER_CREDENTIALS has stored behind shared",
    ],
    [{ KESTRA_MCP_TRANSPORT: "" }, "KESTRA_MCP_AUTH is oauth, and nobody logs in over stdio"],
    [
      { KESTRA_MCP_AUTH: "external", KESTRA_MCP_ROLES_FILE: "" },
      "KESTRA_MCP_AUTH=external needs KESTRA_MCP_ROLES_FILE, KESTRA_MCP_ROLES or KESTRA_MCP_ROLES_PRESET: without roles nobody may do anything.",
    ],
    [
      {
        KESTRA_MCP_AUTH: "external",
        KESTRA_MCP_OIDC_CLIENT_SECRET: "",
        KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: "/nowhere/secret",
      },
      "KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: /nowhere/secret cannot be read (ENOENT)",
    ],
    [
      { KESTRA_MCP_AUTH: "token", KESTRA_MCP_AUTH_TOKEN: "", KESTRA_MCP_METRICS: "off" },
      "KESTRA_MCP_OIDC_ISSUER or KESTRA_MCP_OIDC_CLIENT_ID is set, and nobody would have to log in",
    ],
  ])("fails where the server does not start: %o", async (more, told) => {
    const { doctor, env } = await installed();
    const { out, exitCode } = await doctor(more);
    expect(out).toContain(`  FAIL  `);
    expect(out).toContain(told);
    expect(exitCode).toBe(1);
    expect(out).not.toContain("canary");
    // The server says the same.
    const served = await kestraMcp(["serve"], { ...env, KESTRA_MCP_PORT: "0", ...more });
    expect([served.exitCode, served.err]).toEqual([2, expect.stringContaining(told)]);
  });

  test.each<[Readonly<Record<string, string>>, string]>([
    [{ KESTRA_MCP_ROLES_FILE: "" }, "No roles are configured, so nobody who logs in may do anything"],
    [{ KESTRA_MCP_ENCRYPTION_KEYS_FILE: "" }, "Users can keep no credentials for Kestra"],
    [
      { KESTRA_MCP_AUDIENCE: "x" },
      "KESTRA_MCP_AUDIENCE is ignored: it is for KESTRA_MCP_AUTH=external alone.",
    ],
  ])("warns as the server does: %o", async (more, told) => {
    const { out, exitCode } = await (await installed()).doctor(more);
    expect(out).toContain(`  warn  ${told}`);
    expect(exitCode).toBe(0);
  });

  test("warns of credentials that none of the keys opens, as the server does", async () => {
    const { made, env, doctor } = await installed();
    const path = join(made, "store.db");
    const store = await openStore({ store: { kind: "file", path } }, Date.now);
    const gone = createVault([{ kid: "gone", key: randomBytes(32) }]);
    // Another than the one of the file.
    const sameName = createVault([{ kid: "new", key: randomBytes(32) }]);
    const opening = createVault([{ kid: "old", key: Buffer.from(old, "base64url") }]);
    for (const [i, vault] of [gone, gone, sameName, opening].entries()) {
      const place = { user: `user-${i}`, baseUrl: "http://localhost:8080", tenant: "main" };
      await store.put("credential", sealedCredential(vault, place, { kind: "token", token: "canary" }));
    }
    await store.close();
    const { out, exitCode } = await doctor();
    const told =
      /3 stored credentials were sealed with a key that is not among KESTRA_MCP_ENCRYPTION_KEYS: (gone \(2\), new \(1\)|new \(1\), gone \(2\))\. Add it/;
    expect(out).toMatch(told);
    expect([out.includes("canary"), exitCode]).toEqual([false, 0]);
    expect(readdirSync(made).filter((name) => name.startsWith("store"))).toEqual(["store.db"]);
    const server = await started({ ...env, KESTRA_MCP_PORT: "0" });
    expect(server.err()).toMatch(told);
    await server.end();
  });

  test("warns of impersonate once it is known that Kestra is open source", async () => {
    const more = { KESTRA_MCP_USER_CREDENTIALS: "impersonate" };
    const told = "KESTRA_MCP_USER_CREDENTIALS has impersonate, which needs Kestra Enterprise";
    const open = await installed();
    expect((await open.doctor(more)).out).toContain(`  warn  ${told}`);
    expect((await open.doctor()).out).not.toContain(told);
    const enterprise = await installed({ ...configs, edition: "EE" });
    expect((await enterprise.doctor(more)).out).not.toContain(told);
  });

  test("warns of files of secrets that others can read, as the server does at any level", async () => {
    const { made, keys, env, doctor } = await installed();
    const at = (name: string) => join(made, name);
    const token = "tokens:\n  - name: ann\n    token: a-canary-of-ann-0123456789\n    roles: [reader]\n";
    writeFileSync(at("tokens.yaml"), token);
    writeFileSync(at("secret"), "canary-in-a-file");
    writeFileSync(at("clients.yaml"), "clients: []\n");
    await (await openStore({ store: { kind: "file", path: at("store.db") } }, Date.now)).close();
    const more = {
      KESTRA_MCP_TOKENS_FILE: at("tokens.yaml"),
      KESTRA_MCP_OIDC_CLIENT_SECRET: "",
      KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: at("secret"),
      KESTRA_MCP_OAUTH_CLIENTS: at("clients.yaml"),
      KESTRA_MCP_LOG_LEVEL: "CRITICAL",
    };
    const files = [at("tokens.yaml"), keys, at("secret"), at("clients.yaml"), at("store.db")];
    const told = (text: string) =>
      files.filter((path) =>
        text.includes(`${path} can be read by others than its owner: chmod 600 keeps them out.`),
      );
    for (const path of files) chmodSync(path, 0o600);
    expect((await doctor(more)).out).not.toContain("can be read by others");
    for (const path of files) chmodSync(path, 0o640);
    const { out, exitCode } = await doctor(more);
    expect([told(out), exitCode]).toEqual([files, 0]);
    const server = await started({ ...env, ...more, KESTRA_MCP_PORT: "0" });
    expect(told(server.err())).toEqual(files);
    await server.end();
  });

  test("tells of a server that takes tokens of another", async () => {
    const { provider, doctor } = await installed();
    const more = {
      KESTRA_MCP_AUTH: "external",
      KESTRA_MCP_OAUTH_SCOPES: "kestra.read",
      KESTRA_MCP_USER_CREDENTIALS: "impersonate,shared",
      KESTRA_MCP_STORE: "",
    };
    const { out } = await doctor(more);
    expect(out).toContain(`auth         external: tokens of ${provider.issuer} are taken\n`);
    expect(out).toContain("audience     https://mcp.example.com/kestra/mcp\n");
    expect(out).toContain("scopes       kestra.read\n");
    expect(out).toContain(
      "users have   the operator's, which act for them (impersonate), or else the operator's (shared)\n",
    );
    expect(out).toContain("store        none\n");
    expect(out).toContain(`  ok    The authorization server ${provider.issuer} was found.\n`);
  });
});

test("the operator's credentials may be missing where users bring their own, and nowhere else", async () => {
  const { doctor } = await installed();
  const url = await kestra((_, response) => response.writeHead(401).end());
  const own = await doctor({ KESTRA_BASE_URL: url });
  expect(own.out).toContain(
    "  ok    Kestra wants credentials, which callers bring: there are none of the operator.\n",
  );
  expect(own.exitCode).toBe(0);
  const shared = await doctor({ KESTRA_BASE_URL: url, KESTRA_MCP_USER_CREDENTIALS: "stored,shared" });
  expect(shared.out).toContain("  FAIL  Credentials are needed");
  expect(shared.exitCode).toBe(1);
});
