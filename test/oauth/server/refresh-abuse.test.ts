import { expect, test } from "vitest";
import { loggedIn, refreshing } from "./support/flow.ts";
import { next, revoked, statusAndError } from "./support/refreshed.ts";
import { hour, minute, served } from "./support/served.ts";

test("One whose answer is said to be lost, though it came, ends all once that answer is used", async () => {
  const server = await served();
  const stolen = await loggedIn(server);
  const own = await next(server, stolen);
  server.clock.now += hour / 2;
  const thiefs = await Promise.all([1, 2, 3].map(() => next(server, stolen)));
  server.clock.now += hour / 2;
  for (const one of thiefs.slice(1)) await next(server, one);
  expect(statusAndError(await refreshing(server, own))).toEqual(revoked);
  for (const one of thiefs) expect(statusAndError(await refreshing(server, one))).toEqual(revoked);
  expect(server.events.find(({ event }) => event === "reuse")).toMatchObject({ client: own.client });
});

test("A client that refreshes without end has 100 in a minute", async () => {
  const server = await served();
  let last = await loggedIn(server);
  for (let i = 0; i < 100; i++) last = await next(server, last);
  const answer = await refreshing(server, last);
  expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "60"]);
  server.clock.now += minute;
  await next(server, last);
});

test("One of another server with the same store counts there alone", async () => {
  const server = await served();
  const { store, clock } = server;
  const other = await served({ publicUrl: "https://mcp.example.com/other", store, clock });
  const first = await loggedIn(server);
  expect(statusAndError(await refreshing(other, first))).toEqual(revoked);
  await next(server, first);
});
