import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject } from "vitest";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { startCatalogue } from "../../../sandbox/catalogue/server.ts";
import { commandOf, type Server } from "../../support/server.ts";
import { aloneWith } from "../../support/public-services.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { templateFolder, type TemplateFolder } from "../support/templates.ts";

useKestra();

const s3 = "io.kestra.plugin.aws.s3.Download";
const log = "io.kestra.plugin.core.log.Log";
const template = `id: ours\nnamespace: company.team\ntasks:\n  - id: t\n    type: ${log}\n    message: hi\n`;

const state: { folder?: TemplateFolder; server?: Server; pulled?: string } = {};
const server = (): Server => {
  if (state.server === undefined) throw new Error("The server is used before it is started.");
  return state.server;
};

/** What was pulled while the public catalogue was there answers once it is gone. */
beforeAll(async () => {
  kestra.target.plant?.({ plugins: pluginsNamed("plugin-slack") });
  const catalogue = await startCatalogue();
  state.folder = templateFolder({ "templates/ours.yaml": template });
  const file = join(state.folder.path, "catalog");
  const env = aloneWith({ KESTRA_CATALOG_URL: catalogue.url, HOME: "" });
  const [command, args] = commandOf([inject("bundle"), "catalog", "pull", file]);
  state.pulled = (await promisify(execFile)(command, args, { env })).stdout;
  await catalogue.close();
  state.server = await kestra.start({
    KESTRA_CATALOG_URL: catalogue.url,
    KESTRA_CATALOG: "offline",
    KESTRA_CATALOG_FILE: `${file},${join(state.folder.path, "templates")}`,
  });
});
afterAll(async () => {
  await server().close();
  state.folder?.remove();
});

/** A call, and what its answer holds. */
const calls: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
  ["list_plugins", { category: "CLOUD" }, /"plugin-aws","title":"AWS".*"installed":false/],
  ["plugin_tasks", { plugin: "plugin-aws" }, /io\.kestra\.plugin\.aws\.s3".*"Download"/],
  ["versions", { plugin: "plugin-aws" }, /1\.9\.2/],
  ["list_task_runners", {}, /io\.kestra\.plugin\.ee\.azure\.runner\.Batch/],
  ["list_triggers", {}, /io\.kestra\.plugin\.core\.trigger\.Schedule/],
  ["list_storages", {}, /storage/],
  ["list_secret_managers", {}, /secret/],
  ["list_log_exporters", {}, /LogExporter/],
  ["task_schema", { cls: s3 }, /"install":"io\.kestra\.plugin:plugin-aws:\d+\.\d+\.\d+".*"bucket"/],
  ["plugin_versions", { plugin: "plugin-aws" }, /1\.9\.2/],
  ["search", { query: "s3 download" }, /io\.kestra\.plugin\.aws\.s3\.Download/],
  ["search", { query: "bigquery", type: "BLUEPRINTS" }, /s3-to-bigquery/],
  ["search", { query: "schedule", type: "DOCS" }, /\/docs\/workflow-components\/triggers\/schedule-trigger/],
  ["search_docs", { query: "schedle" }, /\/docs\/workflow-components\/triggers\/schedule-trigger/],
  ["search_docs", { query: "secrets", version: "1.3" }, /\/docs\/how-to-guides\/secrets/],
  ["blueprints", { tags: "cloud" }, /"id":"s3-to-bigquery".*"missing":/],
  ["get_blueprint_flow", { id: "s3-to-bigquery" }, /"install":"io\.kestra\.plugin:plugin-aws:\d+\.\d+\.\d+"/],
  ["get_doc", { path: "docs/workflow-components/triggers" }, /# Triggers/],
  ["get_doc", { path: "docs/workflow-components/triggers", version: "latest" }, /"version":"2\.0\.0"/],
  ["list_doc_children", {}, /docs\/how-to-guides\/secrets/],
];

describe("offline", () => {
  check("all that the public catalogue has was pulled", async () => {
    expect(state.pulled).toMatch(/^\S+ has \d+ answers, \d+ kB\.\n$/);
    const tools = server().tools.map(({ name }) => name);
    for (const [name] of calls) expect(tools).toContain(name);
    await Promise.resolve();
  });

  for (const [name, args, holds] of calls) {
    check(`${name} ${JSON.stringify(args)} answers, and tells how old that is`, async () => {
      const { isError, text } = await server().call(name, args);
      expect(isError, text).toBe(false);
      // A real Kestra has more of it than a sandbox.
      if (!kestra.target.real) expect(text).toMatch(holds);
      expect(text).toMatch(/as of \d{4}-\d\d-\d\dT/i);
    });
  }

  check("docs are those of the instance's line", async () => {
    const doc = await server().get("get_doc", { path: "docs/getting-started" });
    if (!kestra.target.real) expect(doc).toMatchObject({ version: `${kestra.target.line}.0` });
  });

  check("what was not pulled is said not to be there", async () => {
    const blogs = await server().refusal("search", { query: "slack", type: "BLOGS" });
    expect(blogs).toContain("KESTRA_CATALOG is offline");
    expect(await server().refusal("get_doc", { path: "docs/no/such/page" })).toContain("no kept answer");
    expect(await server().refusal("get_blueprint_flow", { id: "nowhere" })).toContain(
      'There is no blueprint "nowhere"',
    );
  });

  check("templates of a folder are there beside the file", async () => {
    const ours = await server().get("get_blueprint_flow", { id: "ours" });
    expect(ours).toMatchObject({ source: "folder", yaml: template, missing: [] });
  });
});
