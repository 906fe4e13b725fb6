import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Contract } from "../../../generator/contract/contract.ts";
import { fullInstall, fullRegistry } from "../../../sandbox/catalogue/full-install.ts";
import { pluginsNamed, registry } from "../../../sandbox/catalogue/registry.ts";
import {
  htmlPage,
  startCatalogue,
  type Catalogue,
  type CatalogueOptions,
} from "../../../sandbox/catalogue/server.ts";
import { manualClock } from "../../../sandbox/values/clock.ts";
import type { Values } from "../../../sandbox/values/values.ts";
import { answerValidator } from "../../generator/contract/answer-validator.ts";

const started: Catalogue[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((catalogue) => catalogue.close()));
});

async function start(options: CatalogueOptions = {}): Promise<Catalogue> {
  const catalogue = await startCatalogue(options);
  started.push(catalogue);
  return catalogue;
}

async function get<Answer = Values>({ url }: Catalogue, path: string): Promise<Answer> {
  return (await (await fetch(`${url}/v1${path}`)).json()) as Answer;
}

const download = "io.kestra.plugin.aws.s3.Download";
/** Of each path of the contract, what stands in its parameters. */
const given: Readonly<Record<string, string>> = {
  cls: download,
  type: "task",
  name: download,
  plugin: "plugin-aws",
  version: "latest",
  kestraVersion: "1.3.25",
  kind: "flow",
  id: "s3-to-bigquery",
  docId: "triggers.schedule",
  path: "workflow-components/triggers",
};

const contract = JSON.parse(readFileSync("specs/contracts/catalog/contract.json", "utf8")) as Contract;
const validate = answerValidator(contract);

