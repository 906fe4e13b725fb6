import { describe, expect, test } from "vitest";
import { allowedBaseUrl, isAllowed } from "../../runtime/kestra/base-url-list.ts";
import { readConfig } from "../../runtime/config/config.ts";
import { callerConnection } from "../../runtime/transport/http/callers/caller-headers.ts";
import { configs, httpServer, json } from "../runtime/support/server.ts";
import { callGet, initialize, request2026, send } from "./support/raw.ts";
import { box, serving } from "./support/serving.ts";

const own = "http://kestra.example:8080";
const config = readConfig({
  KESTRA_BASE_URL: own,
  KESTRA_MCP_ALLOWED_BASE_URLS:
    "https://other.example, https://gate.example/team/*, http://[::1]:9000, https://xn--bcher-kva.example",
});

/** The address that is asked where this one is named; the status of the refusal otherwise. */
function asked(address: string): string | number {
  try {
    const headers = { "x-kestra-token": "t", "x-kestra-base-url": address };
    return callerConnection(headers, config)?.baseUrl ?? 0;
  } catch (error) {
    expect(String(error)).not.toContain("secret");
    return (error as { status: number }).status;
  }
}

test.each([
  [own, own],
  ["HTTP://KESTRA.EXAMPLE:8080", own],
  ["http://kestra.example:8080/", own],
  ["http://kestra.example:8080//", own],
  ["http://kestra.example:8080/api/v1", own],
  ["http://kestra.example:8080/x/..", own],
  ["http://kestra.example:8080/%2e%2E/", own],
  ["http://%6bestra.example:8080", own],
  ["https://other.example", "https://other.example"],
  ["https://other.example:443/api/v1/t", "https://other.example"],
  ["https://gate.example/team", "https://gate.example/team"],
  ["https://gate.example/team/a/b-1", "https://gate.example/team/a/b-1"],
  ["http://[0:0:0:0:0:0:0:1]:9000", "http://[::1]:9000"],
  ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example"],
])("%s is %s, which may be asked", (address, url) => {
  expect(asked(address)).toBe(url);
});

test.each([
  ["another host", "http://169.254.169.254"],
  ["a loopback", "http://localhost:8080"],
  ["a loopback by number", "http://2130706433"],
  ["a loopback in hexadecimal", "http://0x7f.1"],
  ["a loopback in octal", "http://0177.0.0.1"],
  ["a short address", "http://127.1"],
  ["nobody's address", "http://0:9000"],
  ["another port", "http://kestra.example:8081"],
  ["the default port", "http://kestra.example"],
  ["another scheme", "https://kestra.example:8080"],
  ["another scheme of an allowed one", "http://other.example"],
  ["a trailing dot", "https://other.example."],
  ["a subdomain", "https://a.other.example"],
  ["a longer name", "https://other.example.evil.example"],
  ["a shorter name", "https://er.example"],
  ["a context path that is not allowed", "https://other.example/admin"],
  ["a context path of the operator's", `${own}/other-app`],
  ["a path above", "https://gate.example"],
  ["a path beside that begins alike", "https://gate.example/teams"],
  ["a way up", "https://gate.example/team/../admin"],
  ["an encoded way up", "https://gate.example/team/%2e%2e/admin"],
  ["an encoded slash", "https://gate.example/team/..%2fadmin"],
  ["an encoded slash twice", "https://gate.example/team/%252e%252e%252fadmin"],
  ["an empty segment", "https://gate.example/team//evil.example"],
  ["path parameters", "https://gate.example/team/a;b"],
  ["the loopback of IPv6 in its form for IPv4", "http://[::ffff:127.0.0.1]:9000"],
  ["the loopback of IPv6 at another port", "http://[::1]:9001"],
])("%s is not asked: %s", (_, address) => {
  expect(asked(address)).toBe(403);
});

