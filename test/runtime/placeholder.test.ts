import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../runtime/config/config.ts";
import { say } from "../../runtime/text/said.ts";
import { unreachable } from "../../runtime/http-client/unreachable.ts";
import { requireFilled } from "../../runtime/placeholder.ts";
import { variables } from "../../runtime/config/variables/variables.ts";
import { kestra, kestraMcp } from "./support/command-line.ts";

const placeholders = [
  "${X}",
  "${KESTRA_API_TOKEN}",
  "${env:KESTRA_TOKEN}",
  "${input:token}",
  "${user_config.token}",
  "{env:KESTRA_TOKEN}",
  "{input:token}",
  "${{secrets.TOKEN}}",
  "${{ secrets.TOKEN }}",
  '"${KESTRA_API_TOKEN}"',
  "'${T}'",
  "`${T}`",
  "$${T}",
  "${T}${U}",
  "Token ${T}",
  'Bearer "${T}"',
  "$(pass show kestra)",
  "#{TOKEN}#",
  "<your-token>",
  "<your token>",
  "$KESTRA_API_TOKEN",
  "$MY_TOKEN",
  "%MY_TOKEN%",
  "%TOKEN%",
  "$TOKEN",
];

describe.each(variables)("$name", ({ name }) => {
  test.each([
    ...placeholders,
    "Bearer ${X:-}",
    " ${X}\n",
    "{{ secret('X') }}",
    "%KESTRA_X%",
    "$KESTRA_X",
    "$env:X",
  ])("is never %j", (value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      `${name} is a placeholder that your client did not fill in.`,
    );
  });

  test("may be empty", () => {
    expect(() => {
      requireFilled(name, "");
    }).not.toThrow();
  });
});

test.each(["$TOKEN_x", "$any", "%any%", "$Any1"])(
  "a token, which programs make, is never %j",
  (KESTRA_API_TOKEN) => {
    expect(() => readConfig({ KESTRA_API_TOKEN })).toThrow("KESTRA_API_TOKEN is a placeholder");
  },
);

test.each([
  "http://$KESTRA_HOST:8080",
  "http://%KESTRA_HOST%:8080",
  "http://<host>:8080",
  "http://{env:HOST}",
  "http://$SERVER/kestra",
])("an address is never %j", (KESTRA_BASE_URL) => {
  expect(() => readConfig({ KESTRA_BASE_URL })).toThrow("KESTRA_BASE_URL is a placeholder");
});

test("but it may hold what is encoded, and a password with a sign", () => {
  const KESTRA_BASE_URL = "https://us$ER1:pa$SWORD%25AB@kestra.example/k%C3%A4se";
  expect(readConfig({ KESTRA_BASE_URL }).connection.credentials).toMatchObject({ password: "pa$SWORD%AB" });
});

test("a proxy may have a password with a sign", () => {
  const env = { KESTRA_BASE_URL: "http://k", HTTP_PROXY: "http://u:pa$SWORD@h" };
  expect(readConfig(env).connection.network?.secrets).toContain("pa$SWORD");
});

const odd = [
  "pa${ss}word ${x}",
  "${x}-",
  "$UPPERCASE1",
  "$ab_cd",
  "<3",
  "<b>bold",
  "a<b>",
  "{env}",
  "{a:b}",
  "$(x",
  "#1{a}",
  '"quoted"',
  "Bearer of news",
  "$PA$SWORD",
];

test.each([
  ...odd,
  "pa${ss}word",
  "$ecret",
  "%41%42",
  "{x}",
  "${open",
  "$100",
  "a{{b}}",
  "%HOME%",
  "$$",
  "{{",
  "$X",
])("a password may be %j", (KESTRA_PASSWORD) => {
  const { connection } = readConfig({ KESTRA_USERNAME: "u", KESTRA_PASSWORD });
  expect(connection.credentials).toMatchObject({ password: KESTRA_PASSWORD });
});

test("an address with a hole in it has none", () => {
  expect(() => readConfig({ KESTRA_BASE_URL: "https://${KESTRA_HOST}/api/v1" })).toThrow(
    "KESTRA_BASE_URL is a placeholder",
  );
});

test("of a .env, too; and the value is not told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, ".env"), "KESTRA_API_TOKEN='${canary_name}'\n");
  const { err, out, exitCode } = await kestraMcp(["list"], {}, { folder });
  expect(err).toMatch(
    /^Read from [^\n]+: KESTRA_API_TOKEN\.\nKESTRA_API_TOKEN in [^\n]+\.env is a placeholder, [^\n]+\n$/,
  );
  expect(err).not.toContain("canary");
  expect({ out, exitCode }).toEqual({ out: "", exitCode: 2 });
});

