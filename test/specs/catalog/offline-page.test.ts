import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import { kestraMcp } from "../../runtime/support/command-line.ts";
import { deadUrl, httpServer, json, type Respond } from "../../runtime/support/server.ts";
import { blocksIn, commandsIn, wordsOf } from "../../support/markdown.ts";
import { root } from "../../support/source.ts";

const page = readFileSync(join(root, "docs/offline.md"), "utf8");
const [command = ""] = commandsIn(page);
const [use, keep] = blocksIn(page)
  .filter(({ language }) => language === "json")
  .map(({ text }) => JSON.parse(text) as Readonly<Record<string, string>>);
const all: Compiled = { version: "0.0.0", ...compiled };

const log = "io.example.plugin.box.Open";
const ids = Array.from({ length: 3 }, (_, i) => `box-${i}`);
const answers: Readonly<Record<string, unknown>> = {
  "/v1/plugins": [{ name: "plugin-box", version: "1.2.0", tasks: [{ cls: log, title: "Opens a box" }] }],
  [`/v1/plugins/definitions/${log}?markdown=false`]: {
    schema: {
      properties: { properties: { lid: { type: "string", title: "Which lid" } }, required: ["lid"] },
    },
  },
  "/v1/plugins/artifacts/plugin-box": [{ version: "1.2.0", minCoreCompatibilityVersion: "1.0.0" }],
  "/v1/blueprints/versions/latest?size=200&page=1": {
    results: ids.map((id) => ({ id, title: `Opens ${id}`, includedTasks: [log] })),
    total: 3,
  },
  "/v1/versions/latest": { version: "2.0.4" },
  ...Object.fromEntries<unknown>(
    compiled.lines.flatMap((line): readonly (readonly [string, unknown])[] => [
      [`/v1/docs/docs/versions/${line}.0/children`, { docs: {}, "docs/boxes/lids": { title: "Lids" } }],
      [`/v1/docs/docs/boxes/lids/versions/${line}.0`, `# Lids of ${line}`],
      [`/v1/plugins/artifacts/core-compatibility/${line}.0/latest`, []],
    ]),
  ),
};
const service: Respond = ({ url }, response) => {
  if (/^\/v1\/blueprints\/box-\d\/versions\/latest$/.test(url))
    json(response, { title: "Opens it", flow: `id: ${url.split("/")[3]}` });
  else if (url in answers) json(response, answers[url]);
  else response.writeHead(404).end();
};

/** The settings of a block of the page, in a folder of the test. */
const placed = (settings: Readonly<Record<string, string>> = {}, folder: string) =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, value.replace("/path/to", folder)]),
  );

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "offline-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

it("what the page pulls answers the tools where nothing else does", async () => {
  const folder = emptyFolder();
  const { url, asked } = await httpServer(service);
  const [program, ...argv] = wordsOf(command.replace("/path/to", folder));
  expect(program).toBe("kestra-mcp");
  const pulled = await kestraMcp(argv, { KESTRA_CATALOG_URL: url }, { compiled: all });
  expect(pulled.out).toBe(
    `${folder}/catalog has ${8 + 3 * compiled.lines.length} answers, ${size(`${folder}/catalog`)}.\n`,
  );
  expect(pulled.exitCode).toBe(0);
  const before = asked.length;

  const env = { KESTRA_BASE_URL: await deadUrl(), KESTRA_CATALOG_URL: url, ...placed(use, folder) };
  const call = async (tool: string, values: object) => {
    const { out, err } = await kestraMcp(["call", tool, JSON.stringify(values)], env, { compiled: all });
    expect(err).toBe("");
    return JSON.parse(out) as Readonly<Record<string, unknown>>;
  };
  expect(await call("list_plugins", {})).toMatchObject({ plugins: [{ name: "plugin-box" }] });
  expect(await call("task_schema", { cls: log })).toMatchObject({ properties: [{ name: "lid" }] });
  expect(await call("plugin_versions", { plugin: "plugin-box" })).toMatchObject({
    releases: [{ version: "1.2.0" }],
  });
  expect(await call("blueprints", {})).toMatchObject({ total: 3 });
  const found = await call("blueprints", { query: "opens box-2" });
  expect(found.blueprints).toEqual(expect.arrayContaining([expect.objectContaining({ id: "box-2" })]));
  expect(await call("blueprints", { query: "rocket" })).toMatchObject({ total: 0 });
  expect(await call("get_blueprint_flow", { id: "box-1" })).toMatchObject({ yaml: "id: box-1" });
  expect(await call("list_doc_children", { path: "docs/boxes" })).toMatchObject({
    pages: [{ path: "docs/boxes/lids", title: "Lids" }],
  });
  expect(await call("get_doc", { path: "docs/boxes/lids" })).toMatchObject({
    result: expect.stringContaining("Lids") as string,
  });
  expect(await call("get_doc", { path: "docs/boxes/lids", version: "1.3" })).toMatchObject({
    result: expect.stringContaining("# Lids of 1.3") as string,
  });
  const lids = [{ title: "Lids", url: "/docs/boxes/lids" }];
  expect(await call("search_docs", { query: "a lid" })).toMatchObject({ results: lids });
  expect(await call("search", { query: "lids", type: "DOCS" })).toMatchObject({ results: lids, total: 1 });
  const { note } = await call("list_plugins", {});
  expect(note).toContain(new Date().getUTCFullYear().toString());
  expect(asked).toHaveLength(before);
});

it("what the page keeps answers without the catalogue", async () => {
  const folder = emptyFolder();
  const { url, asked } = await httpServer(service);
  const kept = placed(keep, folder);
  const list = async (at: string) => {
    const env = { KESTRA_BASE_URL: await deadUrl(), KESTRA_CATALOG_URL: at, ...kept };
    const { out } = await kestraMcp(["call", "list_plugins"], env, { compiled: all });
    return JSON.parse(out) as unknown;
  };
  expect(await list(url)).toMatchObject({ plugins: [{ name: "plugin-box" }] });
  expect(readdirSync(join(folder, "folder"))).toHaveLength(1);
  expect(await list(url)).toMatchObject({ plugins: [{ name: "plugin-box" }] });
  expect(asked).toHaveLength(1);
});

/** `3 kB` */
function size(path: string): string {
  return `${Math.ceil(statSync(path).size / 1000)} kB`;
}
