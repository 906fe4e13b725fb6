import { expect, test } from "vitest";
import { connected, ways } from "../../http/support/clients.ts";
import {
  asking,
  authorize,
  callback,
  codeFor,
  consent,
  dataOf,
  forwardOf,
  loggedIn,
  redeeming,
  register,
  token,
  type Jar,
} from "./support/flow.ts";
import { served } from "./support/served.ts";

test("A user lets a client in, step by step, and nothing is asked of the provider before", async () => {
  const server = await served();
  const { client_id: client } = await register(server);
  const jar: Jar = {};
  const page = await authorize(server, asking(client, { scope: "kestra.read openid nonsense" }), jar);
  expect([page.status, server.upstream.begun]).toEqual([200, 0]);
  const sent = await consent(server, page, jar);
  expect([sent.status, sent.headers.location, server.upstream.begun]).toEqual([200, undefined, 1]);
  const provider = forwardOf(sent);
  expect(provider.origin).toBe("https://login.example.com");
  const back = await callback(server, provider, jar);
  expect(back.status).toBe(303);
  const told = forwardOf(back).searchParams;
  expect([told.get("state"), told.get("iss")]).toEqual(["the-state", server.addresses.issuer]);
  const answer = await token(server, redeeming(client, told.get("code") ?? ""));
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(dataOf(answer)).toEqual({
    access_token: expect.stringMatching(/^kma_/) as unknown,
    refresh_token: expect.stringMatching(/^kmr_/) as unknown,
    token_type: "Bearer",
    expires_in: 3600,
    scope: "kestra.read kestra.write kestra.destroy",
  });
  expect(server.events.map(({ event }) => event)).toEqual(["registration", "consent", "login", "token"]);
});

test.each(ways)("An access token is good for MCP, over %s", async (way) => {
  const server = await served();
  const { access } = await loggedIn(server);
  const client = await connected(way, server.url, { Authorization: `Bearer ${access}` });
  expect(await client.call("manage_flow", { action: "get_yaml", namespace: "a", flow_id: "b" })).toContain(
    "id: hello",
  );
});

test("What the user ticks is given, with what stands below it, and told", async () => {
  const server = await served();
  const { scope, access } = await loggedIn(server, ["kestra.write"]);
  expect(scope).toBe("kestra.read kestra.write");
  const client = await connected("2026-07-28", server.url, { Authorization: `Bearer ${access}` });
  expect(await client.list()).not.toContain("delete_flow_logs");
});

test("A code without a redirect_uri needs none where the client has but one", async () => {
  const server = await served();
  const { client_id: client } = await register(server);
  const told = await codeFor(server, asking(client, { redirect_uri: undefined }));
  const code = told.get("code") ?? "";
  expect((await token(server, redeeming(client, code, { redirect_uri: undefined }))).status).toBe(200);
});
