import { expect, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { lineOf, parseRelease } from "../../../runtime/kestra/release.ts";
import type { Environment } from "../../../runtime/environment.ts";

test("nothing set: a local Kestra, its main tenant, no credentials", () => {
  expect(readConfig({})).toMatchObject({
    connection: {
      baseUrl: "http://localhost:8080",
      tenant: "main",
      credentials: { kind: "none" },
      timeout: 30_000,
      headers: {},
    },
    disabled: [],
    readOnly: false,
    confirm: "never",
    logLevel: "error",
    transport: "stdio",
    endpoint: { host: "127.0.0.1", port: 8000, stateless: false, allowUnauthenticated: false },
  });
});

test.each([
  ["http://h:8080", "http://h:8080", "main"],
  ["http://h/", "http://h", "main"],
  ["http://h/api/v1", "http://h", "main"],
  ["http://h/api/v1/", "http://h", "main"],
  ["https://h/kestra/api/v1", "https://h/kestra", "main"],
  ["https://h/a/b/", "https://h/a/b", "main"],
  ["http://h/api/v1/acme", "http://h", "acme"],
  ["http://h/kestra/api/v1/acme/", "http://h/kestra", "acme"],
  ["  http://[::1]:8080/api/v1 ", "http://[::1]:8080", "main"],
])("the address %j is Kestra at %s, tenant %s", (url, baseUrl, tenant) => {
  expect(readConfig({ KESTRA_BASE_URL: url }).connection).toMatchObject({ baseUrl, tenant });
});

test("the tenant's header is sent where a tenant was configured", () => {
  const headers = { "X-Kestra-Tenant": "acme" };
  expect(readConfig({ KESTRA_TENANT_ID: "acme" }).connection).toMatchObject({ tenant: "acme", headers });
  expect(readConfig({ KESTRA_BASE_URL: "http://h/api/v1/acme" }).connection.headers).toEqual(headers);
});

test.each([
  [{ KESTRA_USERNAME: "u", KESTRA_PASSWORD: "p", KESTRA_API_TOKEN: "t" }, "basic"],
  [{ KESTRA_USERNAME: "u", KESTRA_API_TOKEN: "t" }, "bearer"],
  [{ KESTRA_PASSWORD: "p", KESTRA_API_TOKEN: "Bearer t\n" }, "bearer"],
  [{ KESTRA_USERNAME: "", KESTRA_PASSWORD: "", KESTRA_API_TOKEN: "" }, "none"],
])("Basic before Bearer: %j is %s", (env, kind) => {
  const { credentials } = readConfig(env).connection;
  expect(credentials.kind).toBe(kind);
  if (credentials.kind === "bearer") expect(credentials.token).toBe("t");
});

test("credentials in the address are Basic, unless variables hold some", () => {
  const KESTRA_BASE_URL = "http://us%40er:p%3Aw@h/api/v1";
  const { connection } = readConfig({ KESTRA_BASE_URL });
  expect(connection.credentials).toEqual({
    kind: "basic",
    username: "us@er",
    password: "p:w",
    from: "KESTRA_BASE_URL",
  });
  expect(connection.baseUrl).toBe("http://h");
  expect(readConfig({ KESTRA_BASE_URL, KESTRA_API_TOKEN: "t" }).connection.credentials.kind).toBe("bearer");
});

test.each<[Environment, string]>([
  [{ KESTRA_BASE_URL: "localhost:8080" }, "KESTRA_BASE_URL must start with http:// or https://"],
  [{ KESTRA_BASE_URL: "ftp://canary-pw@h" }, "KESTRA_BASE_URL must start with"],
  [{ KESTRA_BASE_URL: "http://h/?canary-pw" }, "KESTRA_BASE_URL must not hold ? or #"],
  [{ KESTRA_BASE_URL: "http://u:canary-pw@h/ui/main/flows" }, "user interface. Give http://h."],
  [{ KESTRA_BASE_URL: "http://h/k/ui/" }, "user interface. Give http://h/k."],
  [{ KESTRA_BASE_URL: "http://h/api/v1/main/flows" }, "KESTRA_BASE_URL has more after /api/v1 than a tenant"],
  [
    { KESTRA_BASE_URL: "http://h/api/v1/main", KESTRA_TENANT_ID: "acme" },
    "KESTRA_TENANT_ID is not the tenant",
  ],
  [{ KESTRA_TENANT_ID: "../x" }, "KESTRA_TENANT_ID must be letters"],
  [{ KESTRA_USERNAME: "u" }, "KESTRA_USERNAME is set, but KESTRA_PASSWORD is not"],
  [{ KESTRA_PASSWORD: "canary-pw" }, "KESTRA_PASSWORD is set, but KESTRA_USERNAME is not"],
  [{ KESTRA_USERNAME: "a:b", KESTRA_PASSWORD: "canary-pw" }, "KESTRA_USERNAME must not hold a colon"],
  [{ KESTRA_API_TOKEN: "canary-pw\r\nX: y" }, "KESTRA_API_TOKEN holds a character"],
  [{ KESTRA_MCP_READ_ONLY: "perhaps" }, 'KESTRA_MCP_READ_ONLY must be true or false, not "perhaps"'],
  [
    { KESTRA_MCP_READONLY: "true" },
    "KESTRA_MCP_READONLY is not a variable of kestra-mcp. Did you mean KESTRA_MCP_READ_ONLY?",
  ],
  [
    { KESTRA_MCP_LOG_LEVEL: "DEBGU" },
    "KESTRA_MCP_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL",
  ],
  [{ KESTRA_MCP_LOG_LEVEL: "DEBGU" }, "Did you mean DEBUG?"],
  [{ KESTRA_API_VERSION: "latest" }, "KESTRA_API_VERSION must be a release"],
  [{ KESTRA_MCP_TIMEOUT: "0" }, "KESTRA_MCP_TIMEOUT must be seconds"],
  [
    { KESTRA_MCP_CONFIRM: "destructve" },
    'KESTRA_MCP_CONFIRM must be one of never, destructive, write, not "destructve". Did you mean destructive?',
  ],
  [{ KESTRA_MCP_CONFIM: "write" }, "Did you mean KESTRA_MCP_CONFIRM?"],
  [
    { KESTRA_MCP_TIMEOUT: "30s" },
    'KESTRA_MCP_TIMEOUT must be seconds, more than 0 and at most 86400, such as 30, not "30s"',
  ],
  [
    { KESTRA_MCP_TIMEOUT: "86401" },
    'must be seconds, more than 0 and at most 86400, such as 30, not "86401"',
  ],
  [{ KESTRA_BASE_URL: "http://localhost:99999" }, "KESTRA_BASE_URL has a port that is not valid"],
  [{ KESTRA_BASE_URL: "http://localhost:80a/x" }, "KESTRA_BASE_URL has a port that is not valid"],
  [{ KESTRA_BASE_URL: "https://u:canary@h:65536" }, "KESTRA_BASE_URL has a port that is not valid"],
  [{ KESTRA_BASE_URL: "http://a b" }, "KESTRA_BASE_URL has a host that is not valid"],
  [{ KESTRA_MCP_AUTH_TOKEN: "your_own_random_token" }, "KESTRA_MCP_AUTH_TOKEN is one that anybody guesses"],
  [{ KESTRA_MCP_AUTH_TOKEN: "x".repeat(40) }, "KESTRA_MCP_AUTH_TOKEN is one that anybody guesses"],
])("%j stops the start", (env, message) => {
  let error: unknown;
  try {
    readConfig(env);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ConfigurationError);
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).not.toContain("canary-pw");
});

