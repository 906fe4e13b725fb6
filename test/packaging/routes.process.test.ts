import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { readProject } from "../../generator/packaging/project.ts";
import { layBundle } from "../../packaging/mcpb-bundle.ts";
import { packForNpm, type NpmPackage } from "../../packaging/npm-package.ts";
import { asHost } from "../../packaging/routes/host.ts";
import { publishLocally } from "../../packaging/routes/local-registry.ts";
import { startOfBundle } from "../../packaging/routes/routes.ts";
import { mustRun } from "../../packaging/run-command.ts";
import { startSandbox } from "../../sandbox/server.ts";
import { aloneWith } from "../support/public-services.ts";
import { root } from "../support/source.ts";

/* Two routes from an empty folder to a call; `npm run routes` walks all, with the programs of their hosts. */

const facts = readFileSync(join(root, "package.json"), "utf8");
const project = readProject(facts);
const aside = mkdtempSync(join(tmpdir(), "kestra-mcp-routes-"));
const state: { packed?: NpmPackage } = {};

/** An empty folder. */
function empty(name: string): string {
  const folder = join(aside, name);
  mkdirSync(folder);
  return folder;
}

beforeAll(async () => {
  const published = empty("published");
  const { files } = JSON.parse(facts) as { files: readonly string[] };
  for (const file of [...files, "package.json", "LICENSE", "README.md"].filter((it) => it !== "dist"))
    cpSync(join(root, file), join(published, file), { recursive: true });
  cpSync(dirname(inject("bundle")), join(published, "dist"), { recursive: true });
  // It is built: what builds it is not in the package.
  state.packed = await packForNpm(published, aside, ["--ignore-scripts"]);
});
afterAll(() => {
  rmSync(aside, { recursive: true, force: true });
});

it("is installed with npm, and called by its name", async () => {
  const { packed } = state;
  if (packed === undefined) throw new Error("Nothing was packed.");
  const registry = await publishLocally(project, packed);
  try {
    const [folder, home] = [empty("npm"), empty("home")];
    writeFileSync(join(home, ".npmrc"), `registry=${registry.url}\nupdate-notifier=false\n`);
    const env = aloneWith({ PATH: process.env.PATH ?? "", HOME: home });
    const words = ["npx", "-y", `${project.name}@${project.version}`];
    const call = ["call", "search_flows", '{"query":""}', "--sandbox"];
    expect(await mustRun([...words, ...call], { folder, env })).toContain('"total":');
    await mustRun(["npm", "install", "--no-audit", "--no-fund", project.name], { folder, env });
    const installed = join(folder, "node_modules/.bin", project.name);
    expect(await mustRun([installed, "--version"], { folder, env })).toBe(`${project.version}\n`);
  } finally {
    await registry.close();
  }
});

it("holds what plugins and people need, and no source", () => {
  const paths = state.packed?.files.map(({ path }) => path) ?? [];
  expect(paths).toEqual(
    expect.arrayContaining([
      ...["LICENSE", "README.md", "dist/kestra-mcp.js", "dist/THIRD-PARTY.txt", "plugin.json", "mcp.json"],
      ...[".claude-plugin/plugin.json", "gemini-extension.json", "skills/kestra-debug/SKILL.md"],
    ]),
  );
  expect(paths.filter((path) => /\.ts$|^(test|specs|packaging|node_modules)\//.test(path))).toEqual([]);
});

it("is a bundle that a host starts with the answers of its user, few or many", async () => {
  const folder = join(aside, "bundle");
  await layBundle(root, dirname(inject("bundle")), folder);
  const login = { username: "bundle@kestra.io", password: "Bundle-only1" };
  const sandbox = await startSandbox({ line: "2.0", ...login });
  try {
    const start = await startOfBundle(folder, { url: sandbox.url, ...login });
    expect(Object.values(start.env ?? {}).filter((value) => value?.includes("${"))).toEqual([]);
    const env = aloneWith(start.env as Record<string, string>);
    const seen = await asHost({ ...start, env, bytes: 0 }, "search_flows", { query: "" });
    expect(seen).toMatchObject({ server: expect.stringMatching(/kestra/i) as string });
    expect(seen.text).toContain('"total":');
  } finally {
    await sandbox.close();
  }
});
