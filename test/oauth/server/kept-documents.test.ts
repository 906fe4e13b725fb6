import { describe, expect, test } from "vitest";
import { createClientDocuments } from "../../../runtime/oauth/clients/client-documents.ts";
import { FetchError, type GuardedFetch } from "../../../runtime/oauth/clients/guarded-fetch.ts";
import { send } from "../../http/support/raw.ts";
import { dataOf, redirectUri } from "./support/flow.ts";
import { day, hour, minute, served } from "./support/served.ts";

const url = "https://kestra.example/client.json";
const good = { client_id: url, redirect_uris: [redirectUri] };

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
    await documents.find(url);
    clock.now += time - 1;
    await documents.find(url);
    expect(asked()).toBe(1);
    clock.now += 1;
    await documents.find(url);
    expect(asked()).toBe(2);
  });

  test("for a day, where it cannot be reached, and not where it is another", async () => {
    const clock = { now: 0 };
    let answer: () => ReturnType<GuardedFetch> = () =>
      Promise.resolve({ text: JSON.stringify(good), maxAge: 60 });
    const documents = documentsOf(() => answer(), clock);
    await documents.find(url);
    answer = () => Promise.reject(new FetchError("network", "away"));
    clock.now += hour;
    expect((await documents.find(url)).id).toBe(url);
    clock.now += hour;
    expect((await documents.find(url)).id).toBe(url);
    answer = () => Promise.reject(new FetchError("refused", "404"));
    clock.now += hour;
    await expect(documents.find(url)).rejects.toThrow("404");
    answer = () => Promise.reject(new FetchError("network", "away"));
    clock.now += day;
    await expect(documents.find(url)).rejects.toThrow("away");
  });

  test("and asked for once by all who want it at one time", async () => {
    const { fetch, asked } = counting();
    const documents = documentsOf(fetch);
    await Promise.all(Array.from({ length: 10 }, () => documents.find(url)));
    expect(asked()).toBe(1);
  });

  test("but not one that is wrong, for longer than a minute", async () => {
    const clock = { now: 0 };
    let text = "{}";
    const documents = documentsOf(() => Promise.resolve({ text }), clock);
    await expect(documents.find(url)).rejects.toThrow();
    text = JSON.stringify(good);
    await expect(documents.find(url)).rejects.toThrow();
    clock.now += minute;
    expect((await documents.find(url)).id).toBe(url);
  });
});

test("Where the web was not reached for a day, clients are not told for an hour that it could be", async () => {
  const clock = { now: 1_000_000_000_000 };
  let isUp = false;
  const fetch: GuardedFetch = () =>
    isUp
      ? Promise.resolve({ text: JSON.stringify(good) })
      : Promise.reject(new FetchError("network", "away"));
  const documents = documentsOf(fetch, clock);
  const server = await served({ clock, documents });
  const isOffered = async () => {
    const answer = await send(`${server.origin}/.well-known/oauth-authorization-server`, { method: "GET" });
    return dataOf(answer).client_id_metadata_document_supported;
  };
  expect(await isOffered()).toBe(true);
  await documents.find(url).catch(() => undefined);
  expect(await isOffered()).toBe(false);
  clock.now += hour + 1;
  expect(await isOffered()).toBe(true);
  isUp = true;
  await documents.find(url);
  clock.now += 2 * hour;
  isUp = false;
  await documents.find(url).catch(() => undefined);
  expect(await isOffered()).toBe(true);
});

test("Many addresses do not keep the server busy at once", async () => {
  let open = 0;
  let most = 0;
  const documents = documentsOf(async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    open--;
    return { text: "{}" };
  });
  await Promise.allSettled(Array.from({ length: 50 }, (_, i) => documents.find(`https://a.example/${i}`)));
  expect(most).toBe(16);
});

test("Whoever came while the server was busy is let in once it is not", async () => {
  const documents = documentsOf(async (asked) => {
    await new Promise((resolve) => setImmediate(resolve));
    return { text: asked === url ? JSON.stringify(good) : "{}" };
  });
  const others = Array.from({ length: 16 }, (_, i) => documents.find(`https://a.example/${i}`));
  await expect(documents.find(url)).rejects.toThrow("Too many others");
  await Promise.allSettled(others);
  expect((await documents.find(url)).id).toBe(url);
});
