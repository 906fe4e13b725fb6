import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { endGrant } from "../../../runtime/store/end-grants.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { postgres, sqlite } from "../store/stores.ts";
import {
  asking,
  codeFor,
  loggedIn,
  redeeming,
  refreshing,
  register,
  statusWith,
  token,
  tokensIn,
} from "./support/flow.ts";
import { hour, served } from "./support/served.ts";

describe.each([sqlite, postgres].filter(({ missing }) => missing === ""))("With a store of $of", (make) => {
  // The database takes a while to start.
  beforeAll(async () => {
    await (await make.make()).remove();
  }, 60_000);

  const replicas = async () => {
    const place = await make.make();
    const clock = { now: Date.now() };
    const stores = await Promise.all([place.open(() => clock.now), place.open(() => clock.now)]);
    const [one, other] = await Promise.all(stores.map((store) => served({ store, clock })));
    if (one === undefined || other === undefined) throw new Error("There are two.");
    onTestFinished(async () => {
      for (const store of stores) await store.close();
      await place.remove();
    });
    return { one, other, clock };
  };

  test("of 20 that redeem a code at once, at two replicas, one has tokens, and they are dead", async () => {
    const { one, other } = await replicas();
    const { client_id: client } = await register(one);
    const code = (await codeFor(one, asking(client))).get("code") ?? "";
    const all = Array.from({ length: 20 }, (_, i) =>
      token(i % 2 === 0 ? one : other, redeeming(client, code)),
    );
    const answers = await Promise.all(all);
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBeLessThanOrEqual(1);
    for (const answer of good) expect(await statusWith(other, tokensIn(client, answer).access)).toBe(401);
    expect(await one.store.count("grant")).toBe(0);
  });

  test("of many that refresh at once, at two replicas, all go on, and the provider is asked once", async () => {
    const { one, other, clock } = await replicas();
    const { client_id: client } = await register(one);
    const code = (await codeFor(one, asking(client))).get("code") ?? "";
    const first = tokensIn(client, await token(one, redeeming(client, code)));
    clock.now += hour;
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => refreshing(i % 2 === 0 ? one : other, first)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(one.upstream.asked.length + other.upstream.asked.length).toBe(1);
    clock.now += hour / 2;
    for (const answer of answers)
      expect((await refreshing(other, tokensIn(client, answer))).status).toBe(200);
  });
});

test("One that ends while it is used stays ended", async () => {
  const clock = { now: 1_000_000_000_000 };
  const kept = createMemoryStore(() => clock.now);
  let ends = false;
  // Just after it was found.
  const store: Store = {
    ...kept,
    async get(kind, id) {
      const found = await kept.get(kind, id);
      if (kind === "grant" && ends) await endGrant(kept, id);
      return found;
    },
  };
  const server = await served({ store, clock });
  const tokens = await loggedIn(server);
  const { client_id: client } = await register(server);
  const code = (await codeFor(server, asking(client))).get("code") ?? "";
  ends = true;
  expect((await token(server, redeeming(client, code))).status).toBe(400);
  expect((await refreshing(server, tokens)).status).toBe(400);
  expect(await kept.count("grant")).toBe(0);
});
