import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect } from "vitest";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { htmlPage } from "../../../sandbox/catalogue/server.ts";
import type { SandboxPlugin } from "../../../sandbox/plugins/plugin.ts";
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
import { check, useKestra } from "../support/kestra.ts";

/** More properties than one answer has room for, each with much to say. */
const large = Array.from({ length: 200 }, (_, i) => {
  const more = i % 3 === 0 ? { enum: Array.from({ length: 60 }, (__, j) => `CHOICE_${i}_${j}`) } : {};
  const title = `Property ${i} of the request; ${"it says at length what it does, and what it does not do. ".repeat(8)}`;
  return [`property${i}`, { type: "string", title, default: "x/y?z=".repeat(i), ...more }] as const;
});
const house: SandboxPlugin = {
  name: "plugin-house",
  group: "com.example.house",
  version: "1.0.0",
  types: [
    {
      cls: "com.example.house.Large",
      title: "Do what takes much. ".repeat(60),
      description: "It says much, too. ".repeat(90),
      properties: Object.fromEntries(large),
      required: ["property199"],
      outputs: Object.fromEntries(large),
      examples: [
        { title: "All of it.", code: `id: a\n${"# a line of an example that is long\n".repeat(90)}` },
      ],
    },
  ],
};

useKestra();
useCatalogue([
  ...pluginsNamed("plugin-aws").map((plugin) => ({ ...plugin, version: "1.8.4" })),
  ...pluginsNamed("plugin-slack", "plugin-dbt", "plugin-gcp"),
  mail,
  house,
]);

