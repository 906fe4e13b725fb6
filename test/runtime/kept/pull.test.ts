import { appendFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { operation } from "../../../runtime/compiled/operation.ts";
import { json } from "../../../runtime/compiled/read.ts";
import { path } from "../../../runtime/compiled/request.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";
import { KestraError } from "../../../runtime/errors.ts";
import { lineOf } from "../../../runtime/kept/kept-answer.ts";
import { keptFile } from "../../../runtime/kept/kept-file.ts";
import { openPart } from "../../../runtime/kept/part-file.ts";
import { pullAll, type PullProgress } from "../../../runtime/kept/pull.ts";
import { say } from "../../../runtime/text/said.ts";
import type { PullOf } from "../../../runtime/tool/pull.ts";
import { emptyFolder } from "./support/folder.ts";

const read = json(() => z.looseObject({}));
const calls = {
  list: operation({
    ...{
      service: "shop",
      method: "GET",
      effect: "read",
      read: json(() => z.object({ ids: z.array(z.string()) })),
    },
    input: () => z.strictObject({}),
    request: () => ({ path: "/v1/boxes" }),
  }),
  box: operation({
    ...{ service: "shop", method: "GET", effect: "read", read },
    input: () => z.strictObject({ id: z.string() }),
    request: ({ id }) => ({ path: path`/v1/boxes/${id}`, query: { full: true } }),
  }),
};
const pull: PullOf<typeof calls> = {
  calls,
  async *asks(shop) {
    const { ids } = await shop.list({});
    yield ids.map((id) => () => shop.box({ id }));
  },
};

type Next = Partial<Answer> | "away";

/**
 * A shop of so many boxes; what it does otherwise than answering is said for each request in turn.
 * @param most requests, after which the pull is stopped
 */
function shop(size: number, others: Readonly<Record<string, readonly Next[]>> = {}, most = Infinity) {
  const asked: string[] = [];
  const at = { most: 0, now: 0 };
  const time = { now: Date.parse("2026-01-01T00:00:00Z") };
  const stop = new AbortController();
  const ids = Array.from({ length: size }, (_, i) => `b${i}`);
  const http = {
    async send({ path: route }: { readonly path: unknown }): Promise<Answer> {
      const name = String(route).replace("/v1/boxes", "");
      const next = others[name]?.[asked.filter((one) => one === name).length] ?? {};
      asked.push(name);
      at.most = Math.max(at.most, ++at.now);
      await Promise.resolve();
      at.now--;
      if (next === "away") throw new KestraError(say`The shop cannot be reached.`, 0);
      const text = name === "" ? JSON.stringify({ ids }) : `{"box":"${name}"}`;
      return { status: 200, mediaType: "application/json", text, ...next };
    },
    close: () => undefined,
  };
  const told: PullProgress[] = [];
  const run = async (file: string) => {
    const part = await openPart(file, time.now);
    const clock = {
      now: () => time.now,
      sleep: (ms: number) => {
        time.now += ms;
        return Promise.resolve();
      },
    };
    try {
      const pulled = await pullAll({
        ...{ http, clock, pull, part, title: "the shop", timeout: 1000, lines: ["1.3", "2.0"] },
        signal: stop.signal,
        onProgress(progress) {
          told.push(progress);
          if (progress.done === most) stop.abort(new Error("stopped"));
        },
      });
      await part.finish();
      return { ...pulled, skipped: pulled.skipped.map(String) };
    } catch (error) {
      await part.close();
      throw error;
    }
  };
  return { asked, at, time, told, run };
}

const fileIn = () => join(emptyFolder(), "shop");

describe("a pull", () => {
  it("writes what answers the same requests elsewhere, and tells how far it is", async () => {
    const file = fileIn();
    const { told, time, run } = shop(9);
    expect(await run(file)).toEqual({ answers: 10, found: 0, skipped: [] });
    expect(existsSync(`${file}.part`)).toBe(false);
    const kept = await keptFile(file).get("GET /v1/boxes/b3?full=true");
    const at = new Date(time.now).toISOString();
    expect(kept).toMatchObject({ at, mediaType: "application/json", text: '{"box":"/b3"}' });
    expect(await keptFile(file).get("GET /v1/boxes")).toBeDefined();
    expect(told.at(-1)).toEqual({ done: 9, total: 9, size: readFileSync(file).length });
    expect(told.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("asks four at a time", async () => {
    const { at, run } = shop(50);
    await run(fileIn());
    expect(at.most).toBe(4);
  });

  it("skips what the service does not have, or cannot answer, and tells it", async () => {
    const others = {
      "/b1": [{ status: 404, text: "" }],
      "/b2": [{ status: 500 }],
      "/b3": [{ text: "[]" }],
      "/b4": Array.from({ length: 9 }, () => ({ status: 202 })),
    };
    const file = fileIn();
    const { run } = shop(6, others);
    const { answers, skipped } = await run(file);
    expect(answers).toBe(4);
    expect(skipped).toHaveLength(4);
    expect(skipped.join("\n")).toMatch(/shop refused GET \/v1\/boxes\/b1 \(404\)/);
    expect(skipped.join("\n")).toMatch(/shop failed at GET \/v1\/boxes\/b2 \(500\)/);
    expect(skipped.join("\n")).toContain("the shop is still making its answer (202)");
    expect(await keptFile(file).get("GET /v1/boxes/b1?full=true")).toBeUndefined();
  });

  it("waits for a service that goes away, or has too much to do", async () => {
    const others = { "/b1": ["away", "away"], "/b2": [{ status: 503 }, { status: 429 }] } as const;
    const { time, run } = shop(4, others);
    const begun = time.now;
    expect(await run(fileIn())).toMatchObject({ answers: 5, skipped: [] });
    expect(time.now - begun).toBe(2 * (1000 + 2000));
  });

  it("that nothing answers any more stops, and goes on from there", async () => {
    const file = fileIn();
    writeFileSync(file, '{"request":"the one before"}\n');
    const away = shop(20, { "/b10": Array.from({ length: 7 }, () => "away" as const) });
    await expect(away.run(file)).rejects.toThrow("The shop cannot be reached.");
    expect(readFileSync(file, "utf8")).toBe('{"request":"the one before"}\n');
    const had = away.asked.filter((name) => name !== "/b10");
    appendFileSync(`${file}.part`, '{"request":"GET /v1/boxes/b19?full=true","at":"2026');
    const back = shop(20);
    back.time.now = away.time.now + 3_600_000;
    const { answers, found } = await back.run(file);
    expect({ answers, found }).toEqual({ answers: 21, found: had.length });
    expect(back.asked.filter((name) => had.includes(name))).toEqual([]);
    expect(back.asked).toHaveLength(21 - had.length);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(21);
    for (const one of lines) expect(() => JSON.parse(one) as unknown).not.toThrow();
  });

  it.each<[string, Next]>([
    ["a login page", { mediaType: "text/html", text: "<!doctype html>" }],
    ["somebody who wants a name", { status: 403, text: "" }],
  ])("that meets %s stops: the next request would meet the same", async (_, next) => {
    const { asked, run } = shop(50, { "/b5": [next] });
    await expect(run(fileIn())).rejects.toThrow("/v1/boxes/b5");
    expect(asked.length).toBeLessThan(15);
  });

  it("of which more is skipped than answered is none", async () => {
    const file = fileIn();
    const others = Object.fromEntries(["/b0", "/b1", "/b2"].map((name) => [name, [{ status: 500 }]]));
    await expect(shop(4, others).run(file)).rejects.toThrow(
      "the shop answered 2 requests, and not 3. shop failed at GET /v1/boxes/b0 (500)",
    );
    expect(existsSync(file)).toBe(false);
  });

  it("does not begin where the list does not come", async () => {
    const { run } = shop(3, { "": [{ status: 404, text: "" }] });
    await expect(run(fileIn())).rejects.toThrow("GET /v1/boxes (404)");
  });

  it("that is stopped leaves whole lines", async () => {
    const file = fileIn();
    await expect(shop(100, {}, 4).run(file)).rejects.toThrow("stopped");
    expect(existsSync(file)).toBe(false);
    const text = readFileSync(`${file}.part`, "utf8");
    expect(text.endsWith("\n")).toBe(true);
    expect(await shop(100).run(file)).toMatchObject({ answers: 101 });
  });

  it("asks all anew where what is there is whole, or an attempt began long ago", async () => {
    const file = fileIn();
    const { asked, time, run } = shop(2);
    await run(file);
    await run(file);
    expect(asked).toHaveLength(6);
    const old = { request: "GET /v1/boxes", at: new Date(time.now - 86_400_000).toISOString() };
    const written = await lineOf({ ...old, mediaType: "application/json", text: '{"ids":["gone"]}' });
    writeFileSync(`${file}.part`, `${written}\n`);
    expect(await run(file)).toMatchObject({ answers: 3, found: 0 });
    expect(readFileSync(file, "utf8")).not.toContain(old.at);
  });

  it("skips a name that no request can be made of", async () => {
    const { run } = shop(3, { "": [{ text: '{"ids":["b0","../b1","..","","b2"]}' }] });
    const { answers, skipped } = await run(fileIn());
    expect([answers, skipped.length]).toEqual([3, 3]);
  });

  it.each(["", ".part"])("leaves what is not ours as it is at the file%s", async (end) => {
    const file = fileIn();
    writeFileSync(file + end, "mine");
    await expect(shop(2).run(file)).rejects.toThrow(`${file}${end} is there, and holds no answers`);
    expect(readFileSync(file + end, "utf8")).toBe("mine");
  });

  it("cuts off nothing of what a link leads to", async () => {
    const file = fileIn();
    writeFileSync(`${file}.mine`, '{"request":"mine"}');
    symlinkSync(`${file}.mine`, `${file}.part`);
    await expect(shop(2).run(file)).rejects.toMatchObject({ code: "ELOOP" });
    expect(readFileSync(`${file}.mine`, "utf8")).toBe('{"request":"mine"}');
  });

  it("whose disk takes no more tells it", async () => {
    const part = await openPart(fileIn(), 0);
    await part.close();
    const kept = { request: "GET /a", at: "2026-01-01T00:00:00.000Z", mediaType: "", text: "" };
    await expect(part.add(kept)).rejects.toMatchObject({ code: "EBADF" });
  });
});
