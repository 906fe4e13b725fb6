import { expect, test } from "vitest";
import { send } from "../../http/support/raw.ts";
import { dataOf, loggedIn, query, refreshing, register, statusWith, type Tokens } from "./support/flow.ts";
import { served, type Served } from "./support/served.ts";

const revoke = (server: Served, form: Readonly<Record<string, string>>) =>
  send(server.at(server.addresses.revoke), {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: query(form),
  });

const giveBack = (server: Served, { client }: Pick<Tokens, "client">, token: string) =>
  revoke(server, { client_id: client, token });

test("With a refresh token all of its grant is dead at once", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  const other = await loggedIn(server);
  expect(await statusWith(server, tokens.access)).not.toBe(401);
  expect((await giveBack(server, tokens, tokens.refresh)).status).toBe(200);
  expect(await statusWith(server, tokens.access)).toBe(401);
  expect((await refreshing(server, tokens)).status).toBe(400);
  expect(server.events.at(-1)).toMatchObject({ event: "revoke", client: tokens.client });
  expect(await statusWith(server, other.access)).not.toBe(401);
});

test("With an access token that alone is", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  expect((await giveBack(server, tokens, tokens.access)).status).toBe(200);
  expect(await statusWith(server, tokens.access)).toBe(401);
  expect((await refreshing(server, tokens)).status).toBe(200);
});

test("One that counts no more is no error", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  for (const token of [tokens.refresh, tokens.refresh, tokens.access, "nonsense", `${tokens.refresh}x`])
    expect((await giveBack(server, tokens, token)).status).toBe(200);
});

test("One with a signature that is not ours ends nothing", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  const forged = tokens.refresh.slice(0, -1) + (tokens.refresh.endsWith("A") ? "B" : "A");
  expect((await giveBack(server, tokens, forged)).status).toBe(200);
  expect(await statusWith(server, tokens.access)).not.toBe(401);
});

test("One of another client is refused, and stays", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  const { client_id: client } = await register(server);
  for (const token of [tokens.refresh, tokens.access]) {
    const answer = await giveBack(server, { client }, token);
    expect([answer.status, dataOf(answer).error]).toEqual([400, "invalid_request"]);
  }
  expect(await statusWith(server, tokens.access)).not.toBe(401);
});

test("An unknown client is told so, and a request without a token", async () => {
  const server = await served();
  const { client } = await loggedIn(server);
  const unknown = await revoke(server, { client_id: "unknown", token: "x" });
  expect([unknown.status, dataOf(unknown).error]).toEqual([401, "invalid_client"]);
  expect((await revoke(server, { client_id: client })).status).toBe(400);
});