describe("the stand-in of the public catalogue", () => {
  it.each(contract.operations.map(({ path, answers }) => [path, answers] as const))(
    "answers %s as its contract says",
    async (path, answers) => {
      const catalogue = await start();
      const pinned = path.includes("{plugin}/versions") ? { ...given, version: "1.8.4" } : given;
      const asked = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => pinned[name] ?? "");
      const response = await fetch(`${catalogue.url}${asked}?q=s3`);
      const mediaType = response.headers.get("content-type") ?? "";
      const schema = answers.find(({ status }) => status === 200)?.media[mediaType];
      expect([response.status, schema === undefined]).toEqual([200, false]);
      const text = await response.text();
      if (schema === undefined || mediaType !== "application/json") expect(text).toMatch(/^# /);
      else expect(validate(schema, JSON.parse(text))).toEqual([]);
    },
  );

  it("says no to what it does not know, and takes nothing", async () => {
    const catalogue = await start();
    for (const path of [
      "/v2/plugins",
      "/v1/plugins/definitions/a.B",
      "/v1/plugins/plugin-aws/versions/0.0.1/definitions/io.kestra.plugin.aws.s3.Download",
      "/v1/blueprints/none/versions/latest",
      "/v1/docs/docs/none/versions/2.0.0",
    ])
      expect((await fetch(catalogue.url + path)).status, path).toBe(404);
    expect((await fetch(`${catalogue.url}/v1/plugins`, { method: "POST", body: "{}" })).status).toBe(405);
  });

  it("lists plugins without what is empty, the core without a version", async () => {
    const plugins = await get<readonly Values[]>(await start(), "/plugins");
    const core = plugins.find(({ name }) => name === "core");
    expect(core).toBeDefined();
    expect(core).not.toHaveProperty("version");
    expect(core).not.toHaveProperty("secrets");
    expect(plugins.find(({ name }) => name === "secret-vault")).toMatchObject({ license: "EE" });
    const kinds = ["tasks", "triggers", "storages", "secrets", "taskRunners", "logExporters"];
    for (const kind of kinds)
      expect(
        plugins.some((plugin) => kind in plugin),
        kind,
      ).toBe(true);
  });

  it("documents a class with what its references mean", async () => {
    const { schema } = await get(
      await start(),
      "/plugins/definitions/io.kestra.plugin.aws.s3.Downloads?markdown=false",
    );
    expect(schema).toMatchObject({
      properties: { properties: { filter: { $ref: "#/$defs/io.kestra.plugin.aws.s3.Filter" } } },
      definitions: { "io.kestra.plugin.aws.s3.Filter": {} },
    });
  });

  it("finds blueprints by words, tags and edition, a page at a time", async () => {
    const catalogue = await start();
    const ids = async (query: string) => {
      const { results } = await get<{ readonly results: readonly Values[] }>(
        catalogue,
        `/blueprints/versions/latest?${query}`,
      );
      return results.map(({ id }) => id);
    };
    expect(await ids("")).toHaveLength(6);
    expect(await ids("q=bigquery")).toEqual(["s3-to-bigquery"]);
    expect(await ids("tags=getting-started")).toEqual(["hello-inputs"]);
    expect(await ids("ee=false&size=100")).not.toContain("azure-batch");
    expect(await ids("page=3&size=2")).toHaveLength(2);
    const one = await get(catalogue, "/blueprints/azure-batch/versions/2.0.4");
    expect(one).toMatchObject({
      ee: true,
      includedTasks: expect.arrayContaining(["io.kestra.plugin.ee.azure.runner.Batch"]) as unknown,
    });
    const board = await get(catalogue, "/blueprints/kinds/dashboard/executions-of-a-day/versions/latest");
    expect(board).toMatchObject({ kind: "DASHBOARD", source: expect.stringContaining("charts") as unknown });
  });

  it("finds by all words, of one type, and counts the others", async () => {
    const found = await get(await start(), "/search?q=s3%20download&type=PLUGINS");
    expect(found).toMatchObject({
      results: [{ type: "PLUGINS", title: "Download a file from an S3 bucket." }, {}],
      facets: { PLUGINS: 2, DOCS: 0 },
    });
    expect(JSON.stringify(found)).toContain("<mark>");
  });

  it("gives pages of the docs with what is known of them, and all in their order", async () => {
    const catalogue = await start();
    const response = await fetch(`${catalogue.url}/v1/docs/docs/how-to-guides/secrets/versions/2.0.0`);
    expect(await response.text()).toContain("# Secrets");
    expect(JSON.parse(response.headers.get("x-kestra-metadata") ?? "")).toMatchObject({
      parsedUrl: "/docs/how-to-guides/secrets",
      release: "2.0.0",
    });
    const children = await get(catalogue, "/docs/docs/versions/2.0.0/children");
    expect(Object.keys(children).slice(0, 2)).toEqual(["docs", "docs/getting-started"]);
  });

  it("tells which releases an older Kestra can load", async () => {
    const rows = await get<readonly Values[]>(
      await start(),
      "/plugins/artifacts/core-compatibility/1.3.25/latest?license=OPEN_SOURCE",
    );
    expect(rows).toContainEqual({
      groupId: "io.kestra.plugin",
      artifactId: "plugin-gcp",
      license: "OPEN_SOURCE",
      version: "1.7.5",
    });
    expect(JSON.stringify(rows)).not.toContain("ENTERPRISE");
  });

  it("keeps what it was asked, with all headers", async () => {
    const catalogue = await start();
    await fetch(`${catalogue.url}/v1/search?q=a`, { headers: { "X-Tenant": "main" } });
    expect(catalogue.requests).toMatchObject([
      { method: "GET", href: "/v1/search?q=a", headers: { "x-tenant": "main" }, body: "" },
    ]);
  });

  it("can be still making its answer, refuse, show a page, be slow, and be away", async () => {
    const clock = manualClock(new Date("2026-10-01T00:00:00Z"));
    const catalogue = await start({ clock });
    const of = (path: string) => ({
      when: (request: { readonly path: string }) => request.path.endsWith(path),
    });
    catalogue.faults.add({ ...of("/plugins"), status: 202, times: 2 });
    const statuses = [];
    for (let index = 0; index < 3; index += 1)
      statuses.push((await fetch(`${catalogue.url}/v1/plugins`)).status);
    expect(statuses).toEqual([202, 202, 200]);
    catalogue.faults.add({ ...of("/tags"), status: 500 });
    expect((await fetch(`${catalogue.url}/v1/blueprints/versions/latest/tags`)).status).toBe(500);
    catalogue.faults.add({ ...of("/search"), answer: htmlPage });
    expect((await fetch(`${catalogue.url}/v1/search`)).headers.get("content-type")).toBe("text/html");
    catalogue.faults.clear();
    catalogue.faults.add({ ...of("/latest"), latency: 5000 });
    let answered = false;
    const slow = fetch(`${catalogue.url}/v1/versions/latest`).then(() => {
      answered = true;
    });
    await expect.poll(() => catalogue.requests.length).toBe(6);
    expect(answered).toBe(false);
    clock.advance(5000);
    await slow;
    catalogue.faults.clear();
    catalogue.faults.add({ ...of("/latest"), connection: "reset" });
    await expect(fetch(`${catalogue.url}/v1/versions/latest`)).rejects.toThrow();
    await catalogue.close();
    await expect(fetch(`${catalogue.url}/v1/plugins`)).rejects.toThrow();
  });
});

describe("the registry", () => {
  it("gives plugins to an instance by their names", () => {
    expect(pluginsNamed("plugin-gcp", "plugin-aws").map(({ group }) => group)).toEqual([
      "io.kestra.plugin.gcp",
      "io.kestra.plugin.aws",
    ]);
    expect(() => pluginsNamed("plugin-none")).toThrow("plugin-none");
  });

  it("has each class once", () => {
    const classes = registry.plugins.flatMap(({ types }) => types.map(({ cls }) => cls));
    expect(new Set(classes).size).toBe(classes.length);
  });
});

describe("a full install", () => {
  it("is as large as a real one, and always the same", () => {
    const plugins = fullInstall();
    const types = plugins.flatMap((plugin) => plugin.types);
    expect([plugins.length, types.length]).toEqual([250, 1900]);
    expect(new Set(plugins.map(({ name }) => name)).size).toBe(250);
    expect(new Set(types.map(({ cls }) => cls)).size).toBe(1900);
    expect(fullInstall()).toEqual(plugins);
    const mean = types.reduce((sum, { description = "" }) => sum + description.length, 0) / types.length;
    expect(mean).toBeGreaterThan(80);
    expect(new Set(types.map(({ kind }) => kind)).size).toBeGreaterThan(4);
  });

  it("can be what the public catalogue knows", async () => {
    const plugins = await get<readonly Values[]>(await start({ registry: fullRegistry() }), "/plugins");
    expect(plugins).toHaveLength(250);
  });
});
