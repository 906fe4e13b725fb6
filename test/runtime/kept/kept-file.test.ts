import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answerIn, headOf, lineOf, requestOf } from "../../../runtime/kept/kept-answer.ts";
import { keptFile } from "../../../runtime/kept/kept-file.ts";
import { limits } from "../../../runtime/limits.ts";
import { emptyFolder } from "./support/folder.ts";

const at = "2026-01-01T00:00:00.000Z";
const line = (request: string, text: string) => lineOf({ request, at, mediaType: "text/plain", text });

function written(...lines: readonly string[]) {
  const path = join(emptyFolder(), "catalog");
  writeFileSync(path, lines.map((one) => `${one}\n`).join(""));
  return { path, file: keptFile(path) };
}

describe("a line", () => {
  it("gives back what was kept, whatever its letters", async () => {
    const kept = { request: "GET /v1/a", at, mediaType: "text/markdown", text: 'ü "quoted"\n\u{1f600}' };
    const one = await lineOf(kept);
    expect(one).not.toContain("\n");
    expect(await answerIn(one)).toEqual(kept);
    expect(headOf(one)).toEqual({ request: "GET /v1/a", at });
  });

  it.each([
    ["", "nothing"],
    ["null", "no object"],
    ["[1]", "a list"],
    ['{"request":"GET /a"}', "no time"],
    [JSON.stringify({ request: "GET /a", at: "yesterday", mediaType: "", gzip: "" }), "no time of ours"],
    [JSON.stringify({ request: "GET /a", at, mediaType: "", gzip: "not zipped" }), "no text"],
    [JSON.stringify({ request: "GET /a", at, mediaType: 1, gzip: "" }), "no media type"],
  ])("is no answer where it is %s: %s", async (text) => {
    expect(await answerIn(text)).toBeUndefined();
  });

  it("tells its time in one form", () => {
    const head = headOf('{"request":"GET /a","at":"2026-01-01T01:00:00+01:00"}');
    expect(head).toEqual({ request: "GET /a", at });
  });

  it("of a text that is longer than any answer, is none, however short it is itself", async () => {
    const zipped = gzipSync(Buffer.alloc(limits.answer + 1)).toString("base64");
    expect(zipped.length).toBeLessThan(50_000);
    const huge = JSON.stringify({ request: "GET /a", at, mediaType: "", gzip: zipped });
    expect(await answerIn(huge)).toBeUndefined();
  });
});

it("a request is told by its method, path and query", () => {
  const plan = {
    method: "GET",
    path: "/v1/a%20b",
    query: { q: "x y", tags: ["a", "b"], none: undefined },
  } as const;
  expect(requestOf(plan)).toBe("GET /v1/a%20b?q=x%20y&tags=a&tags=b");
});

describe("a file", () => {
  it("has the answers of its lines, of two to one request the last", async () => {
    const { file } = written(
      await line("GET /a", "first"),
      "# a remark",
      "",
      await line("GET /b", "b"),
      await line("GET /a", "second"),
    );
    expect((await file.get("GET /a"))?.text).toBe("second");
    expect((await file.get("GET /b"))?.text).toBe("b");
    expect(await file.get("GET /c")).toBeUndefined();
  });

  it("has nothing of a line that is half written, until it is whole", async () => {
    const { path, file } = written(await line("GET /a", "a"));
    const next = await line("GET /b", "b");
    appendFileSync(path, next.slice(0, 40));
    expect(await file.get("GET /b")).toBeUndefined();
    expect((await file.get("GET /a"))?.text).toBe("a");
    appendFileSync(path, next.slice(40));
    expect(await file.get("GET /b")).toBeUndefined();
    appendFileSync(path, "\n");
    expect((await file.get("GET /b"))?.text).toBe("b");
  });

  it("that is replaced is looked through again, and what is read of the old one is whole", async () => {
    const { path, file } = written(await line("GET /a", "old"), await line("GET /b", "old"));
    const reading = file.get("GET /b");
    writeFileSync(`${path}.new`, `${await line("GET /b", "new and longer")}\n`);
    renameSync(`${path}.new`, path);
    expect((await reading)?.text).toMatch(/^(old|new and longer)$/);
    expect((await file.get("GET /b"))?.text).toBe("new and longer");
    expect(await file.get("GET /a")).toBeUndefined();
  });

  it("that is written over in its place gives no answer of another request", async () => {
    const [a, b] = [await line("GET /a", "1"), await line("GET /b", "2")];
    expect(a.length).toBe(b.length);
    const { path, file } = written(a, b);
    const reading = file.get("GET /a");
    writeFileSync(path, `${b}\n${a}\n`);
    const first = await reading;
    expect([undefined, "1"]).toContain(first?.text);
  });

  it("is read by many at once", async () => {
    const { file } = written(
      ...(await Promise.all(Array.from({ length: 50 }, (_, i) => line(`GET /${i}`, `${i}`)))),
    );
    const texts = await Promise.all(Array.from({ length: 50 }, (_, i) => file.get(`GET /${i}`)));
    expect(texts.map((one) => one?.text)).toEqual(Array.from({ length: 50 }, (_, i) => `${i}`));
  });

  it("has nothing of a line that is longer than any of ours, and all after it", async () => {
    const { file } = written("x".repeat(limits.keptLine + 1), await line("GET /a", "a"));
    expect((await file.get("GET /a"))?.text).toBe("a");
  });

  it("that is not there, or is no file, is an error, and answers once it is one", async () => {
    const path = join(emptyFolder(), "catalog");
    const file = keptFile(path);
    await expect(file.get("GET /a")).rejects.toMatchObject({ code: "ENOENT" });
    writeFileSync(path, `${await line("GET /a", "a")}\n`);
    expect((await file.get("GET /a"))?.text).toBe("a");
  });

  it("that is a folder has no answers, and one that is a pipe is not waited for", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "flows"));
    expect(await keptFile(join(folder, "flows")).get("GET /a")).toBeUndefined();
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await expect(keptFile(join(folder, "pipe")).get("GET /a")).rejects.toMatchObject({ code: "no file" });
  });
});
