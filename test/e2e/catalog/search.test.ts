import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect } from "vitest";
import { fullRegistry } from "../../../sandbox/catalogue/full-install.ts";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { htmlPage } from "../../../sandbox/catalogue/server.ts";
import { mail } from "../../sandbox/catalogue/mail-plugin.ts";
import {
  beside,
  checkPlanted,
  noKestra,
  useCatalogue,
  withCatalogue,
  withServer,
} from "../support/catalogue.ts";
import { check, useKestra } from "../support/kestra.ts";

useKestra();
useCatalogue([...pluginsNamed("plugin-aws", "plugin-dbt"), mail]);

interface Found {
  readonly results: readonly {
    readonly type: string;
    readonly installed?: boolean;
    readonly deprecated?: boolean;
  }[];
  readonly total: number;
  readonly note?: string;
}

const search = (args: object) => beside().get<Found>("search", { ...args });
const first = async (query: string) => (await search({ query })).results[0]?.type;

describe("search among types", () => {
  check("finds what words mean, be it installed or not", async () => {
    for (const [query, type] of [
      ["s3 download", "io.kestra.plugin.aws.s3.Download"],
      ["send slack message", "io.kestra.plugin.slack.notifications.SlackIncomingWebhook"],
      ["load a file into BigQuery", "io.kestra.plugin.gcp.bigquery.Load"],
      ["run python script", "io.kestra.plugin.scripts.python.Script"],
      ["sned slak mesage", "io.kestra.plugin.slack.notifications.SlackIncomingWebhook"],
      ["cron", "io.kestra.plugin.core.trigger.Schedule"],
      ["io.kestra.plugin.core.log.Log", "io.kestra.plugin.core.log.Log"],
    ] as const)
      expect(await first(query), query).toBe(type);
  });

  check("takes words whatever the argument is called", async () => {
    for (const name of ["query", "q", "text", "keyword", "keywords"])
      expect((await search({ [name]: "log", kind: "PLUGINS" })).results[0]).toMatchObject({
        type: "io.kestra.plugin.core.log.Log",
        kind: "task",
        plugin: "core",
        installed: true,
      });
  });

  checkPlanted("finds types of one's own, and puts what is deprecated last", async () => {
    expect(await first("letter")).toBe("com.example.mail.send.Letter");
    const { results } = await search({ query: "dbt" });
    expect(results.map(({ deprecated }) => deprecated === true)).toEqual([false, false, true]);
  });

  checkPlanted("finds a type by a property that no type is named for", async () => {
    const { results } = await search({ query: "compatibilityMode" });
    expect(results[0]?.type).toBe("io.kestra.plugin.aws.s3.Download");
  });

  check("finds nothing of what there is not", async () => {
    expect(await search({ query: "zzzzqqqq" })).toMatchObject({
      results: [],
      total: 0,
      note: "No type has these words: try others, or list_plugins.",
    });
  });

  check("finds what is public where there is no Kestra", async () => {
    await withServer(noKestra, async (server) => {
      const { results } = await server.get<Found>("search", { q: "s3 download" });
      expect(results[0]).toMatchObject({ type: "io.kestra.plugin.aws.s3.Download", version: "1.9.2" });
      expect(results[0]).not.toHaveProperty("installed");
    });
  });

  check("finds what is installed where the public catalogue shows a page", async () => {
    await withCatalogue({ faults: [{ when: () => true, answer: htmlPage }] }, async (server) => {
      const { results, note } = await server.get<Found>("search", { query: "log" });
      expect(results[0]).toMatchObject({ type: "io.kestra.plugin.core.log.Log", installed: true });
      expect(note).toMatch(/^What is not installed is not known: /);
    });
  });

  check("is short in a full install", async () => {
    await withCatalogue({ registry: fullRegistry() }, async (server) => {
      const found = await server.get<Found>("search", { query: "upload a file" });
      expect(found.results.length).toBe(20);
      expect(found.total).toBeGreaterThan(20);
      expect(countTokens(JSON.stringify(found))).toBeLessThan(3000);
    });
  });
});
