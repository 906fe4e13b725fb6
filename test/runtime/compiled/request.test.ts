import { describe, expect, test } from "vitest";
import { InputError } from "../../../runtime/errors.ts";
import { form, instant, keyed, pairs, path } from "../../../runtime/compiled/request.ts";

describe("instant", () => {
  test.each([
    ["2026-05-01", "2026-05-01T00:00:00Z"],
    ["2026-05-01 10:00", "2026-05-01T10:00Z"],
    ["2026-05-01T10:00:00z", "2026-05-01T10:00:00Z"],
    ["2026-05-01T10:00:00.123456789+02:00", "2026-05-01T10:00:00.123456789+02:00"],
    ["2026-05-01T10:00:00+0230", "2026-05-01T10:00:00+02:30"],
    ["2026-05-01T10:00:00-02", "2026-05-01T10:00:00-02:00"],
    ["2028-02-29", "2028-02-29T00:00:00Z"],
  ])("%j is sent as %s", (value, sent) => {
    expect(instant(value, "at")).toBe(sent);
  });

  test.each([
    "2026-02-30",
    "2026-02-29T10:00:00Z",
    "2026-04-31T10:00:00+02:00",
    "2026-13-01",
    "2026-05-01T25:00",
    "2026-05-01T10:00:00+19:00",
    "2026-05-01T10:00:00+0260",
    "2026-05-01T10:00:00+2",
    "yesterday",
  ])("%j is refused, and the argument named", (value) => {
    expect(() => instant(value, "at")).toThrow(InputError);
    expect(() => instant(value, "at")).toThrow("at must be an ISO 8601 date-time");
  });

  test("nothing stays nothing", () => {
    expect([instant(undefined, "at"), instant("", "at")]).toEqual([undefined, undefined]);
  });
});

describe("labels", () => {
  test("are key:value, of a number or a truth the word", () => {
    expect(pairs({ env: "a:b", n: 1, on: true })).toEqual(["env:a:b", "n:1", "on:true"]);
    expect(pairs(undefined)).toBeUndefined();
  });

  test("a key with a colon is refused: it would become another label", () => {
    expect(() => pairs({ "a:b": "c" })).toThrow(InputError);
    expect(() => pairs({ "a:b": "c" })).toThrow('The key "a:b" holds a colon');
  });

  test("as filters are one parameter for each key, and none is left out, which would find more", () => {
    expect(keyed("f[labels][EQUALS]", { env: "prod", n: 1 })).toEqual({
      "f[labels][EQUALS][env]": "prod",
      "f[labels][EQUALS][n]": "1",
    });
    expect(() => keyed("f", { env: "prod", team: null })).toThrow('The label "team" has no value');
    expect(keyed("f", undefined)).toEqual({});
  });
});

describe("a file in a form", () => {
  const file = { $file: "x.txt", text: "a" };

  test("has one content", () => {
    expect(form({ f: file })?.kind).toBe("multipart");
    expect(form({ f: { ...file, base64: null } })?.kind).toBe("multipart");
    expect(() => form({ f: { ...file, base64: "YQ==" } })).toThrow(
      "f: a file has one content: give `text` or `base64` beside `$file`, not both.",
    );
    expect(() => form({ f: { $file: "x.txt" } })).toThrow("f: a file needs `text` or `base64`");
  });

  test("has no other keys, which nobody would read", () => {
    expect(() => form({ f: { ...file, encoding: "latin1" } })).toThrow(
      "f: a file has only the keys $file, text, base64, not encoding.",
    );
  });
});

describe("a hole of a path", () => {
  test("that is a list is as many segments, each by itself", () => {
    expect(String(path`/docs/${["a b", "c"]}/versions/${"1.3"}`)).toBe("/docs/a%20b/c/versions/1.3");
  });

  test.each([[[]], [["a", ""]], [["a", ".."]], [["a/b"]]])("is refused as %j", (list) => {
    expect(() => path`/docs/${list}/versions`).toThrow("cannot be part of a path");
  });
});
