import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { kestra, kestraMcp } from "../support/command-line.ts";

const roles = `
claims: [roles]
groups: { /data: [engineer] }
roles:
  engineer:
    - allow: [read]
      tools: [get_flow, search_flows, manage_flow.get_yaml, get_doc]
      namespaces: [company.data]
  admin:
    - allow: [all]
`;

function files(claims: string) {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "roles.yaml"), roles);
  writeFileSync(join(folder, "claims.json"), claims);
  return { claims: join(folder, "claims.json"), env: { KESTRA_MCP_ROLES_FILE: join(folder, "roles.yaml") } };
}

async function doctorAs(claims: string, more: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const url = await kestra(({ url: one }, response) => {
    asked.push(one);
    response.end();
  });
  const given = files(claims);
  const env = { KESTRA_BASE_URL: url, ...given.env, ...more };
  const tools = { compiled: { version: "1", ...compiled } };
  return { ...(await kestraMcp(["doctor", "--as", given.claims], env, tools)), asked };
}

describe("doctor --as", () => {
  test("says what a user would see, and why, and asks Kestra for its release alone", async () => {
    const { out, exitCode, asked } = await doctorAs('{"groups": ["/data", "ghosts"], "roles": "nobody"}');
    expect(exitCode).toBe(0);
    expect(out).toContain("  engineer: by the group /data\n");
    expect(out).toContain("  no role and no group of the file: nobody, ghosts\n");
    expect(out).toMatch(/ {2}get_flow +read +role engineer, in company\.data and all below it\n/);
    expect(out).toMatch(/ {2}get_doc +read +role engineer\n/);
    expect(out).toMatch(/ {2}manage_flow\.get_yaml +read/);
    expect(out).toContain("  manage_flow.delete: role engineer may not do this; role admin may\n");
    expect(out).toMatch(
      / {2}search_flows: role engineer may do this in some namespaces alone.*; role admin may\n/,
    );
    expect(asked).toEqual([]);
  });

  test("says first what is kept from everybody, in the order of the names", async () => {
    const { out, asked } = await doctorAs('{"groups": ["/data"]}', {
      KESTRA_MCP_ENABLED_TOOLS: "default, ee",
    });
    expect(asked).toEqual([]);
    const lines = out.slice(out.indexOf("Hidden\n")).trim().split("\n").slice(1);
    expect(lines).toContain("  manage_group: only for the Enterprise Edition");
    expect(lines).toContain("  auth_status: KESTRA_MCP_ENABLED_TOOLS does not name it");
    const names = lines.map((line) => line.split(":")[0] ?? "");
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test("says that a user without a role may do nothing", async () => {
    const { out } = await doctorAs("{}");
    expect(out).toContain("  none: such a user may do nothing\n");
    expect(out).toMatch(/ {2}0 of \d+ are shown\n/);
  });

  test("fails for a user whose groups nobody knows", async () => {
    const { out, exitCode } = await doctorAs('{"hasgroups": true}');
    expect(out).toContain("FAIL  This user is in more groups");
    expect(exitCode).toBe(1);
  });

  test("wants claims, and roles", async () => {
    for (const claims of ["[]", "{", "5"]) expect((await doctorAs(claims)).err).toContain("must hold claims");
    const without = await doctorAs("{}", { KESTRA_MCP_ROLES_FILE: "" });
    expect(without.err).toContain("--as needs roles");
    expect((await kestraMcp(["doctor", "--as", "/nowhere/claims.json"])).err).toContain(
      "cannot be read (ENOENT)",
    );
    expect((await kestraMcp(["list", "--as", "x"])).err).toContain("--as belongs to kestra-mcp doctor");
    expect((await kestraMcp(["doctor", "--as"])).err).toContain("--as needs a file of claims");
  });

  test("where users log in says what the scopes give, and without roles that nobody may do anything", async () => {
    const { out } = await doctorAs('{"roles": "admin"}', { KESTRA_MCP_AUTH: "oauth" });
    const [read = "", write = "", destroy = ""] = ["read", "write", "destroy"].map(
      (name) => new RegExp(`  kestra\\.${name} +(\\d+)\n`).exec(out)?.[1],
    );
    expect(Number(read)).toBeGreaterThan(10);
    expect(Number(write)).toBeGreaterThan(Number(read));
    expect(Number(destroy)).toBeGreaterThanOrEqual(Number(write));
    expect(out).toMatch(new RegExp(`  ${destroy} of \\d+ are shown\n`));
    const none = await doctorAs('{"roles": "admin"}', {
      KESTRA_MCP_AUTH: "oauth",
      KESTRA_MCP_ROLES_FILE: "",
    });
    expect(none.exitCode).toBe(0);
    expect(none.out).toContain("  No roles are configured, so nobody who logs in may do anything");
    expect(none.out).toMatch(/ {2}0 of \d+ are shown\n/);
    expect(none.out).not.toContain("may do all");
  });

  test("where groups are asked of Microsoft Graph says so", async () => {
    const graph = { KESTRA_MCP_AUTH: "oauth", KESTRA_MCP_ENTRA_GROUPS: "graph" };
    const { out } = await doctorAs('{"hasgroups": true}', graph);
    expect(out).toContain("FAIL  Microsoft Graph would be asked for the groups of this user.");
  });

  test("of a token of another server says what its scopes leave, and why it is refused", async () => {
    const external = { KESTRA_MCP_AUTH: "external" };
    const unbound = await doctorAs('{"roles": "admin"}', external);
    expect(unbound.out).toContain("  None are asked for, and they bound nothing.\n");
    expect(unbound.out).toMatch(/manage_flow\.delete +destructive +role admin\n/);
    const scoped = { ...external, KESTRA_MCP_OAUTH_SCOPES: "kestra.read" };
    const reads = await doctorAs('{"roles": "admin", "scope": "openid kestra.read"}', scoped);
    expect(reads.out).toContain("  The token needs kestra.read, and has openid kestra.read.\n");
    expect(reads.out).toMatch(/get_flow +read/);
    expect(reads.out).not.toMatch(/manage_flow\.delete +destructive/);
    const refused = await doctorAs('{"roles": "admin"}', scoped);
    expect(refused.out).toContain(
      "  FAIL  Such a token is answered 403. The token lacks a scope: it needs kestra.read.\n",
    );
    expect(refused.exitCode).toBe(1);
    const none = await doctorAs("{}", external);
    expect(none.out).toContain("FAIL  Such a token is answered 403. No role lets the user of this token");
    const without = await doctorAs("{}", { ...external, KESTRA_MCP_ROLES_FILE: "" });
    expect(without.err).toContain("KESTRA_MCP_AUTH=external needs KESTRA_MCP_ROLES_FILE");
  });
});
