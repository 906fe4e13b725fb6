import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answering, document } from "../../contract/small-document.ts";
import { skipped } from "../../../support/skipped.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const sources = join(root, "..", "shared");
const tsx = join(root, "node_modules", ".bin", "tsx");

const there = existsSync(join(sources, "openapi"));
const why = there ? "" : "../shared/openapi is not here, and the documents are not committed";

test.skipIf(!there)(
  `the committed contracts come out of the documents, byte for byte${skipped(why)}`,
  { timeout: 60_000 },
  () => {
    const output = execFileSync(tsx, ["generator/commands/import/main.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(output.match(/^unchanged/gm)).toHaveLength(3);
  },
);

/** The command in a folder of its own, with one line and small documents. */
describe("npm run import", { timeout: 60_000 }, () => {
  let folder = "";
  const contract = () => join(folder, "specs", "contracts", "kestra", "1.3.json");
  const run = (...args: string[]) =>
    spawnSync(tsx, ["generator/commands/import/main.ts", ...args], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH },
    });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "import-"));
    for (const part of ["generator", "runtime", "package.json"])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const file of ["releases.yaml", "filter-resources.yaml"])
      cpSync(join(root, "specs", file), join(folder, "specs", file));
    const path = "/api/v1/{tenant}/flows/search";
    writeFileSync(join(folder, "small.yml"), document({ [path]: answering({ type: "string" }) }));
    writeFileSync(
      join(folder, "filters.json"),
      JSON.stringify({ versions: { "1.3.25": { fields: { q: ["EQUALS"] }, resources: { FLOW: ["q"] } } } }),
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const given = ["--line", "1.3", "--oss", "small.yml", "--ee", "small.yml", "--filters", "filters.json"];

  test("checks, writes and checks again", () => {
    const before = run(...given, "--check");
    expect(before.status).toBe(1);
    expect(before.stdout).toMatch(/^missing +specs\/contracts\/kestra\/1\.3\.json/);
    expect(before.stderr).toContain("run `npm run import`");
    expect(existsSync(contract())).toBe(false);

    expect(run(...given).status).toBe(0);
    const first = readFileSync(contract(), "utf8");
    expect(first).toContain(`"editions":["oss","ee"]`);
    const after = run(...given, "--check");
    expect([after.status, after.stdout]).toEqual([0, expect.stringMatching(/^unchanged/)]);

    writeFileSync(contract(), first.replace("flows", "flow"));
    expect(run(...given, "--check").stdout).toMatch(/^changed/);
  });

  test.each([
    [["--line", "9.9"], "specs/releases.yaml has no line 9.9; it has 1.0, 1.3, 2.0."],
    [["--oss", "small.yml"], "--oss, --ee and --filters need a --line."],
    [["--lines", "1.3"], "Unknown option '--lines'"],
    [["--line", "1.3", "--oss", "none.yml", "--from", "."], "none.yml does not exist."],
  ])("says in one sentence what is wrong: %j", (args, sentence) => {
    const { status, stderr, stdout } = run(...args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
    expect([status, stdout]).toEqual([1, ""]);
  });
});
