import { describe, expect, test } from "vitest";
import {
  createClientDocuments,
  type ClientDocuments,
} from "../../../runtime/oauth/clients/client-documents.ts";
import { FetchError, type GuardedFetch } from "../../../runtime/oauth/clients/guarded-fetch.ts";
import { send } from "../../http/support/raw.ts";
import { dataOf, redirectUri } from "../server/support/flow.ts";
import { day, hour, minute, served } from "../server/support/served.ts";

const url = "https://kestra.example/client.json";
const good = { client_id: url, redirect_uris: [redirectUri] };

const from = "198.51.100.1";

const documentsOf = (fetch: GuardedFetch, clock = { now: 0 }) =>
  createClientDocuments(fetch, () => clock.now);

describe("A document is kept", () => {
  const counting = (maxAge?: number) => {
    let asked = 0;
    const fetch: GuardedFetch = () => {
      asked++;
      return Promise.resolve({ text: JSON.stringify(good), ...(maxAge !== undefined && { maxAge }) });
    };
    return { fetch, asked: () => asked };
  };

  test.each([
    ["for an hour where it says nothing", undefined, hour],
    ["for a minute at least", 0, minute],
    ["for as long as it says", 600, 10 * minute],
    ["for a day at most", 10_000_000, day],
  ])("%s", async (_, maxAge, time) => {
    const clock = { now: 0 };
    const { fetch, asked } = counting(maxAge);
    const documents = documentsOf(fetch, clock);
    await documents.find(url, from);
    clock.now += time - 1;
    await documents.find(url, from);
    expect(asked()).toBe(1);
    clock.now += 1;
    await documents.find(url, from);
    expect(asked()).toBe(2);
  });

  test("for a day, where it cannot be reached, and not where it is another", async () => {
    const clock = { now: 0 };
    let answer: () => ReturnType<GuardedFetch> = () =>
      Promise.resolve({ text: JSON.stringify(good), maxAge: 60 });
    const documents = documentsOf(() => answer(), clock);
    await documents.find(url, from);
    answer = () => Promise.reject(new FetchError("network", "away"));
    clock.now += hour;
    expect((await documents.find(url, from)).id).toBe(url);
    clock.now += hour;
    expect((await documents.find(url, from)).id).toBe(url);
    answer = () => Promise.reject(new FetchError("refused", "404"));
    clock.now += hour;
    await expect(documents.find(url, from)).rejects.toThrow("404");
    answer = () => Promise.reject(new FetchError("network", "away"));
    clock.now += day;
    await expect(documents.find(url, from)).rejects.toThrow("away");
  });

  test("and asked for once by all who want it at one time", async () => {
    const { fetch, asked } = counting();
    const documents = documentsOf(fetch);
    await Promise.all(Array.from({ length: 10 }, () => documents.find(url, from)));
    expect(asked()).toBe(1);
  });

  test("but not one that is wrong, for longer than ten seconds", async () => {
    const clock = { now: 0 };
    let text = "{}";
    const documents = documentsOf(() => Promise.resolve({ text }), clock);
    await expect(documents.find(url, from)).rejects.toThrow();
    text = JSON.stringify(good);
    await expect(documents.find(url, from)).rejects.toThrow();
    clock.now += 10_000;
    expect((await documents.find(url, from)).id).toBe(url);
  });

  test("however many others are named that are wrong, and of these as few are known", async () => {
    const clock = { now: 0 };
    const asked: string[] = [];
    const documents = documentsOf((at) => {
      asked.push(at);
      if (at === url) return Promise.resolve({ text: JSON.stringify(good) });
      return Promise.reject(new FetchError("refused", "404"));
    }, clock);
    await documents.find(url, from);
    const wrong = (i: number) => `https://h${i}.example/client.json`;
    for (let i = 0; i < 1500; i++) await expect(documents.find(wrong(i), from)).rejects.toThrow("404");
    asked.length = 0;
    await documents.find(url, from);
    for (const i of [0, 1499]) await expect(documents.find(wrong(i), from)).rejects.toThrow("404");
    expect(asked).toEqual([wrong(0)]);
  });

  test("and one that is used longer than those that are not", async () => {
    const asked: string[] = [];
    const documents = documentsOf((at) => {
      asked.push(at);
      return Promise.resolve({ text: JSON.stringify({ ...good, client_id: at }) });
    });
    for (let i = 0; i < 1500; i++) {
      await documents.find(url, from);
      await documents.find(`https://h${i}.example/client.json`, from);
    }
    expect(asked.filter((at) => at === url)).toHaveLength(1);
  });

  test("but not where its host says that there is none any more", async () => {
    const clock = { now: 0 };
    let answer: () => ReturnType<GuardedFetch> = () =>
      Promise.resolve({ text: JSON.stringify(good), maxAge: 60 });
    const documents = documentsOf(() => answer(), clock);
    await documents.find(url, from);
    for (const [kind, said] of [
      ["refused", "404"],
      ["network", "away"],
    ] as const) {
      answer = () => Promise.reject(new FetchError(kind, said));
      clock.now += hour;
      await expect(documents.find(url, from)).rejects.toThrow(said);
    }
  });
});

