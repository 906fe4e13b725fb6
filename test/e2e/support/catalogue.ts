import { afterAll, beforeAll } from "vitest";
import { startCatalogue, type Catalogue, type CatalogueOptions } from "../../../sandbox/catalogue/server.ts";
import type { SandboxPlugin } from "../../../sandbox/plugins/plugin.ts";
import type { Server } from "../../support/server.ts";
import { check, kestra } from "./kestra.ts";

type Env = Readonly<Record<string, string>>;

const state: { catalogue?: Catalogue; server?: Server } = {};

/** The public catalogue of a file of tests. */
export function catalogue(): Catalogue {
  if (state.catalogue === undefined) throw new Error("The catalogue is used before it is started.");
  return state.catalogue;
}

/** A server of ours that asks the Kestra of the tests and the catalogue of the file. */
export function beside(): Server {
  if (state.server === undefined) throw new Error("The server is used before it is started.");
  return state.server;
}

/** Starts a public catalogue and a server before the tests of a file. @param plugins that the sandbox has */
export function useCatalogue(plugins: readonly SandboxPlugin[] = []): void {
  beforeAll(async () => {
    kestra.target.plant?.({ plugins });
    state.catalogue = await startCatalogue();
    state.server = await kestra.start({ KESTRA_CATALOG_URL: state.catalogue.url });
  });
  afterAll(async () => {
    await beside().close();
    await catalogue().close();
  });
}

/** Works with a server that is started for this alone. */
export async function withServer<Made>(env: Env, work: (server: Server) => Promise<Made>): Promise<Made> {
  const server = await kestra.start({ KESTRA_CATALOG_URL: catalogue().url, ...env });
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** The same with a public catalogue for this alone. */
export async function withCatalogue<Made>(
  options: CatalogueOptions,
  work: (server: Server, catalogue: Catalogue) => Promise<Made>,
): Promise<Made> {
  const own = await startCatalogue(options);
  try {
    return await withServer({ KESTRA_CATALOG_URL: own.url }, (server) => work(server, own));
  } finally {
    await own.close();
  }
}

/** An address at which no Kestra answers. */
export const noKestra: Env = { KESTRA_BASE_URL: "http://127.0.0.1:9" };

/** A test of plugins that a real Kestra may not have. */
export function checkPlanted(name: string, run: () => Promise<void>): void {
  check(name, async () => {
    if (!kestra.target.real) await run();
  });
}
