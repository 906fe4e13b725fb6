import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lineOf } from "../../../runtime/kept/kept-answer.ts";
import { keptFile } from "../../../runtime/kept/kept-file.ts";
import { keptFolder } from "../../../runtime/kept/kept-folder.ts";
import { say } from "../../../runtime/text/said.ts";
import { emptyFolder } from "./support/folder.ts";
import { service, type Next } from "./support/service.ts";

const day = 86_400_000;
const html = { status: 200, mediaType: "text/html", text: "<!doctype html>Log in" };

/** A file with one answer to `GET /v1/plugins`, and its path. */
async function fileWith(text: string, at = "2025-12-01T00:00:00.000Z") {
  const path = join(emptyFolder(), "catalog");
  writeFileSync(
    path,
    `${await lineOf({ request: "GET /v1/plugins", at, mediaType: "application/json", text })}\n`,
  );
  return keptFile(path);
}

describe("what was kept on disk", () => {
  it("is not asked for again for a day, and then it is", async () => {
    const { asked, time, get } = service(
      { folder: keptFolder(emptyFolder()) },
      { text: "[1]" },
      { text: "[2]" },
    );
    expect(await get()).toEqual({ status: 200, mediaType: "application/json", text: "[1]" });
    time.now += day - 1;
    expect(await get()).toMatchObject({ text: "[1]", kept: { in: "cache", at: "2026-01-01T00:00:00.000Z" } });
    expect(asked).toHaveLength(1);
    time.now += 1;
    expect(await get()).toEqual({ status: 200, mediaType: "application/json", text: "[2]" });
    expect(await get()).toMatchObject({ text: "[2]", kept: { at: "2026-01-02T00:00:00.000Z" } });
    expect(asked).toHaveLength(2);
  });

  it("is that of its path and query alone", async () => {
    const { asked, get } = service({ folder: keptFolder(emptyFolder()) });
    await get("/v1/a");
    await get("/v1/b");
    expect(asked).toHaveLength(2);
  });

  it("is asked for again where a clock before ours was ahead", async () => {
    const { asked, time, get } = service({ folder: keptFolder(emptyFolder()) });
    await get();
    time.now -= day;
    expect(await get()).not.toHaveProperty("kept");
    expect(asked).toHaveLength(2);
  });

  it.each<[string, Next]>([
    ["cannot be reached", "away"],
    ["fails", { status: 500, text: "{}" }],
    ["is asked too much", { status: 429 }],
    ["is behind a login page", html],
    ["is behind a page that says it is JSON", { ...html, mediaType: "application/json" }],
    ["is behind a proxy that wants a name", { status: 403 }],
    ["does not get to its answer", { status: 202 }],
  ])("answers after months where the service %s, and stays as it is", async (_, next) => {
    const { asked, time, get } = service({ folder: keptFolder(emptyFolder()) }, { text: "[1]" }, next);
    await get();
    for (const month of [1, 2]) {
      time.now += 30 * day;
      const answer = { status: 200, text: "[1]", kept: { in: "cache", at: "2026-01-01T00:00:00.000Z" } };
      expect(await get(), `month ${month}`).toMatchObject(answer);
    }
    expect(asked.length).toBeGreaterThan(2);
  });

  it.each<[string, Next]>([
    ["an error", { status: 404, text: "no" }],
    ["a failure", { status: 503 }],
    ["a page", html],
    ["a part", { excerpt: { offset: 0 } as never }],
  ])("is never %s: the next one is asked for", async (_, next) => {
    const { asked, get } = service({ folder: keptFolder(emptyFolder()) }, next, { text: "[2]" });
    await get();
    expect(await get()).toEqual({ status: 200, mediaType: "application/json", text: "[2]" });
    expect(asked).toHaveLength(2);
  });

  it("and gone from the service is gone: a no is passed on", async () => {
    const folder = keptFolder(emptyFolder());
    const { time, get } = service({ folder, files: [await fileWith("[3]")] }, {}, { status: 404 });
    await get();
    time.now += day;
    expect(await get()).toMatchObject({ status: 404 });
  });

  it("is not looked for where something is changed", async () => {
    const { asked, http } = service({ folder: keptFolder(emptyFolder()), unasked: say`it is off` });
    const options = { retry: false, signal: new AbortController().signal };
    await http.send({ service: "catalog", method: "POST", path: "/v1/plugins" }, options);
    expect(asked).toHaveLength(1);
  });
});