describe("Clients are told that there may be one", () => {
  const clock = { now: 1_000_000_000_000 };
  const asked = async () => {
    let isUp = false;
    const fetch: GuardedFetch = () =>
      isUp
        ? Promise.resolve({ text: JSON.stringify(good) })
        : Promise.reject(new FetchError("network", "away"));
    const documents = documentsOf(fetch, clock);
    const server = await served({ clock, documents });
    const isOffered = async () => {
      const metadata = `${server.origin}/.well-known/oauth-authorization-server`;
      return dataOf(await send(metadata, { method: "GET" })).client_id_metadata_document_supported;
    };
    const ask = (host: string, path = "client.json") =>
      documents.find(`https://${host}/${path}`, from).catch(() => undefined);
    return { isOffered, ask, bring: (up: boolean) => (isUp = up) };
  };

  test("but not for an hour where three hosts did not answer, and none did", async () => {
    const { isOffered, ask } = await asked();
    for (const host of ["a.example", "b.example", "c.example"]) {
      expect(await isOffered()).toBe(true);
      await ask(host);
    }
    expect(await isOffered()).toBe(false);
    clock.now += hour + 1;
    expect(await isOffered()).toBe(true);
  });

  test("whoever names one host that does not answer, however often", async () => {
    const { isOffered, ask } = await asked();
    for (let i = 0; i < 10; i++) await ask("a.example", String(i));
    for (let i = 0; i < 10; i++) await ask("b.example", String(i));
    expect(await isOffered()).toBe(true);
  });

  test("where three hosts did not answer on different days", async () => {
    const { isOffered, ask } = await asked();
    for (const host of ["a.example", "b.example", "c.example"]) {
      await ask(host);
      clock.now += day;
    }
    clock.now -= day;
    expect(await isOffered()).toBe(true);
  });

  test("where one answered within a day", async () => {
    const { isOffered, ask, bring } = await asked();
    bring(true);
    await ask("kestra.example");
    bring(false);
    clock.now += 2 * hour;
    for (const host of ["a.example", "b.example", "c.example"]) await ask(host);
    expect(await isOffered()).toBe(true);
  });
});

describe("Many addresses do not keep the server busy at once", () => {
  const atOnce = async (ask: (documents: ClientDocuments, i: number) => Promise<unknown>) => {
    let open = 0;
    let most = 0;
    const documents = documentsOf(async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return { text: "{}" };
    });
    await Promise.allSettled(Array.from({ length: 50 }, (_, i) => ask(documents, i)));
    return most;
  };
  test.each<readonly [string, number, (i: number) => readonly [string, string]]>([
    ["of all", 16, (i) => [`https://h${i}.example/a`, `198.51.100.${i}`]],
    ["of one host", 4, (i) => [`https://a.example/${i}`, `198.51.100.${i}`]],
    ["of one caller", 4, (i) => [`https://h${i}.example/a`, "198.51.100.1"]],
    ["of one network", 4, (i) => [`https://h${i}.example/a`, `2001:db8::${i}`]],
  ])("%s %i are fetched", async (_, most, given) => {
    expect(await atOnce((documents, i) => documents.find(...given(i)))).toBe(most);
  });
});

test("Whoever came while the server was busy is let in once it is not", async () => {
  const documents = documentsOf(async (asked) => {
    await new Promise((resolve) => setImmediate(resolve));
    return { text: asked === url ? JSON.stringify(good) : "{}" };
  });
  const others = Array.from({ length: 16 }, (_, i) =>
    documents.find(`https://h${i}.example/a`, `198.51.100.${i}`),
  );
  await expect(documents.find(url, from)).rejects.toThrow("Too many others");
  await Promise.allSettled(others);
  expect((await documents.find(url, from)).id).toBe(url);
});
