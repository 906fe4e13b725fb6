import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptFolder } from "../../../runtime/kept/kept-folder.ts";
import { emptyFolder } from "./support/folder.ts";

const answer = (request: string, text = "x") => ({
  ...{ request, text, at: "2026-01-01T00:00:00.000Z", mediaType: "text/plain" },
});

describe("a folder of kept answers", () => {
  it("is made for its owner alone, with a file of each answer", async () => {
    const path = join(emptyFolder(), "a", "cache");
    const folder = keptFolder(path);
    expect(await folder.get("GET /a")).toBeUndefined();
    await folder.put(answer("GET /a"));
    await folder.put(answer("GET /a", "y"));
    await folder.put(answer("GET /b"));
    expect(await folder.get("GET /a")).toEqual(answer("GET /a", "y"));
    const names = readdirSync(path);
    expect(names).toHaveLength(2);
    const modes = [path, ...names.map((name) => join(path, name))].map((one) => statSync(one).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it("has nothing of a file that is broken, or of another request", async () => {
    const path = emptyFolder();
    const folder = keptFolder(path);
    await folder.put(answer("GET /a"));
    const [first = ""] = readdirSync(path);
    await folder.put(answer("GET /b"));
    const second = readdirSync(path).find((name) => name !== first) ?? "";
    const half = readFileSync(join(path, first), "utf8").slice(0, 50);
    writeFileSync(join(path, first), readFileSync(join(path, second)));
    expect(await folder.get("GET /a")).toBeUndefined();
    writeFileSync(join(path, first), half);
    expect(await folder.get("GET /a")).toBeUndefined();
    expect(await folder.get("GET /b")).toBeDefined();
  });

  it("never fails a call where nothing can be kept", async () => {
    const path = join(emptyFolder(), "file");
    writeFileSync(path, "");
    const folder = keptFolder(path);
    await folder.put(answer("GET /a"));
    expect(await folder.get("GET /a")).toBeUndefined();
  });

  it("keeps so many, and of more the newest; what is not ours stays", async () => {
    const path = emptyFolder();
    const old = (name: string, seconds: number) => {
      utimesSync(join(path, name), seconds, seconds);
    };
    const half = `${"a".repeat(32)}.json.${"b".repeat(36)}`;
    for (const name of ["notes.json", half]) {
      writeFileSync(join(path, name), "");
      old(name, 0);
    }
    const folder = keptFolder(path, "", 10);
    for (let i = 1; i <= 9; i++) {
      const before = new Set(readdirSync(path));
      await folder.put(answer(`GET /${i}`));
      for (const name of readdirSync(path)) if (!before.has(name)) old(name, i);
    }
    expect(readdirSync(path)).toHaveLength(11);
    await folder.put(answer("GET /10"));
    const left = await Promise.all([1, 2, 3, 9, 10].map((i) => folder.get(`GET /${i}`)));
    expect(left.map((one) => one !== undefined)).toEqual([false, true, true, true, true]);
    expect(readdirSync(path)).toHaveLength(10);
    expect(readdirSync(path)).toContain("notes.json");
    expect(readdirSync(path)).not.toContain(half);
  });

  it("that was full before the start is pruned by the first answer", async () => {
    const path = emptyFolder();
    const before = keptFolder(path, "", 100);
    for (let i = 0; i < 20; i++) await before.put(answer(`GET /${i}`));
    await keptFolder(path, "", 10).put(answer("GET /new"));
    expect(readdirSync(path)).toHaveLength(9);
  });
});

it("gives no answer that came from another address of the service", async () => {
  const path = emptyFolder();
  await keptFolder(path, "https://one.example.com").put(answer("GET /a"));
  expect(await keptFolder(path, "https://one.example.com").get("GET /a")).toMatchObject({
    request: "GET /a",
  });
  expect(await keptFolder(path, "https://two.example.com").get("GET /a")).toBeUndefined();
});
