import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { startCatalogue, type Catalogue } from "../../../sandbox/catalogue/server.ts";
import type { Server } from "../../support/server.ts";
import { root } from "../../support/source.ts";
import { kestra, useKestra } from "../support/kestra.ts";
import { checkPage } from "../support/page-calls.ts";

useKestra();

const page = readFileSync(join(root, "docs/from-an-idea-to-a-flow.md"), "utf8");
const state: { catalogue?: Catalogue; server?: Server } = {};

beforeAll(async () => {
  kestra.target.plant?.({ plugins: pluginsNamed("plugin-aws") });
  state.catalogue = await startCatalogue();
  state.server = await kestra.start({ KESTRA_CATALOG_URL: state.catalogue.url });
});
afterAll(async () => {
  await state.server?.close();
  await state.catalogue?.close();
});

// A real Kestra has other plugins than the page says.
describe.skipIf((process.env.KESTRA_E2E_URL ?? "") !== "")("the page from an idea to a flow", () => {
  checkPage(page, {
    here: (text) => text.replaceAll(/(?<=namespace: )shop\b/g, () => kestra.namespace),
    get: async (tool, args) => state.server?.get(tool, args),
  });
});
