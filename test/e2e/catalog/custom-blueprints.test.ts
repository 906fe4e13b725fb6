import { afterAll, beforeAll, describe, expect } from "vitest";
import { startCatalogue, type Catalogue } from "../../../sandbox/catalogue/server.ts";
import type { Server } from "../../support/server.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { templateFolder, type TemplateFolder } from "../support/templates.ts";

useKestra("ee");

interface Listed {
  readonly blueprints: readonly { readonly id: string; readonly source: string }[];
  readonly note: string;
}

const log = "io.kestra.plugin.core.log.Log";
const flow = (id: string, type = log) =>
  `id: ${id}\nnamespace: company.team\ntasks:\n  - id: t\n    type: ${type}\n    message: "{{ secret('KEY') }}"\n`;
const custom = [
  { id: "4711", title: "Say hello as we do", tags: ["House Style"], source: flow("house") },
  { id: "hello-inputs", title: "Say hello at home", source: flow("own", "io.kestra.plugin.slack.Tell") },
];
const files = { "hello.yaml": flow("hello-inputs"), "greet.yaml": flow("hello-team") };

const state: { catalogue?: Catalogue; folder?: TemplateFolder; server?: Server } = {};
const server = (): Server => {
  if (state.server === undefined) throw new Error("The server is used before it is started.");
  return state.server;
};

beforeAll(async () => {
  kestra.target.plant?.({ blueprints: custom });
  state.catalogue = await startCatalogue();
  state.folder = templateFolder(files);
  const env = { KESTRA_CATALOG_URL: state.catalogue.url, KESTRA_CATALOG_FILE: state.folder.path };
  state.server = await kestra.start(env);
});
afterAll(async () => {
  await server().close();
  await state.catalogue?.close();
  state.folder?.remove();
});

/** Custom blueprints cannot be made with our tools, so that no real Kestra has these. */
const onSandbox = (name: string, run: () => Promise<void>) => {
  check(name, async () => {
    if (!kestra.target.real) await run();
  });
};

describe("custom blueprints", () => {
  onSandbox("come first, then templates, then public ones, and of one id the first", async () => {
    const { blueprints } = await server().get<Listed>("blueprints", { query: "hello" });
    expect(blueprints.map(({ id, source }) => `${source} ${id}`)).toEqual([
      "custom 4711",
      "custom hello-inputs",
      "folder hello-team",
    ]);
    expect(blueprints[1]).toMatchObject({ missing: ["io.kestra.plugin.slack.Tell"] });
    const tagged = await server().get<Listed>("blueprints", { tags: "house-style" });
    expect(tagged.blueprints.map(({ id }) => id)).toEqual(["4711"]);
  });

  onSandbox("are read by their ids, as texts or numbers", async () => {
    for (const args of [{ id: "4711" }, { id: 4711 }, { blueprintId: 4711 }])
      expect(await server().get("get_blueprint_flow", args)).toMatchObject({
        id: "4711",
        source: "custom",
        title: "Say hello as we do",
        yaml: flow("house"),
        missing: [],
        secrets: ["KEY"],
      });
    const own = await server().get("get_blueprint_flow", { id: "hello-inputs" });
    expect(own).toMatchObject({ source: "custom", missing: [{ type: "io.kestra.plugin.slack.Tell" }] });
    expect(await server().get("get_blueprint_flow", { id: "hello-team" })).toMatchObject({
      source: "folder",
    });
    expect(await server().get("get_blueprint_flow", { id: "fax-report" })).toMatchObject({
      source: "public",
      missing: [{ type: "io.kestra.plugin.fax.Send" }],
    });
  });

  onSandbox("are not asked for where the public catalogue alone is to answer", async () => {
    const alone = await kestra.start({
      KESTRA_CATALOG_URL: state.catalogue?.url ?? "",
      KESTRA_CATALOG: "public",
    });
    const { blueprints } = await alone.get<Listed>("blueprints", { query: "hello" });
    await alone.close();
    expect(blueprints.map(({ source }) => source)).toEqual(["public"]);
  });
});
