import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { configs, deadUrl, json, type Respond } from "../support/server.ts";

describe("doctor", () => {
  const basic = { KESTRA_USERNAME: "someone", KESTRA_PASSWORD: "canary-q7Zp4w-secret" };
  const guarded: Respond = (_, response) => {
    json(response, { results: [], total: 0 });
  };

  test.each([
    ["1.0", "2.0.1", "2.0"],
    ["2", "1.3.25", "1.3"],
    ["1.3.3", "1.0.3", "1.0"],
  ])("warns where KESTRA_API_VERSION is %s and Kestra says %s", async (KESTRA_API_VERSION, version, line) => {
    const url = await kestra(guarded, { ...configs, version });
    const env = { ...basic, KESTRA_BASE_URL: url, KESTRA_API_VERSION };
    const { out, exitCode } = await kestraMcp(["doctor"], env);
    expect(out).toContain("  warn  KESTRA_API_VERSION has Kestra treated as ");
    expect(out).toContain(`but it is ${version}, of line ${line}: calls may fail.`);
    expect(exitCode).toBe(0);
    const fits = { ...env, KESTRA_API_VERSION: line };
    expect((await kestraMcp(["doctor"], fits)).out).not.toContain("warn");
  });

  test("warns of a KESTRA_API_VERSION that nobody knows, whether Kestra answers or not", async () => {
    for (const url of [await kestra(guarded), await deadUrl()]) {
      const { out } = await kestraMcp(["doctor"], { KESTRA_BASE_URL: url, KESTRA_API_VERSION: "9" });
      expect(out).toMatch(
        / {2}warn {2}KESTRA_API_VERSION is 9, which belongs to no known line \([\d., ]+\): /,
      );
    }
  });

  test("says who may come over HTTP and with which roles, and what is wrong with the files", async () => {
    const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const path = join(folder, "roles.yaml");
    const env = {
      KESTRA_BASE_URL: await kestra(guarded),
      KESTRA_MCP_TRANSPORT: "http",
      KESTRA_MCP_ROLES_FILE: path,
    };
    writeFileSync(path, "roles: { reader: [{ allow: [read] }] }\n");
    const { out } = await kestraMcp(["doctor"], env);
    expect(out).toContain(`  roles        of ${path}\n`);
    expect(out).not.toContain("reader");
    writeFileSync(path, "roles: { reader: [{ allow: [reed] }] }\n");
    expect((await kestraMcp(["doctor"], env)).out).toContain(`  FAIL  ${path}:1:29 "reed" is nothing`);
    const without = await kestraMcp(["doctor"], { ...env, KESTRA_MCP_ROLES_FILE: "" });
    expect(without.out).toContain("  roles        none: every caller may do all\n");
  });

  test("says which saved connection it is, and in what kestractl's is another one", async () => {
    const home = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
    onTestFinished(() => {
      rmSync(home, { recursive: true });
    });
    const url = await kestra(guarded);
    const other = "    host: https://other.example.com\n    token: canary-other\n";
    mkdirSync(join(home, ".kestractl"));
    writeFileSync(
      join(home, ".kestractl", "config.yaml"),
      `contexts:\n  here:\n    host: ${url}\n    token: canary-here\n  other:\n${other}default_context: other\n`,
    );
    const { out } = await kestraMcp(["doctor"], { HOME: home, KESTRA_CONTEXT: "here" });
    expect(out).toMatch(/credentials +Bearer, of context here of ~\/.kestractl\/config.yaml\n/);
    expect(out).toMatch(/connection +context here of ~\/.kestractl\/config.yaml\n/);
    expect(out).toMatch(
      /kestractl +would go to https:\/\/other.example.com, tenant main, of context other: another host\n/,
    );
    expect(out).not.toContain("canary");
    const own = { HOME: home, KESTRA_CONTEXT: "here", KESTRA_BASE_URL: url };
    expect((await kestraMcp(["doctor"], own)).out).toContain(
      "KESTRA_CONTEXT is not used, since KESTRA_BASE_URL is set",
    );
    const { err, exitCode } = await kestraMcp(["doctor"], { HOME: home, KESTRA_CONTEXT: "hree" });
    expect([err, exitCode]).toEqual([
      "KESTRA_CONTEXT is hree, which is no context of ~/.kestractl/config.yaml. Did you mean here?\n",
      2,
    ]);
  });

  test("says where and for whom it would listen", async () => {
    const url = await kestra(guarded);
    const doctor = async (env: Record<string, string>) =>
      (await kestraMcp(["doctor"], { KESTRA_BASE_URL: url, ...env })).out;
    expect(await doctor({})).not.toContain("listens on");
    const env = {
      KESTRA_MCP_TRANSPORT: "http",
      KESTRA_MCP_PORT: "8123",
      KESTRA_MCP_ALLOWED_HOSTS: "a.example",
    };
    const out = await doctor({
      ...env,
      KESTRA_MCP_AUTH_TOKEN: "canary-of-endpoint",
      KESTRA_MCP_CALLER_CREDENTIALS: "required",
    });
    for (const row of [
      /listens on +127\.0\.0\.1, port 8123\n/,
      /token +of KESTRA_MCP_AUTH_TOKEN\n/,
      /hosts +a\.example\n/,
      /callers +must bring their own credentials for Kestra\n/,
    ])
      expect(out).toMatch(row);
    expect(out).not.toContain("canary");
    expect(await doctor(env)).toMatch(/token +none: KESTRA_MCP_AUTH_TOKEN is not set\n/);
  });

  test.each([200, 403])("a login page (%i) is no word of Kestra's", async (status) => {
    const page = "<!doctype html><html>Sign in</html>";
    const url = await kestra((_, response) =>
      response.writeHead(status, { "Content-Type": "text/html" }).end(page),
    );
    const { out, exitCode } = await kestraMcp(["doctor"], { ...basic, KESTRA_BASE_URL: url });
    expect(out).toContain(
      `FAIL  Flows of tenant main cannot be read: an HTML page answered, which is not Kestra's API: is KESTRA_BASE_URL right, or does a proxy stand between? (${status})`,
    );
    expect(out).not.toContain("credentials are right");
    expect(exitCode).toBe(1);
  });

  test.each(["main", "http", "https", "localhost", "tenant", "Kestra", "ok", "FAIL", "proxy", "read"])(
    "leaves our own words where the password is %s",
    async (KESTRA_PASSWORD) => {
      const url = await kestra((_, response) => response.writeHead(401).end());
      const env = { KESTRA_USERNAME: "someone", KESTRA_PASSWORD, KESTRA_MCP_TIMEOUT: "5" };
      const { out } = await kestraMcp(["doctor"], { ...env, KESTRA_BASE_URL: url });
      expect(out).toContain(`Kestra       ${url}\n`);
      expect(out).toContain("tenant       main\n");
      expect(out).not.toContain("***");
      const dead = await kestraMcp(["doctor"], { ...env, KESTRA_BASE_URL: await deadUrl() });
      const none = await kestraMcp(["doctor"], { ...env, NO_PROXY: "", KESTRA_BASE_URL: "" });
      expect(dead.out + none.out).not.toContain("***");
    },
  );

  test("but masks what the operator named so: another tenant, a host", async () => {
    const env = { KESTRA_USERNAME: "someone", KESTRA_PASSWORD: "acme", KESTRA_TENANT_ID: "acme" };
    const { out } = await kestraMcp(["doctor"], {
      ...env,
      KESTRA_BASE_URL: "http://acme:1",
      HTTP_PROXY: await deadUrl(),
    });
    expect(out).toContain("Kestra       http://***:1\n");
    expect(out).toContain("tenant       ***\n");
    expect(out).not.toContain("acme");
  });
});