describe("an answer that is still being made", () => {
  it("is asked for with growing pauses, and kept when it has come", async () => {
    const pending = { status: 202, text: "" };
    const folder = keptFolder(emptyFolder());
    const { asked, time, get } = service({ folder }, pending, pending, pending, { text: "[1]" });
    expect(await get()).toMatchObject({ status: 200, text: "[1]" });
    expect(asked).toHaveLength(4);
    expect(time.now).toBe(Date.parse("2026-01-01T00:00:00Z") + 300 + 600 + 1200);
    expect(await get()).toMatchObject({ text: "[1]", kept: { in: "cache" } });
  });

  it("is given up before the request's time is up, and asked for again by the next call", async () => {
    const { asked, time, get } = service({ folder: keptFolder(emptyFolder()) }, { status: 202 });
    await expect(get()).rejects.toThrow(
      "the catalogue is still making its answer (202). Ask again in a minute.",
    );
    expect(time.now).toBeLessThan(Date.parse("2026-01-01T00:00:10Z"));
    const before = asked.length;
    await expect(get()).rejects.toThrow("(202)");
    expect(asked.length).toBe(2 * before);
  });
});

describe("a service that is away", () => {
  it("is asked once a minute, by whomever", async () => {
    const away = {};
    const first = service({ away }, "away");
    const second = service({ away }, "away");
    await expect(first.get()).rejects.toThrow("It cannot be reached.");
    for (const one of [first, second]) {
      one.time.now += 59_999;
      await expect(one.get("/v1/other")).rejects.toThrow("It cannot be reached.");
    }
    expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
    // And once in each minute after it, too.
    for (const [asked, wait] of [
      [2, 1],
      [2, 59_999],
      [3, 1],
    ] as const) {
      first.time.now += wait;
      await expect(first.get()).rejects.toThrow("It cannot be reached.");
      expect(first.asked).toHaveLength(asked);
    }
  });

  it("is asked at once again after it has answered", async () => {
    const { asked, time, get } = service({}, "away", {}, "away", {});
    await expect(get()).rejects.toThrow();
    time.now += 60_000;
    await get();
    await expect(get()).rejects.toThrow();
    expect(asked).toHaveLength(3);
  });

  it("that only fails is asked by each call, and its failure is passed on", async () => {
    const { asked, get } = service({}, { status: 500 });
    expect(await get()).toMatchObject({ status: 500 });
    expect(await get()).toMatchObject({ status: 500 });
    expect(asked).toHaveLength(2);
  });

  it("is not taken to be away by a call that was given up", async () => {
    const { asked, get } = service({}, "away", {});
    const given = new AbortController();
    const call = get("/v1/plugins", given.signal);
    given.abort(new Error("given up"));
    await expect(call).rejects.toThrow("given up");
    expect(await get()).toMatchObject({ status: 200 });
    expect(asked.length).toBeGreaterThan(0);
  });
});

describe("a file that somebody brought", () => {
  const missing = keptFile("/nowhere/catalog");

  it("answers where the service does not, after what was kept", async () => {
    const files = [missing, await fileWith("[3]")];
    const { get } = service({ files }, "away");
    expect(await get()).toEqual({
      status: 200,
      mediaType: "application/json",
      text: "[3]",
      kept: { in: "file", at: "2025-12-01T00:00:00.000Z" },
    });
    const folder = keptFolder(emptyFolder());
    const both = service({ files, folder }, { text: "[1]" }, "away");
    await both.get();
    both.time.now += day;
    expect(await both.get()).toMatchObject({ text: "[1]", kept: { in: "cache" } });
  });

  it("is not asked where the service answers", async () => {
    const { get } = service({ files: [await fileWith("[3]")] }, { text: "[1]" });
    expect(await get()).toMatchObject({ text: "[1]" });
  });

  it("answers alone where the service is not to be asked", async () => {
    const { asked, get } = service({
      files: [await fileWith("[3]")],
      unasked: say`KESTRA_CATALOG is offline`,
    });
    expect(await get()).toMatchObject({ text: "[3]", kept: { in: "file" } });
    await expect(get("/v1/other")).rejects.toThrow(
      "the catalogue is not asked, as KESTRA_CATALOG is offline, and there is no kept answer to GET /v1/other.",
    );
    expect(asked).toEqual([]);
  });

  it("that is not there is told where nothing else answers", async () => {
    const told = "KESTRA_CATALOG_FILE names /nowhere/catalog, which cannot be used (ENOENT).";
    await expect(service({ files: [missing] }, "away").get()).rejects.toThrow(
      `It cannot be reached. ${told}`,
    );
    await expect(service({ files: [missing], unasked: say`it is off` }).get()).rejects.toThrow(
      `there is no kept answer to GET /v1/plugins. ${told}`,
    );
    expect(await service({ files: [missing] }).get()).toMatchObject({ status: 200 });
  });
});
