import { describe, expect } from "vitest";
import { fullRegistry } from "../../../sandbox/catalogue/full-install.ts";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { htmlPage } from "../../../sandbox/catalogue/server.ts";
import { mail } from "../../sandbox/catalogue/mail-plugin.ts";
import {
  beside,
  catalogue,
  checkPlanted,
  noKestra,
  useCatalogue,
  withCatalogue,
  withServer,
} from "../support/catalogue.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

const older = pluginsNamed("plugin-aws").map((plugin) => ({
  ...plugin,
  version: "1.8.4",
  types: plugin.types.slice(0, 3),
}));

useKestra();
useCatalogue([...older, ...pluginsNamed("plugin-dbt"), mail]);

interface TypeRow {
  readonly type: string;
  readonly installed?: boolean;
  readonly ee?: boolean;
}

interface Types {
  readonly types: readonly TypeRow[];
  readonly total: number;
  readonly note?: string;
  readonly truncated?: string;
}

interface PluginTypes {
  readonly plugin: Readonly<Record<string, unknown>>;
  readonly groups: readonly {
    readonly group: string;
    readonly types: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly total: number;
  readonly note?: string;
}

interface Releases {
  readonly plugin: string;
  readonly installed: readonly string[];
  readonly releases: readonly { readonly version: string; readonly kestra: string }[];
  readonly note?: string;
}

const containing = (text: string): unknown => expect.stringContaining(text);
const typesOf = ({ types }: Types) => types.map(({ type }) => type);

describe("plugin_tasks", () => {
  const tasks = (args: object) => beside().get<PluginTypes>("plugin_tasks", { ...args });

  checkPlanted(
    "lists the types of a plugin by package, with those that only its newest release has",
    async () => {
      const { plugin, groups, total } = await tasks({ plugin: "plugin-aws" });
      expect(plugin).toMatchObject({
        name: "plugin-aws",
        installed: true,
        version: "1.8.4",
        newest: "1.9.2",
      });
      const [athena, s3] = groups;
      expect([athena?.group, s3?.group]).toEqual(["io.kestra.plugin.aws.athena", "io.kestra.plugin.aws.s3"]);
      expect(athena?.types).toEqual([
        { name: "Query", kind: "task", title: "Query files with Athena.", installed: false },
      ]);
      expect(s3?.types).toContainEqual({
        name: "Download",
        kind: "task",
        title: "Download a file from an S3 bucket.",
      });
      expect(total).toBe(7);
    },
  );

  checkPlanted("takes a name, a group, a package or a class, whatever the argument is called", async () => {
    for (const args of [
      { name: "aws" },
      { group: "io.kestra.plugin.aws" },
      { plugin_name: "AWS" },
      { pluginName: "io.kestra.plugin.aws.s3.Download" },
      { plugin: "io.kestra.plugin.aws.s3" },
    ])
      expect((await tasks(args)).plugin).toMatchObject({ name: "plugin-aws" });
    const { groups } = await tasks({ plugin: "io.kestra.plugin.aws.s3" });
    expect(groups.map(({ group }) => group)).toEqual(["io.kestra.plugin.aws.s3"]);
  });

  checkPlanted("tells what is deprecated, and what is of one's own", async () => {
    const dbt = await tasks({ plugin: "dbt" });
    expect(dbt.groups[0]?.types).toContainEqual(expect.objectContaining({ name: "Build", deprecated: true }));
    const own = await tasks({ plugin: "plugin-mail" });
    expect(own.plugin).toMatchObject({ installed: true, version: "1.4.0" });
    expect(own.plugin).not.toHaveProperty("newest");
    expect(own.groups.map(({ group }) => group)).toEqual(["com.example.mail", "com.example.mail.send"]);
  });

  check("tells what is not installed, and what needs the Enterprise edition", async () => {
    const azure = await tasks({ plugin: "plugin-ee-azure" });
    expect(azure.plugin).toMatchObject({ installed: false, version: "1.8.2", ee: true });
    expect(azure.groups.flatMap(({ types }) => types).every(({ ee }) => ee === true)).toBe(true);
  });

  check("says which plugin may be meant where there is none", async () => {
    expect(await beside().refusal("plugin_tasks", { plugin: "plugin-asw" })).toContain(
      "Did you mean plugin-aws?",
    );
    expect(await beside().refusal("plugin_tasks", {})).toContain("plugin");
  });
});

describe("versions", () => {
  const versions = (args: object = {}) =>
    beside().get<{ versions: readonly object[]; total: number }>("versions", { ...args });

  checkPlanted("are those here and the newest, of plugins of a name", async () => {
    const aws = { plugin: "plugin-aws", version: "1.8.4", newest: "1.9.2", installed: true };
    for (const args of [{ plugin: "plugin-aws" }, { name: "PLUGIN-AWS" }, { query: "gin-aws" }])
      expect(await versions(args)).toMatchObject({ versions: [aws], total: 1 });
    expect(await versions({ plugin: "mail" })).toMatchObject({
      versions: [
        { plugin: "plugin-email", newest: "1.1.0", installed: false },
        { plugin: "plugin-mail", version: "1.4.0" },
      ],
    });
    expect(await versions({ plugin: "zzzz" })).toMatchObject({ versions: [], total: 0 });
  });

  check("are told of all plugins", async () => {
    expect((await versions()).total).toBeGreaterThan(10);
  });
});

describe("plugin_versions", () => {
  const releases = (args: object) => beside().get<Releases>("plugin_versions", { ...args });

  checkPlanted("are the releases with the Kestra that each needs, and those that are here", async () => {
    for (const args of [
      { plugin: "plugin-aws" },
      { name: "aws" },
      { repository: "AWS" },
      { repo: "io.kestra.plugin.aws" },
    ]) {
      const told = await releases(args);
      expect(told).toMatchObject({ plugin: "plugin-aws", installed: ["1.8.4"] });
      expect(told.releases.map(({ version }) => version)).toEqual(["1.9.2", "1.9.0", "1.8.4", "1.0.3"]);
      expect(told.releases[0]?.kestra).toBe("1.0.0");
    }
  });

  checkPlanted("of a plugin of one's own are those that are here", async () => {
    expect(await releases({ plugin: "plugin-mail" })).toMatchObject({ installed: ["1.4.0"], releases: [] });
  });
});

describe("the types of a kind", () => {
  const kinds = [
    ["list_triggers", "io.kestra.plugin.core.trigger.Schedule", true],
    ["list_storages", "io.kestra.storage.gcs.GcsStorage", false],
    ["list_secret_managers", "io.kestra.ee.secret.vault.VaultSecret", false],
    ["list_task_runners", "io.kestra.plugin.ee.azure.runner.Batch", false],
    ["list_log_exporters", "io.kestra.plugin.ee.azure.monitor.LogExporter", false],
  ] as const;

  check("are listed, those that are installed first", async () => {
    for (const [tool, type, installed] of kinds) {
      const listed = await beside().get<Types>(tool);
      expect(listed.types).toContainEqual(expect.objectContaining({ type, installed }));
      const flags = listed.types.map((row) => Number(row.installed));
      expect(flags).toEqual(flags.toSorted((a, b) => b - a));
      expect(listed.total).toBe(listed.types.length);
      expect(listed.note).toBeUndefined();
    }
  });

  check("need the Enterprise edition where they say so", async () => {
    const { types } = await beside().get<Types>("list_log_exporters");
    expect(types.filter(({ ee }) => ee !== true)).toEqual([]);
  });

  checkPlanted("have those of one's own plugins", async () => {
    expect(typesOf(await beside().get<Types>("list_triggers"))).toContain("com.example.mail.Arrived");
  });

  check("come from the public catalogue where there is no Kestra", async () => {
    await withServer(noKestra, async (server) => {
      for (const [tool, type] of kinds) {
        const { types, note } = await server.get<Types>(tool);
        expect(types.find((row) => row.type === type)).not.toHaveProperty("installed");
        expect(note).toMatch(/^What is installed is not known: /);
      }
      expect(await server.get("plugin_tasks", { plugin: "gcp" })).toMatchObject({
        plugin: { version: "2.1.0" },
      });
      expect(await server.get("plugin_versions", { plugin: "gcp" })).toMatchObject({
        installed: [],
        releases: [{ version: "2.1.0" }, {}, {}],
      });
    });
  });

  check("come from the instance where the public catalogue is away, or shows a page", async () => {
    for (const fault of [
      { connection: "reset" },
      { status: 503 },
      { status: 404 },
      { answer: htmlPage },
    ] as const)
      await withCatalogue({ faults: [{ when: () => true, ...fault }] }, async (server) => {
        const { types, note } = await server.get<Types>("list_triggers");
        expect(types.map(({ type }) => type)).toContain("io.kestra.plugin.core.trigger.Schedule");
        expect(types.every(({ installed }) => installed === true)).toBe(true);
        expect(note).toMatch(/^What is not installed is not known: /);
        const core = await server.get<Releases>("plugin_versions", { plugin: "core" });
        expect(core).toMatchObject({ plugin: "core", releases: [] });
      });
  });

  check("come from a public catalogue that is slow", async () => {
    await withCatalogue({ faults: [{ when: () => true, latency: 400 }] }, async (server, slow) => {
      expect(slow.requests).toEqual([]);
      const { types, note } = await server.get<Types>("list_storages");
      expect(types.map(({ type }) => type)).toContain("io.kestra.storage.gcs.GcsStorage");
      expect(note).toBeUndefined();
    });
  });

  check("come from nobody where nobody may be asked, and that is said", async () => {
    await withServer({ ...noKestra, KESTRA_CATALOG: "offline" }, async (server) => {
      expect(await server.refusal("list_triggers")).toEqual(
        containing("nobody to tell which plugins there are"),
      );
    });
  });

  check("are all listed in a full install, page by page", async () => {
    await withCatalogue({ registry: fullRegistry() }, async (server) => {
      for (const [tool] of kinds) {
        const found: string[] = [];
        for (;;) {
          const page = await server.get<Types>(tool, { offset: found.length });
          expect(JSON.stringify(page).length).toBeLessThan(10_000);
          found.push(...typesOf(page));
          if (page.truncated !== undefined) continue;
          expect([found.length, new Set(found).size]).toEqual([page.total, page.total]);
          break;
        }
      }
    });
  });

  check("are asked for once", async () => {
    await withCatalogue({}, async (server, own) => {
      await server.get("list_triggers");
      await server.get("list_storages");
      await server.get("versions");
      expect(own.requests.map(({ href }) => href)).toEqual(["/v1/plugins"]);
    });
  });

  check(
    "come from the instance alone, or the public catalogue alone, where the operator says so",
    async () => {
      const before = catalogue().requests.length;
      await withServer({ KESTRA_CATALOG: "instance" }, async (server) => {
        expect(
          (await server.get<Types>("list_triggers")).types.every(({ installed }) => installed === true),
        ).toBe(true);
      });
      expect(catalogue().requests).toHaveLength(before);
      await withServer({ KESTRA_CATALOG: "public" }, async (server) => {
        const { types, note } = await server.get<Types>("list_triggers");
        expect(types.filter((row) => "installed" in row)).toEqual([]);
        expect(note).toContain("KESTRA_CATALOG is public");
        if (!kestra.target.real)
          expect(typesOf({ types, total: 0 })).not.toContain("com.example.mail.Arrived");
      });
    },
  );
});