test("lists, switches, levels and seconds", () => {
  expect(
    readConfig({
      KESTRA_MCP_DISABLED_TOOLS: " ee, ,search_* ",
      KESTRA_MCP_ENABLED_TOOLS: "flow",
      KESTRA_MCP_READ_ONLY: "Yes",
      KESTRA_MCP_LOG_LEVEL: "warn",
      KESTRA_MCP_TIMEOUT: "1.5",
      KESTRA_API_VERSION: "v2.0.1",
      KESTRA_MCP_SERVICE_HOST: "a variable of Kubernetes",
    }),
  ).toMatchObject({
    disabled: ["ee", "search_*"],
    enabled: ["flow"],
    readOnly: true,
    logLevel: "warning",
    connection: { timeout: 1500 },
    release: { major: 2, minor: 0 },
  });
});

test.each([
  ["1", "1.3"],
  ["2", "2.0"],
  ["1.0.3", "1.0"],
  ["1.2.9", "1.0"],
  ["1.3.25", "1.3"],
  ["1.9.0", "1.3"],
  ["1.10.0", "1.3"],
  ["2.0.0-SNAPSHOT", "2.0"],
  ["v2.0.1", "2.0"],
  ["2.4.0", "2.0"],
  ["3", "2.0"],
  ["0.24.3", undefined],
])("release %s is spoken to as %s", (version, line) => {
  const release = parseRelease(version);
  expect(release && lineOf(release, ["2.0", "1.0", "1.3"])).toBe(line);
});

test("what is confirmed follows the transport where nothing is said", () => {
  const confirm = (env: Environment) => readConfig(env).confirm;
  expect(confirm({ KESTRA_MCP_TRANSPORT: "http" })).toBe("destructive");
  expect(confirm({ KESTRA_MCP_TRANSPORT: "http", KESTRA_MCP_CONFIRM: " Never " })).toBe("never");
  expect(confirm({ KESTRA_MCP_CONFIRM: "WRITE" })).toBe("write");
});