test.each([
  ["a user", "https://user:secret@other.example"],
  ["a user that is empty", "https://@other.example"],
  ["an allowed name as a user", "https://other.example@evil.example"],
  ["an allowed name as a user, with a backslash", "https://evil.example\\@other.example"],
  ["a backslash", "https:\\\\other.example"],
  ["a space", "https://other.example /"],
  ["two addresses", "https://other.example, https://evil.example"],
  ["a tab", "https://other.exam\tple"],
  ["letters that are not ASCII", "https://b\u00fccher.example"],
  ["a full-width letter that is folded", "https://\uff4fther.example"],
  ["a query", "https://other.example?secret"],
  ["a fragment", "https://other.example#secret"],
  ["no scheme", "other.example"],
  ["a file", "file:///etc/passwd"],
  ["another protocol", "gopher://other.example"],
  ["the user interface", "https://other.example/ui/main"],
  ["more than a tenant", "https://other.example/api/v1/a/b"],
  ["a way up as tenant", "https://gate.example/team/api/v1/..%2f..%2fadmin"],
])("%s is no address: %s", (_, address) => {
  expect(asked(address)).toBe(400);
});

test.each([
  ["a user", "https://user:secret@h"],
  ["a star elsewhere", "https://*.example"],
  ["a star after a path", "https://h/a*"],
  ["a tenant", "https://h/api/v1/main"],
  ["no address", "h"],
])("an operator's list with %s stops the start, and names the variable", (_, word) => {
  const read = () => readConfig({ KESTRA_MCP_ALLOWED_BASE_URLS: word });
  expect(read).toThrow("KESTRA_MCP_ALLOWED_BASE_URLS");
  expect(read).not.toThrow("secret");
});

test("a list of nothing allows nothing", () => {
  expect(isAllowed("http://h", [])).toBe(false);
  expect(isAllowed("http://h/a", [allowedBaseUrl("http://h/*")])).toBe(true);
  expect(isAllowed("http://host/a", [allowedBaseUrl("http://h/*")])).toBe(false);
});

describe("over the wire", () => {
  const named = (url: string) => ({ "X-Kestra-Token": "canary-t", "X-Kestra-Base-Url": url });

  test("an address that is not allowed is told so, and never asked", async () => {
    const inner = await httpServer(box);
    const { url, logged } = await serving(box);
    const inside = inner.url.replace("127.0.0.1", "localhost");
    for (const address of [inner.url, inside, `${inner.url}/api/v1/main`]) {
      const headers = named(address);
      const revision2025 = await send(url, { headers, body: initialize });
      const { headers: more, body } = request2026("tools/call", callGet);
      const revision2026 = await send(url, { headers: { ...more, ...headers }, ...(body && { body }) });
      for (const { status, message, text } of [revision2025, revision2026]) {
        expect(status).toBe(403);
        expect(message.error?.message).toContain("KESTRA_MCP_ALLOWED_BASE_URLS");
        expect(text).not.toContain(new URL(address).port);
      }
    }
    expect(inner.asked).toEqual([]);
    expect(JSON.stringify(logged)).not.toContain("canary");
  });

  test.each([301, 302, 303, 307, 308])(
    "a redirect (%i) of an allowed Kestra is not followed, not even to an allowed one",
    async (status) => {
      const inner = await httpServer(box);
      const outer = await httpServer((one, response) => {
        if (one.url.endsWith("/configs")) json(response, configs);
        else response.writeHead(status, { Location: `${inner.url}${one.url}` }).end();
      });
      const env = { KESTRA_MCP_ALLOWED_BASE_URLS: `${outer.url},${inner.url}` };
      const { url } = await serving(box, { env });
      const { headers, body } = request2026("tools/call", callGet);
      const all = { ...headers, ...named(outer.url) };
      const { message } = await send(url, { headers: all, ...(body && { body }) });
      expect(message.result?.isError).toBe(true);
      expect(JSON.stringify(message.result)).toContain("which is not followed");
      expect([inner.asked.length, outer.asked.length]).toEqual([0, 2]);
    },
  );

  test("the Host of the request is the allowed one's, whatever the client's was", async () => {
    const other = await httpServer((one, response) => {
      json(response, one.url.endsWith("/configs") ? configs : { id: "b" });
    });
    const { url } = await serving(box, { env: { KESTRA_MCP_ALLOWED_BASE_URLS: other.url } });
    const { headers, body } = request2026("tools/call", callGet);
    const all = { ...headers, ...named(other.url), Host: "localhost:1", "X-Forwarded-Host": "evil.example" };
    const { message } = await send(url, { headers: all, ...(body && { body }) });
    expect(message.result?.structuredContent).toEqual({ id: "b" });
    for (const { headers } of other.asked) {
      expect(headers.host).toBe(new URL(other.url).host);
      expect(headers["x-forwarded-host"]).toBeUndefined();
    }
  });
});
