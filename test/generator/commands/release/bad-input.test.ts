import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answering, document } from "../../contract/small-document.ts";
import { root } from "../../../support/source.ts";

const path = "/api/v1/{tenant}/things";
const text = { type: "string" };
const good = document({ [path]: answering(text) });
const parameter = (name: string) =>
  document({ [path]: answering(text, "x", [{ name, in: "query", schema: text }]) });
const reference = (target: string) => document({ [path]: answering({ $ref: target }) });

/** Each document, and the sentence that it is refused with. */
const cases: readonly [string, string, RegExp][] = [
  [
    "cut off",
    good.slice(0, good.indexOf("components")),
    /^new\.yml has no "components\.schemas": is it cut off\?$/u,
  ],
  [
    "cut off between two operations",
    good,
    /^Line 2\.1 has 1 open-source operations, and line 2\.0 has \d+: is its document cut off\?$/u,
  ],
  ["not YAML", "openapi: [3.0.1", /^new\.yml is not YAML: .+\.$/u],
  ["pointing to a file", reference("../../etc/passwd"), /points out of the document; it is not followed\.$/u],
  ["with __proto__", parameter("__proto__"), /named "__proto__", which is refused\.$/u],
  [
    "with a template literal",
    parameter("${process.exit()}"),
    /named "\$\{process\.exit\(\)\}", which is refused\.$/u,
  ],
];

let folder = "";
const tsx = join(root, "node_modules", ".bin", "tsx");
const run = (...args: string[]) =>
  spawnSync(tsx, ["generator/commands/release/main.ts", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  for (const part of ["generator", "runtime", "specs", "package.json", ".oxfmtrc.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Every file of the specs, and its text. */
function tree(): readonly (readonly [string, string])[] {
  return readdirSync(join(folder, "specs"), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name))
    .sort()
    .map((it) => [it, readFileSync(it, "utf8")]);
}

test.each(cases)(
  "a document %s is refused in one sentence",
  (_, content, sentence) => {
    writeFileSync(join(folder, "new.yml"), content);
    refused(["--line", "2.1", "--from", "new.yml", "--write"], sentence);
  },
  60_000,
);

test("so are 50 MB, what is no http URL, a Kestra that does not answer, and a line that stands between others", () => {
  writeFileSync(join(folder, "large.yml"), "");
  truncateSync(join(folder, "large.yml"), 50_000_000);
  const add = (from: string): string[] => ["--line", "2.1", "--from", from, "--write"];
  refused(add("large.yml"), /^large\.yml has 50000000 bytes: more than 20000000 are not read\.$/u);
  refused(add("ftp://example.com/a.yml"), /^ftp: is not read: give a file, or an http or https URL\.$/u);
  refused(add("http://127.0.0.1:9"), /^http:\/\/127\.0\.0\.1:9\/swagger\/kestra\.yml does not answer\.$/u);
  refused(["--drop", "1.3"], /^Line 1\.3 stands between others/u);
}, 120_000);

function refused(args: string[], sentence: RegExp): void {
  const before = tree();
  const { status, stdout, stderr } = run(...args);
  const told = stderr.trim();
  expect(told).toMatch(sentence);
  expect(told).not.toContain("    at ");
  expect([status, stdout]).toEqual([1, ""]);
  expect(tree()).toEqual(before);
}
