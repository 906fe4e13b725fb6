import { describe, expect, test } from "vitest";
import { initialize, request2026, openSession, rpc, send, type RawAnswer } from "./support/raw.ts";
import { box, serving } from "./support/serving.ts";

const Origin = "https://app.example.com";
const token = "the-token-of-this-server";
const env = {
  KESTRA_MCP_ALLOWED_ORIGINS: `https://other.example.com,${Origin}`,
  KESTRA_MCP_AUTH_TOKEN: token,
};
const Authorization = `Bearer ${token}`;

/** As a browser asks ahead of a request: without its token. */
const ahead = (origin: string) => ({
  method: "OPTIONS",
  headers: {
    Origin: origin,
    Accept: "*/*",
    "Content-Type": undefined,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type,mcp-protocol-version",
  },
});

const corsOf = ({ headers }: RawAnswer) =>
  Object.keys(headers).filter((name) => name.startsWith("access-control-"));

const words = (header: unknown) => String(header).toLowerCase().split(", ");

describe("a page that the operator named", () => {
  test("may ask ahead, without a token", async () => {
    const { url, logged } = await serving(box, { env });
    const { status, headers, text } = await send(url, ahead(Origin));
    expect([status, text]).toEqual([204, ""]);
    expect(headers).toMatchObject({
      "access-control-allow-origin": Origin,
      "access-control-max-age": "600",
      vary: "Origin",
    });
    expect(words(headers["access-control-allow-methods"])).toEqual(["get", "post", "delete"]);
    const allowed = words(headers["access-control-allow-headers"]);
    const { headers: needed = {} } = request2026("tools/call", { name: "get_box" });
    const sent = [
      ...Object.keys(needed),
      "authorization",
      "content-type",
      "last-event-id",
      "mcp-session-id",
      "x-kestra-token",
    ];
    expect(allowed).toEqual(expect.arrayContaining(sent.map((name) => name.toLowerCase())));
    expect(headers).not.toHaveProperty("access-control-allow-credentials");
    expect(logged).toContainEqual(expect.objectContaining({ method: "OPTIONS", status: 204 }));
  });

  test("reads the answers of both revisions, the id of its session, and a refusal", async () => {
    const { url } = await serving(box, { env });
    const opened = await send(url, { headers: { Origin, Authorization }, body: initialize });
    const session = { Origin, Authorization, "Mcp-Session-Id": String(opened.headers["mcp-session-id"]) };
    const listed = await send(url, { headers: session, body: rpc("tools/list") });
    const { headers: needed, body = {} } = request2026("tools/list");
    const recent = await send(url, { headers: { ...needed, Origin, Authorization }, body });
    const refused = await send(url, { headers: { Origin }, body: initialize });
    const answers = [opened, listed, recent, refused];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 401]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ "access-control-allow-origin": Origin, vary: "Origin" });
      const exposed = words(headers["access-control-expose-headers"]);
      expect(exposed).toEqual(["mcp-session-id", "www-authenticate", "x-request-id"]);
    }
  });
});

test.each([
  ["a page of this machine", "http://localhost:3000", 401],
  ["a foreign page", "https://evil.example", 403],
  ["a page whose name begins the same", `${Origin}.evil.example`, 403],
  ["a page without a name", "null", 403],
])("%s that nobody named may read nothing", async (_, origin, status) => {
  const { url } = await serving(box, { env });
  const asked = await send(url, ahead(origin));
  const sent = await send(url, { headers: { Origin: origin }, body: initialize });
  expect([asked.status, sent.status]).toEqual([status, status]);
  expect([corsOf(asked), corsOf(sent)]).toEqual([[], []]);
});

test("a client that is no page is told nothing of pages, and OPTIONS is no method for it", async () => {
  const { url } = await serving(box, { env });
  const headers = { Authorization, "Mcp-Session-Id": await openSession(url, { Authorization }) };
  const listed = await send(url, { headers, body: rpc("tools/list") });
  const asked = await send(url, { method: "OPTIONS", headers });
  expect([listed.status, asked.status]).toEqual([200, 405]);
  expect([corsOf(listed), corsOf(asked)]).toEqual([[], []]);
});
