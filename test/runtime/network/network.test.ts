import { describe, expect, test } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { ConfigurationError } from "../../../runtime/errors.ts";
import { readExtraHeaders } from "../../../runtime/network/extra-headers.ts";
import { isDirect } from "../../../runtime/network/no-proxy.ts";
import { proxyFor } from "../../../runtime/network/proxy.ts";
import type { Environment } from "../../../runtime/environment.ts";

test.each([
  ["http://kestra.example", "", false],
  ["http://kestra.example", "*", true],
  ["http://kestra.example", "a,*", true],
  ["http://kestra.example", "kestra.example", true],
  ["http://kestra.example", "KESTRA.Example.", true],
  ["http://kestra.example", "example", true],
  ["http://kestra.example", ".example", true],
  ["http://kestra.example", "*.example", true],
  ["http://kestra.example", "a.b, other  kestra.example", true],
  ["http://kestra.example", ".kestra.example", true],
  ["http://kestra.example", "tra.example", false],
  ["http://kestra.example", "a.kestra.example", false],
  ["http://kestra.example", "https://kestra.example/", true],
  ["http://kestra.example:8080", "kestra.example:8080", true],
  ["http://kestra.example:8080", "kestra.example:80", false],
  ["http://kestra.example", "kestra.example:80", true],
  ["https://kestra.example", "kestra.example:443", true],
  ["https://kestra.example", "kestra.example:80", false],
  ["http://127.0.0.1:8080", "localhost", false],
  ["http://127.0.0.1:8080", "127.0.0.1", true],
  ["http://127.0.0.1:8080", "127.0.0.1:8080", true],
  ["http://127.0.0.1:8080", "127.0.0.0/8", true],
  ["http://10.1.2.3", "10.0.0.0/8,192.168.0.0/16", true],
  ["http://11.1.2.3", "10.0.0.0/8", false],
  ["http://10.1.2.3", "10.0.0.0/33", false],
  ["http://10.1.2.3", "nonsense/8", false],
  ["http://10.1.2.3", "2.3", false],
  ["http://[::1]:8080", "0:0:0:0:0:0:0:1", true],
  ["http://[::1]:8080", "[0:0:0:0:0:0:0:1]:8080", true],
  ["http://[::1]:8080", "[0:0:0:0:0:0:0:1]:80", false],
  ["http://[fd00:0:0::a]", "FD00::000A", true],
  ["http://[::1]:8080", "::2", false],
  ["http://k\u00fcche.example", "k\u00fcche.example", true],
  ["http://[::1]:8080", "::1", true],
  ["http://[::1]:8080", "[::1]", true],
  ["http://[::1]:8080", "[::1]:8080", true],
  ["http://[fd00::1]", "fd00::/8", true],
  ["http://[fd00::1]", "10.0.0.0/8", false],
])("%s with NO_PROXY=%s is reached directly: %s", (url, noProxy, direct) => {
  expect(isDirect(new URL(url), noProxy)).toBe(direct);
});

const p = "http://proxy.example:3128";

test.each<[Environment, string, string | undefined, string]>([
  [{}, "https://k", undefined, ""],
  [{ HTTPS_PROXY: p }, "https://k", p, "HTTPS_PROXY"],
  [{ HTTPS_PROXY: p }, "http://k", undefined, ""],
  [{ HTTP_PROXY: p }, "http://k", p, "HTTP_PROXY"],
  [{ HTTP_PROXY: p }, "https://k", undefined, ""],
  [{ http_proxy: p }, "http://k", p, "http_proxy"],
  [{ https_proxy: p, HTTPS_PROXY: "http://other" }, "https://k", p, "https_proxy"],
  [{ https_proxy: "", HTTPS_PROXY: p }, "https://k", undefined, ""],
  [{ ALL_PROXY: p }, "http://k", p, "ALL_PROXY"],
  [{ ALL_PROXY: "http://other", HTTP_PROXY: p }, "http://k", p, "HTTP_PROXY"],
  [{ HTTPS_PROXY: "proxy.example:3128" }, "https://k", p, "HTTPS_PROXY"],
  [{ HTTPS_PROXY: " https://proxy.example/ " }, "https://k", "https://proxy.example", "HTTPS_PROXY"],
  [{ HTTPS_PROXY: p, NO_PROXY: "k" }, "https://k", undefined, ""],
  [{ HTTPS_PROXY: p, no_proxy: "k", NO_PROXY: "" }, "https://k", undefined, ""],
  [{ HTTPS_PROXY: "socks5://h", NO_PROXY: "k" }, "https://k", undefined, ""],
])("%j: the proxy to %s is %s", (env, url, origin, from) => {
  expect(proxyFor(env, url)).toEqual(origin === undefined ? undefined : { origin, from });
});

test("user and password of a proxy are decoded, and stand in nothing else", () => {
  expect(proxyFor({ HTTPS_PROXY: "http://us%40er:p%3Aw@proxy.example:3128" }, "https://k")).toEqual({
    origin: p,
    from: "HTTPS_PROXY",
    authorization: `Basic ${Buffer.from("us@er:p:w").toString("base64")}`,
  });
});

