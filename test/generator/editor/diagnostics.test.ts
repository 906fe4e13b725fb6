import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../support/source.ts";
import { editorFiles } from "./editor-files.ts";
import { startLanguageServer, type LanguageServer, type Problem } from "./language-server.ts";

const folder = join(import.meta.dirname, "diagnostics");
const update = process.env.UPDATE_GOLDEN === "1";
const specs = readdirSync(join(root, "specs"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml"))
  .map((path) => `specs/${path.replaceAll("\\", "/")}`)
  .sort();

const opened = new Map<string, readonly Problem[]>();

let server: LanguageServer;

beforeAll(async () => {
  server = await startLanguageServer();
  const files = [...editorFiles("diagnostics"), ...specs.map((path) => ({ path, text: textOf(path) }))];
  // All at once: the server waits a moment after each change, in case there are more.
  await Promise.all(files.map(async ({ path, text }) => opened.set(path, await server.open(path, text))));
}, 60_000);

afterAll(() => {
  server.close();
});

/** What an editor underlines in each file of `diagnostics/`: the text file beside it. `good-` files have nothing. */
describe.each(editorFiles("diagnostics"))("$name", ({ name, path }) => {
  it("is judged as expected", () => {
    const report = (opened.get(path) ?? []).map(told).sort(byPlace).join("");
    const golden = join(folder, name.replace(/\.yaml$/u, ".txt"));
    if (update) writeFileSync(golden, report);
    expect(report).toBe(readFileSync(golden, "utf8"));
    expect(report === "").toBe(name.startsWith("good-"));
  });
});

describe("the specs", () => {
  it.each(specs)("%s names its schema, and has no error", (path) => {
    const [, schema = "(none)"] = /^# yaml-language-server: \$schema=(\S+)\n/u.exec(textOf(path)) ?? [];
    expect(schema).toMatch(/^(\.\.\/)?[a-z-]+\.schema\.json$/u);
    expect(existsSync(join(root, dirname(path), schema)), schema).toBe(true);
    expect((opened.get(path) ?? []).map(told)).toEqual([]);
  });
});

function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function told({ range, message }: Problem): string {
  return `${range.start.line + 1}:${range.start.character + 1} ${message}\n`;
}

function byPlace(a: string, b: string): number {
  const [left = 0, right = 0] = [a, b].map((it) => parseInt(it, 10));
  return left - right || (a < b ? -1 : 1);
}