describe("a variable that is none of ours", () => {
  const wrong = {
    KESTRA_URL: "KESTRA_BASE_URL",
    KESTRA_API_URL: "KESTRA_BASE_URL",
    KESTRA_HOST_URL: "KESTRA_BASE_URL",
    KESTRA_SERVER: "KESTRA_BASE_URL",
    kestra_base_url: "KESTRA_BASE_URL",
    Kestra_Url: "KESTRA_BASE_URL",
    kestra_api_token: "KESTRA_API_TOKEN",
    KESTRA_BASIC_AUTH_PASSWORD: "KESTRA_PASSWORD",
    KESTRA_USER: "KESTRA_USERNAME",
    KESTRA_PASSWROD: "KESTRA_PASSWORD",
    KESTRA_TOKEN: "KESTRA_API_TOKEN",
    KESTRA_TENANT: "KESTRA_TENANT_ID",
    KESTRA_READ_ONLY: "KESTRA_MCP_READ_ONLY",
  };
  const env = Object.fromEntries(Object.keys(wrong).map((name) => [name, "canary"]));

  test("is named with what was probably meant, at start and by doctor, without its value", async () => {
    const KESTRA_BASE_URL = await kestra((_, response) => response.end("{}"));
    const listed = await kestraMcp(["list"], { KESTRA_BASE_URL, KESTRA_MCP_LOG_LEVEL: "CRITICAL", ...env });
    const doctor = await kestraMcp(["doctor"], { KESTRA_BASE_URL, ...env });
    for (const [name, meant] of Object.entries(wrong)) {
      const sentence = `${name} is not a variable of kestra-mcp, and is ignored. Did you mean ${meant}?`;
      expect(listed.err).toContain(`WARNING ${sentence}\n`);
      expect(doctor.out).toContain(sentence);
    }
    expect(listed.exitCode).toBe(0);
    expect(doctor.err).toBe("");
    expect(JSON.stringify([listed, doctor])).not.toContain("canary");
  });

  test("is named where the one that was meant is missed: at start, by a call and by doctor", async () => {
    expect(() => readConfig({ KESTRA_USER: "canary", KESTRA_PASSWORD: "x" })).toThrow(
      "KESTRA_PASSWORD is set, but KESTRA_USERNAME is not. KESTRA_USER is set: did you mean KESTRA_USERNAME?",
    );
    const pair = { KESTRA_USERNAME: "x", kestra_password: "canary" };
    expect(() => readConfig(pair)).toThrow("kestra_password is set: did you mean KESTRA_PASSWORD?");
    const { connection } = readConfig({ KESTRA_URL: "http://canary" });
    const code = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
    expect(unreachable(code, connection, { request: say`GET /a`, changes: false }).message).toBe(
      "Kestra cannot be reached at http://localhost:8080: the connection was refused (GET /a). Is it running, and is KESTRA_BASE_URL right? KESTRA_URL is set: did you mean KESTRA_BASE_URL?",
    );
    const set = readConfig({ KESTRA_BASE_URL: "http://h", KESTRA_URL: "http://canary" });
    expect(set.connection).not.toHaveProperty("baseUrlHint");
    const url = await kestra((_, response) => response.writeHead(401).end());
    const given = { KESTRA_BASE_URL: url, KESTRA_TOKEN: "canary" };
    const hint = "KESTRA_TOKEN is set: did you mean KESTRA_API_TOKEN?";
    const call = await kestraMcp(["call", "get_box", '{"box_id":"a"}'], given);
    expect(call.err).toContain(`or KESTRA_API_TOKEN. ${hint}`);
    expect((await kestraMcp(["doctor"], given)).out).toContain(hint);
  });

  test.each(["kestra_mcp_read_only", "Kestra_Mcp_Readonly"])(
    "%s stops the start: it must not be a server that writes",
    (name) => {
      expect(() => readConfig({ [name]: "true" })).toThrow(
        `${name} is not a variable of kestra-mcp. Did you mean KESTRA_MCP_READ_ONLY?`,
      );
    },
  );

  test.each([
    "KESTRA_CONFIGURATION",
    "KESTRA_CONFIG",
    "KESTRA_PLUGINS_PATH",
    "KESTRA_JAVA_OPTS",
    "KESTRA_SERVICE_HOST",
    "KESTRA_SERVICE_PORT",
    "KESTRA_PORT_8080_TCP_ADDR",
    "KESTRA_E2E_URL",
    "KESTRA_VERSION",
  ])("but %s, which is Kestra's own or its surroundings', is no one's business", (name) => {
    expect(readConfig({ [name]: "x", KESTRA_PORT: "tcp://10.0.0.1:8080" }).ignored).toEqual([]);
  });
});