interface Told {
  readonly type: string;
  readonly version?: string;
  readonly installed?: boolean;
  readonly install?: string;
  readonly deprecated?: boolean;
  readonly ee?: boolean;
  readonly properties: readonly { readonly name: string; readonly required?: true }[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly example?: string;
  readonly note?: string;
  readonly truncated?: string;
}

const download = "io.kestra.plugin.aws.s3.Download";
const query = "io.kestra.plugin.jdbc.duckdb.Query";
const schema = (args: object) => beside().get<Told>("task_schema", { ...args });
const namesOf = ({ properties }: Told) => properties.map(({ name }) => name);

describe("task_schema", () => {
  checkPlanted("tells an installed type, whatever the argument is called", async () => {
    for (const args of [
      { cls: download },
      { type: download },
      { class: download },
      { task: ` ${download} ` },
    ]) {
      const told = await schema(args);
      expect(told).toMatchObject({ type: download, kind: "task", version: "1.8.4", installed: true });
      expect(told).not.toHaveProperty("install");
      expect(namesOf(told).slice(0, 3).toSorted()).toEqual(["bucket", "key", "region"]);
      expect(told.outputs).toEqual({ uri: "uri", contentLength: "integer", eTag: "string" });
      expect(told.example).toContain(`type: ${download}`);
    }
  });

  checkPlanted("tells inherited properties where they are wanted", async () => {
    const [own, all] = [await schema({ cls: download }), await schema({ cls: download, all: true })];
    expect(namesOf(own)).not.toContain("timeout");
    expect(namesOf(all)).toEqual(expect.arrayContaining([...namesOf(own), "timeout", "disabled"]));
  });

  check("tells a type of Kestra's own by its last part", async () => {
    const told = await schema({ cls: "Sleep" });
    expect(told).toMatchObject({ type: "io.kestra.plugin.core.flow.Sleep", installed: true });
    expect(told.note).toContain("is short for");
    expect(namesOf(told)).toContain("duration");
  });

  check("says what to install for a type that is not here", async () => {
    for (const cls of [query, "io.kestra.plugin.ee.azure.runner.Batch"]) {
      const told = await schema({ cls });
      if (told.installed === true) continue;
      expect(told).toMatchObject({ type: cls, installed: false });
      expect(told.install).toMatch(
        cls === query
          ? /^io\.kestra\.plugin:plugin-jdbc-duckdb:\d/
          : /^io\.kestra\.plugin\.ee:plugin-ee-azure:1\.8\.2$/,
      );
    }
  });

  checkPlanted("tells what is deprecated", async () => {
    expect(await schema({ cls: "io.kestra.plugin.dbt.cli.Build" })).toMatchObject({
      deprecated: true,
      installed: true,
    });
  });

  checkPlanted("knows a type by a former name, be it called otherwise now", async () => {
    const moved = await schema({ cls: "io.kestra.plugin.notifications.slack.SlackIncomingWebhook" });
    expect(moved).toMatchObject({
      type: "io.kestra.plugin.slack.notifications.SlackIncomingWebhook",
      installed: true,
    });
    expect(moved.note).toContain("former name");
    const renamed = await schema({ cls: "io.kestra.plugin.gcp.bigquery.LoadFromStorage" });
    expect(renamed).toMatchObject({ type: "io.kestra.plugin.gcp.bigquery.Load", installed: true });
    expect(renamed.note).toBe(
      "io.kestra.plugin.gcp.bigquery.LoadFromStorage is a former name of io.kestra.plugin.gcp.bigquery.Load.",
    );
  });

  checkPlanted("tells a type of one's own, which the public catalogue is not asked about", async () => {
    const asked = catalogue().requests.length;
    expect(await schema({ cls: "com.example.mail.send.Letter" })).toMatchObject({
      installed: true,
      version: "1.4.0",
    });
    expect(
      catalogue()
        .requests.slice(asked)
        .filter(({ href }) => href.includes("mail")),
    ).toEqual([]);
  });

  checkPlanted(
    "tells another version of an installed type by the public catalogue, as an instance has but one",
    async () => {
      const other = await schema({ cls: download, version: "1.9.0" });
      expect(other).toMatchObject({ version: "1.9.0", installed: false });
      expect(other.note).toContain("1.8.4 is installed here.");
      expect(namesOf(other)).toContain("bucket");
      const never = await schema({ cls: download, version: "9.9.9" });
      expect([never.installed, never.properties]).toEqual([false, []]);
      expect(await schema({ cls: download, version: "" })).toMatchObject({
        version: "1.8.4",
        installed: true,
      });
    },
  );

  checkPlanted("says why a type cannot be installed", async () => {
    const core = await schema({ cls: "io.kestra.plugin.core.http.Request" });
    expect(core).toMatchObject({ installed: false, note: "It comes with another release of Kestra." });
    expect(core).not.toHaveProperty("install");
    const azure = await schema({ cls: "io.kestra.plugin.ee.azure.runner.Batch" });
    expect(azure.note).toContain("It needs the Enterprise edition, which this Kestra is not.");
  });

  check("says of a type that nobody knows who was not asked", async () => {
    const alone = await withServer({ KESTRA_CATALOG: "instance" }, (server) =>
      server.refusal("task_schema", { cls: "io.kestra.plugin.none.Nothing" }),
    );
    expect(alone).toContain("What is not installed is not known, as KESTRA_CATALOG is instance.");
  });

  check("tells the version that is wanted, of what is not installed by the public catalogue", async () => {
    catalogue().faults.add({ when: ({ path }) => path.includes("/versions/1.5.0/"), status: 202, times: 1 });
    const told = await schema({ cls: query, version: "1.5.0" });
    expect(told).toMatchObject({ type: query, version: "1.5.0" });
    expect(namesOf(told)).toContain("sql");
    const pinned = catalogue().requests.filter(({ href }) => href.includes("/versions/1.5.0/"));
    expect(pinned).toHaveLength(2);
    const never = await schema({ cls: query, version: "9.9.9" });
    expect(never).toMatchObject({ properties: [], note: expect.stringContaining("404") as unknown });
  });

  check("says which types are like one that there is not", async () => {
    const refusal = await beside().refusal("task_schema", { cls: "io.kestra.plugin.core.log.Logg" });
    expect(refusal).toMatch(
      /^task_schema: There is no type "io.kestra.plugin.core.log.Logg". Did you mean one of io.kestra.plugin.core.log.Log/,
    );
  });

  check("answers without a Kestra, and without the public catalogue", async () => {
    await withServer(noKestra, async (server) => {
      const told = await server.get<Told>("task_schema", { cls: query });
      expect(told).not.toHaveProperty("installed");
      expect(namesOf(told)).toContain("sql");
    });
    await withCatalogue({ faults: [{ when: () => true, answer: htmlPage }] }, async (server) => {
      const told = await server.get<Told>("task_schema", { cls: "io.kestra.plugin.core.log.Log" });
      expect(told).toMatchObject({ installed: true });
      expect(namesOf(told)).toContain("message");
    });
  });

  checkPlanted("tells a class with much to say in pages that an agent can read", async () => {
    const names: string[] = [];
    for (;;) {
      const told = await schema({ cls: "com.example.house.Large", offset: names.length });
      expect(countTokens(JSON.stringify(told))).toBeLessThanOrEqual(1500);
      if (names.length === 0)
        expect(told.properties[0]).toMatchObject({ name: "property199", required: true });
      names.push(...namesOf(told));
      if (told.truncated === undefined) break;
    }
    expect(names.toSorted()).toEqual(large.map(([name]) => name).toSorted());
  });
});
