import { describe, expect, test } from "vitest";
import { dataOf, loggedIn, refreshing, register, statusWith, token, tokensIn } from "./support/flow.ts";
import { next, revoked, statusAndError } from "./support/refreshed.ts";
import { ann } from "./support/fake-upstream.ts";
import { day, hour, minute, served } from "./support/served.ts";

test("A refresh token gives new ones of both", async () => {
  const server = await served();
  const first = await loggedIn(server);
  const second = await next(server, first);
  expect([second.access, second.refresh]).not.toEqual([first.access, first.refresh]);
  expect(second.scope).toBe(first.scope);
  expect(await statusWith(server, second.access)).not.toBe(401);
  expect(server.events.at(-1)).toMatchObject({
    event: "refresh",
    client: first.client,
    principal: { subject: "ann", issuer: ann.issuer },
  });
});

test("Three at once all count, and so does each of what they gave", async () => {
  const server = await served();
  const first = await loggedIn(server);
  const answers = await Promise.all([1, 2, 3].map(() => refreshing(server, first)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  server.clock.now += hour;
  for (const answer of answers) await next(server, tokensIn(first.client, answer));
});

test("A used one counts again for a minute, even where its successor was used", async () => {
  const server = await served();
  const first = await loggedIn(server);
  const second = await next(server, first);
  await next(server, second);
  server.clock.now += minute;
  await next(server, first);
  server.clock.now += 1;
  expect(statusAndError(await refreshing(server, first))).toEqual(revoked);
});

test("It counts again for as long as nobody used what took its place: the answer was lost", async () => {
  const server = await served();
  const first = await loggedIn(server);
  await refreshing(server, first);
  server.clock.now += 3 * day;
  const second = await next(server, first);
  server.clock.now += 3 * day;
  const third = await next(server, second);
  server.clock.now += hour;
  expect(statusAndError(await refreshing(server, first))).toEqual(revoked);
  expect(statusAndError(await refreshing(server, third))).toEqual(revoked);
});

test.each([1, 2, 5, 30])("One that was used %i times ago ends all that it gave", async (times) => {
  const server = await served();
  const first = await loggedIn(server);
  let last = first;
  for (let i = 0; i < times + 1; i++) {
    last = await next(server, last);
    server.clock.now += hour / 2;
  }
  expect(await statusWith(server, last.access)).not.toBe(401);
  expect(statusAndError(await refreshing(server, first))).toEqual(revoked);
  expect(await statusWith(server, last.access)).toBe(401);
  expect(statusAndError(await refreshing(server, last))).toEqual(revoked);
  expect(server.events.find(({ event }) => event === "reuse")).toMatchObject({
    client: first.client,
    principal: { subject: "ann" },
  });
});

test("What was used is not kept for ever", async () => {
  const server = await served();
  let last = await loggedIn(server);
  for (let i = 0; i < 50; i++) {
    server.clock.now += hour;
    last = await next(server, last);
  }
  expect(await server.store.count("refresh")).toBeLessThan(4);
});

test("One that somebody made up ends nothing", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  const [start = "", , end = ""] = tokens.refresh.split(".");
  const refresh = [start, "a".repeat(43), end].join(".");
  expect(statusAndError(await refreshing(server, { ...tokens, refresh }))).toEqual(revoked);
  expect(statusAndError(await refreshing(server, { ...tokens, refresh: "kmr_x" }))).toEqual(revoked);
  await next(server, tokens);
});

test("Another client has nothing of it, and its own still has", async () => {
  const server = await served();
  const tokens = await loggedIn(server);
  const { client_id: client } = await register(server);
  expect(statusAndError(await refreshing(server, { ...tokens, client }))).toEqual(revoked);
  await next(server, tokens);
});

describe("A scope", () => {
  test("that is narrower holds for that access token alone", async () => {
    const server = await served();
    const first = await loggedIn(server);
    const narrow = await refreshing(server, first, { scope: "kestra.read" });
    expect(dataOf(narrow).scope).toBe("kestra.read");
    expect((await next(server, tokensIn(first.client, narrow))).scope).toBe(first.scope);
  });

  test("that the user did not give is refused, and the token is not used", async () => {
    const server = await served();
    const first = await loggedIn(server, ["kestra.read"]);
    const wide = await refreshing(server, first, { scope: "kestra.read kestra.write" });
    expect(statusAndError(wide)).toEqual([400, "invalid_scope"]);
    server.clock.now += day;
    await next(server, await next(server, first));
  });

  test("that is unknown is left out", async () => {
    const server = await served();
    const first = await loggedIn(server, ["kestra.read"]);
    const answer = await refreshing(server, first, { scope: "kestra.read offline_access" });
    expect(dataOf(answer).scope).toBe("kestra.read");
  });
});

test("A resource that is not ours is refused", async () => {
  const server = await served();
  const first = await loggedIn(server);
  const answer = await refreshing(server, first, { resource: "https://other.example" });
  expect(statusAndError(answer)).toEqual([400, "invalid_target"]);
});

test("One that nobody uses is over after 30 days", async () => {
  const server = await served();
  const first = await loggedIn(server);
  server.clock.now += 30 * day - 1;
  const second = await next(server, first);
  server.clock.now += 30 * day;
  expect(statusAndError(await refreshing(server, second))).toEqual(revoked);
});

test("However often it is used, all is over after 90 days", async () => {
  const server = await served();
  let last = await loggedIn(server);
  for (let i = 0; i < 5; i++) {
    server.clock.now += 17 * day;
    last = await next(server, last);
  }
  server.clock.now += 5 * day - minute;
  const answer = await refreshing(server, last);
  expect(dataOf(answer).expires_in).toBe(60);
  server.clock.now += minute;
  expect(await statusWith(server, tokensIn(last.client, answer).access)).toBe(401);
});

describe("The provider", () => {
  const another = { ...ann, refreshToken: "upstream-2", claims: { roles: ["reader"] } };

  test("is asked again after an hour, and not before", async () => {
    const server = await served();
    const first = await loggedIn(server);
    server.clock.now += hour - 1;
    const second = await next(server, first);
    expect(server.upstream.asked).toEqual([]);
    server.clock.now += minute;
    server.upstream.again = another;
    const third = await next(server, second);
    expect(server.upstream.asked).toEqual(["upstream-1"]);
    server.clock.now += hour;
    await next(server, third);
    expect(server.upstream.asked).toEqual(["upstream-1", "upstream-2"]);
  });

  test("is asked by one of several that refresh at once, and its new token is kept", async () => {
    const server = await served();
    const first = await loggedIn(server);
    server.clock.now += hour;
    server.upstream.again = another;
    const answers = await Promise.all(Array.from({ length: 5 }, () => refreshing(server, first)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(server.upstream.asked).toEqual(["upstream-1"]);
    for (const answer of answers) {
      server.clock.now += hour;
      await next(server, tokensIn(first.client, answer));
    }
    expect(server.upstream.asked.slice(1)).toEqual(Array.from({ length: 5 }, () => "upstream-2"));
  });

  test("says the roles anew, for tokens that are out already, too", async () => {
    const server = await served();
    const first = await loggedIn(server);
    server.clock.now += hour;
    server.upstream.again = { ...another, claims: { roles: [] } };
    await next(server, first);
    const user = (await server.store.page("user", 1))[0];
    expect(user?.body).toMatchObject({
      rolesAt: { [server.addresses.resource]: [] },
      seenAt: server.clock.now,
    });
  });

  test("that has ended the login ends the grant", async () => {
    const server = await served();
    const first = await loggedIn(server);
    server.clock.now += hour;
    server.upstream.again = "ended";
    expect(statusAndError(await refreshing(server, first))).toEqual(revoked);
    expect(await server.store.count("grant")).toBe(0);
    expect(server.events.at(-1)).toMatchObject({ event: "revoke" });
  });

  test("that says another user ends it, too", async () => {
    const server = await served();
    const first = await loggedIn(server);
    server.clock.now += hour;
    server.upstream.again = { ...ann, subject: "eve" };
    expect(statusAndError(await refreshing(server, first))).toEqual(revoked);
    expect(await server.store.count("user")).toBe(1);
  });

  test("that is away is done without for a day, and the token still counts after", async () => {
    const server = await served();
    let last = await loggedIn(server);
    server.upstream.again = "unreachable";
    for (let i = 0; i < 4; i++) {
      server.clock.now += 6 * hour;
      last = await next(server, last);
    }
    server.clock.now += minute;
    const answer = await refreshing(server, last);
    expect([...statusAndError(answer), answer.headers["retry-after"]]).toEqual([
      503,
      "temporarily_unavailable",
      "60",
    ]);
    server.clock.now += minute;
    server.upstream.again = ann;
    await next(server, last);
  });

  test.each([
    ["that gave nothing to ask it with", { ...ann, refreshToken: undefined }, {}],
    ["that cannot be asked, since there is no key,", ann, { sealing: undefined }],
  ])("%s has its user log in again after twelve hours", async (_, identity, parts) => {
    const server = await served({ server: parts });
    const { refreshToken, ...without } = identity;
    server.upstream.identity = refreshToken === undefined ? without : identity;
    const first = await loggedIn(server);
    server.clock.now += 11.5 * hour;
    const answer = await refreshing(server, first);
    expect(dataOf(answer).expires_in).toBe(1800);
    expect(server.upstream.asked).toEqual([]);
    server.clock.now += hour / 2;
    expect(statusAndError(await refreshing(server, tokensIn(first.client, answer)))).toEqual(revoked);
  });
});

test("Without a refresh token nothing is refreshed", async () => {
  const server = await served();
  const { client } = await loggedIn(server);
  const answer = await token(server, { grant_type: "refresh_token", client_id: client });
  expect(statusAndError(answer)).toEqual([400, "invalid_request"]);
});
