import { afterAll, beforeAll, describe, expect } from "vitest";
import { fullInstall, fullRegistry } from "../../../sandbox/catalogue/full-install.ts";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { htmlPage, startCatalogue, type Catalogue } from "../../../sandbox/catalogue/server.ts";
import type { Server } from "../../support/server.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

/** A row of the list. */
interface Row {
  readonly name: string;
  readonly categories?: readonly string[];
  readonly installed?: boolean;
  readonly version?: string;
  readonly newest?: string;
  readonly ee?: boolean;
  readonly tasks?: number;
}

interface Listed {
  readonly plugins: readonly Row[];
  readonly total: number;
  readonly note?: string;
  readonly truncated?: string;
}

const state: { catalogue?: Catalogue } = {};
const catalogue = (): Catalogue => {
  if (state.catalogue === undefined) throw new Error("The catalogue is used before it is started.");
  return state.catalogue;
};
/** A release of a plugin that is not its newest one. */
const older = pluginsNamed("plugin-aws").map((plugin) => ({ ...plugin, version: "1.8.4" }));

beforeAll(async () => {
  state.catalogue = await startCatalogue();
  kestra.target.plant?.({ plugins: older });
});
afterAll(() => catalogue().close());

/** Lists with a server that is started for this alone. */
async function list(
  env: Readonly<Record<string, string>>,
  args: Readonly<Record<string, unknown>> = {},
): Promise<Listed> {
  const server = await kestra.start(env);
  try {
    return await server.get<Listed>("list_plugins", args);
  } finally {
    await server.close();
  }
}

const beside = () => ({ KESTRA_CATALOG_URL: catalogue().url });
const rowOf = ({ plugins }: Listed, name: string) => plugins.find((row) => row.name === name);
const names = ({ plugins }: Listed) => plugins.map(({ name }) => name);

describe("plugins", () => {
  check("are listed with what is installed and what there is besides", async () => {
    const listed = await list(beside());
    expect(listed.note).toBeUndefined();
    expect(listed.total).toBeGreaterThan(10);
    expect(rowOf(listed, "core")).toMatchObject({ installed: true, tasks: expect.any(Number) as number });
    expect(rowOf(listed, "secret-vault")).toMatchObject({ installed: false, version: "1.4.0", ee: true });
    if (kestra.target.real) return;
    expect(rowOf(listed, "plugin-aws")).toMatchObject({
      title: "AWS",
      installed: true,
      version: "1.8.4",
      newest: "1.9.2",
      tasks: 6,
      triggers: 1,
    });
    expect(rowOf(listed, "plugin-gcp")).toMatchObject({ installed: false, version: "2.1.0", taskRunners: 1 });
    expect(rowOf(listed, "plugin-gcp")).not.toHaveProperty("newest");
  });

  check("are told by category, in any case, and which categories there are", async () => {
    const listed = await list(beside(), { category: "alerting" });
    expect(names(listed)).toEqual(expect.arrayContaining(["plugin-email", "plugin-slack"]));
    expect(listed.plugins.every(({ categories = [] }) => categories.includes("ALERTING"))).toBe(true);
    const none = await list(beside(), { category: "GARDENING" });
    expect(none).toMatchObject({ plugins: [], total: 0, note: expect.stringContaining("CLOUD") as string });
  });

  check("of the instance come where the public catalogue is away, or shows a page", async () => {
    const away = await startCatalogue();
    await away.close();
    const strange = await startCatalogue({ faults: [{ when: () => true, answer: htmlPage }] });
    for (const { url } of [away, strange]) {
      const listed = await list({ KESTRA_CATALOG_URL: url });
      expect(rowOf(listed, "core")).toMatchObject({ installed: true });
      expect(rowOf(listed, "secret-vault")).toBeUndefined();
      expect(listed.note).toMatch(/^What is not installed is not known: /);
    }
    await strange.close();
  });

  check("of the public catalogue alone are neither installed nor not", async () => {
    const listed = await list({ ...beside(), KESTRA_CATALOG: "public" });
    expect(listed.total).toBeGreaterThan(10);
    expect(listed.plugins.filter((row) => "installed" in row)).toEqual([]);
    expect(rowOf(listed, "plugin-aws")).toMatchObject({ version: "1.9.2" });
    expect(listed.note).toBe("What is installed is not known, as KESTRA_CATALOG is public.");
  });

  check("of no category that is named are those of all", async () => {
    expect(await list(beside(), { category: " " })).toEqual(await list(beside()));
  });

  check("of the instance alone are all that is told", async () => {
    const asked = catalogue().requests.length;
    const listed = await list({ ...beside(), KESTRA_CATALOG: "instance" });
    expect(listed.plugins.every(({ installed }) => installed === true)).toBe(true);
    expect(listed.note).toBe("What is not installed is not known, as KESTRA_CATALOG is instance.");
    expect(catalogue().requests).toHaveLength(asked);
  });

  check("offline and without a file are those of the instance, and the list says so", async () => {
    const asked = catalogue().requests.length;
    const listed = await list({ ...beside(), KESTRA_CATALOG: "offline" });
    expect(rowOf(listed, "core")).toMatchObject({ installed: true });
    expect(listed.note).toContain("KESTRA_CATALOG is offline");
    expect(catalogue().requests).toHaveLength(asked);
  });

  check("are asked for with nothing that is Kestra's", async () => {
    await list(beside());
    const [{ href, headers, body } = { href: "", headers: {}, body: "-" }] = catalogue().requests.slice(-1);
    expect([href, body]).toEqual(["/v1/plugins", ""]);
    const { username, password, token = password } = kestra.target;
    const told = JSON.stringify(headers);
    for (const secret of [
      username,
      password,
      token,
      "authorization",
      "cookie",
      "traceparent",
      "x-kestra",
      "tenant",
    ])
      expect(told.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe("a full install", () => {
  /** Every page, and the most characters of one. */
  async function pages(server: Server): Promise<readonly [readonly string[], number]> {
    const found: string[] = [];
    let longest = 0;
    for (;;) {
      const page = await server.get<Listed>("list_plugins", { offset: found.length });
      found.push(...names(page));
      longest = Math.max(longest, JSON.stringify(page).length);
      if (page.truncated === undefined || page.plugins.length === 0) return [found, longest];
    }
  }

  check("is listed in pages that an agent can read, each plugin once", async () => {
    const large = await startCatalogue({ registry: fullRegistry() });
    const server = await kestra.start({ KESTRA_CATALOG_URL: large.url });
    const [found, longest] = await pages(server);
    await server.close();
    await large.close();
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(fullInstall().map(({ name }) => name)));
    expect(longest).toBeLessThan(10_000);
  });
});