test.each<[string, Record<string, string>]>([
  ["", {}],
  ["CF-Access-Client-Id: a.access", { "CF-Access-Client-Id": "a.access" }],
  ["A: b\nC:d: e \r\n\n", { A: "b", C: "d: e" }],
  ['{"A":"b","X-C":"d, e"}', { A: "b", "X-C": "d, e" }],
  ["{}", {}],
  ["Cookie: a=b; c=d", { Cookie: "a=b; c=d" }],
])("extra headers %j are %j", (text, headers) => {
  expect(readExtraHeaders(text)).toEqual(headers);
});

test.each<[Environment, string]>([
  [{ KESTRA_MCP_EXTRA_HEADERS: "canary" }, "KESTRA_MCP_EXTRA_HEADERS must be a JSON object"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "{canary" }, "is not valid JSON"],
  [
    { KESTRA_MCP_EXTRA_HEADERS: '{"A":"b",canary}' },
    "is not valid JSON from its character 10 on. Names and values",
  ],
  [{ KESTRA_MCP_EXTRA_HEADERS: "{'A':'canary'}" }, 'stand in double quotes: {"Name":"value"}.'],
  [{ KESTRA_MCP_EXTRA_HEADERS: '{"A":"canary"' }, "is not valid JSON"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "A: b\ncanary" }, "line 2 has no colon"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "A: b\n\ncan ary: x" }, "line 3 does not begin with the name of a header"],
  [
    { KESTRA_MCP_EXTRA_HEADERS: '{"A":"\u65e5 canary"}' },
    'gives the header "A" a value with a character that headers',
  ],
  [
    { KESTRA_MCP_EXTRA_HEADERS: '{"CF-Access-Client-Secret":"${CANARY}"}' },
    "The header CF-Access-Client-Secret of KESTRA_MCP_EXTRA_HEADERS is a placeholder that your client did not",
  ],
  [
    { KESTRA_MCP_EXTRA_HEADERS: "A: b\nC: {env:canary}" },
    "The header C of KESTRA_MCP_EXTRA_HEADERS is a placeholder",
  ],
  [{ HTTP_PROXY: "http://u:${CANARY}@h" }, "HTTP_PROXY is a placeholder that your client did not fill in"],
  [{ HTTP_PROXY: "http://${canary}:80" }, "HTTP_PROXY is a placeholder that your client did not fill in"],
  [{ no_proxy: "${canary}" }, "no_proxy is a placeholder that your client did not fill in"],
  [{ https_proxy: "${canary}" }, "https_proxy is a placeholder that your client did not fill in"],
  [{ KESTRA_BASE_URL: "http://u:{env:canary}@h" }, "KESTRA_BASE_URL is a placeholder"],
  [{ KESTRA_MCP_EXTRA_HEADERS: '{"A":5}' }, 'gives the header "A" a value that is not a text'],
  [
    { KESTRA_MCP_EXTRA_HEADERS: '{"A":"canary\\r\\nB: c"}' },
    'gives the header "A" a value with more than one line',
  ],
  [{ KESTRA_MCP_EXTRA_HEADERS: "A:" }, 'gives the header "A" no value'],
  [{ KESTRA_MCP_EXTRA_HEADERS: '{"A b":"canary"}' }, 'has the name "A b", which no header can have'],
  [{ KESTRA_MCP_EXTRA_HEADERS: "A: canary\na: b" }, "names A twice"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "authorization: Bearer canary" }, "set KESTRA_API_TOKEN, or KESTRA_USERNAME"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "Proxy-Authorization: canary" }, "URL of the proxy"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "Host: canary" }, "must not hold Host"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "content-length: 5" }, "must not hold content-length"],
  [{ KESTRA_MCP_EXTRA_HEADERS: "X-Kestra-Tenant: canary" }, "must not hold X-Kestra-Tenant"],
  [{ KESTRA_MCP_CLIENT_KEY: "/canary" }, "KESTRA_MCP_CLIENT_KEY is set, but KESTRA_MCP_CLIENT_CERT is not"],
  [{ KESTRA_MCP_CLIENT_KEY_PASSPHRASE: "canary" }, "PASSPHRASE is set, but KESTRA_MCP_CLIENT_CERT is not"],
  [{ HTTP_PROXY: "socks5://u:canary@h" }, "HTTP_PROXY must be the URL of an HTTP proxy"],
  [{ http_proxy: "http://canary:x:y:z" }, "http_proxy must be the URL of an HTTP proxy"],
  [{ http_proxy: "${canary}" }, "http_proxy is a placeholder that your client did not fill in"],
  [{ HTTP_PROXY: "http://u:canary%@h" }, "HTTP_PROXY holds a % that starts no percent-encoding"],
  [{ KESTRA_MCP_EXTRA_HEADER: "canary" }, "Did you mean KESTRA_MCP_EXTRA_HEADERS?"],
])("%j stops the start, and its value is not told", (env, message) => {
  let error: unknown;
  try {
    readConfig(env);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ConfigurationError);
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).not.toContain("canary");
});

describe("what is not on the way", () => {
  test("is not looked at: the proxy of another scheme", () => {
    expect(readConfig({ HTTPS_PROXY: "socks5://h" }).connection.baseUrl).toBe("http://localhost:8080");
  });

  test("nothing set is nothing there", () => {
    expect(readConfig({}).connection.network).toBeUndefined();
    expect(readConfig({ HTTPS_PROXY: "" }).connection.network?.proxyFor("https://k")).toBeUndefined();
  });
});
