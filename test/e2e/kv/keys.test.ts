import { describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { until } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { authorizationOf } from "../support/target.ts";

useKestra();

const kv = (action: string, more: object = {}): Promise<Data> =>
  kestra.get("manage_kv_store", { action, namespace: kestra.namespace, ...more });
const refused = (action: string, more: object = {}): Promise<string> =>
  kestra.refusal("manage_kv_store", { action, namespace: kestra.namespace, ...more });

const get = (key: string) => ({ action: "get", namespace: kestra.namespace, key });

/** Stores a value as another program would. */
async function put(key: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const root = kestra.target.url.replace(/\/api\/v1.*$/, "");
  const answer = await fetch(`${root}/api/v1/main/namespaces/${kestra.namespace}/kv/${key}`, {
    method: "PUT",
    headers: { authorization: authorizationOf(kestra.target), "Content-Type": "text/plain", ...headers },
    body,
  });
  expect(answer.ok).toBe(true);
}

/** What each value is stored as. Of dates and durations Kestra keeps the moment, not the words. */
const values: Readonly<Record<string, readonly [unknown, string]>> = {
  word: ["hello", "STRING"],
  empty: ["", "STRING"],
  null_text: ["null", "STRING"],
  broken_json: ['{"a": ', "STRING"],
  local_time: ["2026-05-01T10:20:30", "STRING"],
  date_in_text: ["2026-05-01 is a Friday", "STRING"],
  sentence: ["plain words, no quotes", "STRING"],
  quoted: [`She said "it's 5"`, "STRING"],
  lines: ["one\ntwo\n\tthree \\ four", "STRING"],
  script: ["ünïcödé 漢字 🚀", "STRING"],
  digits: ["42", "STRING"],
  yes: ["true", "STRING"],
  integer: [42, "NUMBER"],
  negative: [-7, "NUMBER"],
  decimal: [1.25, "NUMBER"],
  true: [true, "BOOLEAN"],
  false: [false, "BOOLEAN"],
  zero: [0, "NUMBER"],
  object: [{ retries: 3, hosts: ["a", "b"], nested: { on: true, "a key": 1 } }, "JSON"],
  list: [[1, "two", null, { three: 3 }], "JSON"],
  day: ["2026-05-01", "DATE"],
  instant: ["2026-05-01T10:20:30Z", "DATETIME"],
};

describe("manage_kv_store", () => {
  for (const [key, [value, type]] of Object.entries(values)) {
    check(`keeps a value as it is: ${key}`, async () => {
      expect(await kv("set", { key, value })).toEqual({ status: "ok" });
      expect(await kv("get", { key })).toMatchObject({ type, value });
    });
  }

  check("says what of an object is not stored: keys that are null, and no null of a list", async () => {
    const value = { a: [1, "b", null], c: null, d: { e: null, f: 0 } };
    const { status, message } = await kv("set", { key: "nulls", value });
    expect(status).toBe("ok");
    expect(message).toContain("Stored without c, d.e: ");
    expect((await kv("get", { key: "nulls" })).value).toEqual({ a: [1, "b", null], d: { f: 0 } });
  });

  check("tells that a duration stays no text, however it is written", async () => {
    for (const [value, format] of [
      ["PT5M", "text"],
      ['"PT5M"', "json"],
    ]) {
      const { status, message } = await kv("set", { key: "pause", value, format });
      expect(status).toBe("ok");
      expect(message).toContain("Stored as DURATION");
      expect(await kv("get", { key: "pause" })).toMatchObject({ type: "DURATION" });
    }
  });

  check("stores no null, of which nothing would be left", async () => {
    expect(await refused("set", { key: "null_json", value: "null", format: "json" })).toContain(
      "Kestra cannot keep null as a value",
    );
    expect(await refused("get", { key: "null_json" })).toContain("404");
  });

  check("reads an object or list in a text as JSON, and a text as it is told to", async () => {
    const stored = async (value: string, format?: string) => {
      await kv("set", { key: "told", value, ...(format === undefined ? {} : { format }) });
      const { type, value: kept } = await kv("get", { key: "told" });
      return { type, value: kept };
    };
    expect(await stored('{"a": [1]}')).toEqual({ type: "JSON", value: { a: [1] } });
    expect(await stored('{"a": 1}', "text")).toEqual({ type: "STRING", value: '{"a": 1}' });
    expect(await stored("42", "json")).toEqual({ type: "NUMBER", value: 42 });
    expect(await stored("true", "json")).toEqual({ type: "BOOLEAN", value: true });
    expect(await refused("set", { key: "told", value: "hello", format: "json" })).toContain("not valid JSON");
  });

  check("keeps all digits of a number, which comes back as text", async () => {
    const big = "1234567890123456789";
    await kv("set", { key: "big", value: big, format: "json" });
    expect(await kv("get", { key: "big" })).toMatchObject({
      type: "NUMBER",
      value: big,
      note: "value is a number, written as text here, so that no digit is lost.",
    });
    await kv("set", { key: "big", value: `{"id": ${big}, "half": 0.5}` });
    expect(await kv("get", { key: "big" })).toMatchObject({
      type: "JSON",
      value: { id: big, half: 0.5 },
      note: "value.id is a number, written as text here, so that no digit is lost.",
    });
    await kv("set", { key: "big", value: { id: big } });
    expect((await kv("get", { key: "big" })).note).toBe(undefined);
    await put("big", big);
    expect(await kv("get", { key: "big" })).toMatchObject({ type: "NUMBER", value: big });
  });

  check("keeps a date-time with an offset as that moment", async () => {
    await kv("set", { key: "offset", value: "2026-05-01T10:20:30.123+02:00" });
    const { value } = await kv("get", { key: "offset" });
    expect(Date.parse(value as string)).toBe(Date.parse("2026-05-01T10:20:30.123+02:00"));
  });

  check("keeps a duration as one", async () => {
    for (const value of ["PT4H", "PT5M"]) {
      await kv("set", { key: "pause", value });
      expect(await kv("get", { key: "pause" })).toMatchObject({ type: "DURATION", value });
    }
  });

  check("says of an expired value that it is gone, of a stored null that it has none", async () => {
    await put("expiring", '"soon gone"', { ttl: "PT1S" });
    await put("nothing", "null");
    const nothing = await kv("get", { key: "nothing" });
    expect(nothing).toMatchObject({ type: "STRING" });
    expect(nothing.value ?? null).toBe(null);
    // Who reads it first is told that it has expired: with that it is gone for good.
    const { text } = await until(
      () => kestra.call("manage_kv_store", get("expiring")),
      ({ isError }) => isError,
    );
    expect(text).toMatch(/410[^]*expired/);
    expect(await refused("get", { key: "expiring" })).toMatch(/404|410/);
    expect(((await kv("list")).results as Data[]).map(({ key }) => key)).not.toContain("expiring");
  });

  check("keeps the whole of a text that another program cut", async () => {
    await put("cut", "plain words, no quotes");
    expect(await kv("get", { key: "cut" })).toMatchObject({ value: "plain" });
    await kv("set", { key: "cut", value: "plain words, no quotes" });
    expect(await kv("get", { key: "cut" })).toMatchObject({ value: "plain words, no quotes" });
  });

  check("overwrites a value, also of another type", async () => {
    await kv("set", { key: "changing", value: "first" });
    await kv("set", { key: "changing", value: { second: true } });
    expect(await kv("get", { key: "changing" })).toMatchObject({ type: "JSON", value: { second: true } });
  });

  check("lists the keys of exactly this namespace", async () => {
    await kv("set", { key: "listed", value: 1 });
    await kestra.get("manage_kv_store", {
      action: "set",
      namespace: `${kestra.namespace}.child`,
      key: "childs",
      value: 1,
    });
    const keys = ((await kv("list")).results as Data[]).map(({ key }) => key);
    expect(keys).toContain("listed");
    expect(keys).not.toContain("childs");
    const { results } = await kestra.get("manage_kv_store", {
      action: "list",
      namespace: `${kestra.namespace}.child`,
    });
    expect(results).toEqual([expect.objectContaining({ key: "childs" })]);
    expect(Date.parse(results[0]?.creationDate ?? "")).not.toBeNaN();
  });

  check("lists nothing where there is nothing", async () => {
    expect(
      await kestra.get("manage_kv_store", { action: "list", namespace: `${kestra.namespace}.none` }),
    ).toEqual({ results: [] });
  });

  check("deletes, and says whether there was something to delete", async () => {
    await kv("set", { key: "doomed", value: 1 });
    expect(await kv("delete", { key: "doomed" })).toEqual({ deleted: true });
    expect(await kv("delete", { key: "doomed" })).toEqual({ deleted: false });
    expect(await refused("get", { key: "doomed" })).toMatch(/404[^]*doomed/);
  });

  check("wants what an action needs", async () => {
    expect(await refused("get")).toContain("key is required when action is get");
    expect(await refused("delete")).toContain("key is required when action is delete");
    expect(await refused("set", { key: "empty" })).toMatch(/value/);
    expect(await refused("set", { value: 1 })).toContain("key is required when action is set");
    expect(await refused("set", { key: "empty", value: null })).toMatch(/value/);
    expect(await refused("lst")).toContain("Did you mean list?");
  });

  check("says what a key may be", async () => {
    expect(await refused("set", { key: "bad key!", value: 1 })).toMatch(/422[^]*Key must start with/);
    expect(await refused("get", { key: ".." })).toMatch(/cannot be part of a path/);
    expect(await refused("get", { key: "" })).toMatch(/^manage_kv_store: /);
  });
});
