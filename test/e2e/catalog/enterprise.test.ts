import { describe, expect } from "vitest";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { beside, checkPlanted, useCatalogue } from "../support/catalogue.ts";
import { useKestra } from "../support/kestra.ts";

useKestra("ee");
useCatalogue(pluginsNamed("plugin-aws", "plugin-ee-azure", "secret-vault"));

const download = "io.kestra.plugin.aws.s3.Download";

describe("an Enterprise instance", () => {
  checkPlanted("has plugins in several versions, all of which are told", async () => {
    const told = await beside().get("plugin_versions", { plugin: "plugin-aws" });
    expect(told).toMatchObject({ installed: ["1.9.2", "1.9.0", "1.8.4", "1.0.3"] });
    expect(told.note).toBeUndefined();
  });

  checkPlanted("documents a version of a type that it has", async () => {
    const told = await beside().get("task_schema", { cls: download, version: "1.8.4" });
    expect(told).toMatchObject({ type: download, version: "1.8.4", installed: true });
    expect(told).toMatchObject({
      properties: expect.arrayContaining([expect.objectContaining({ name: "bucket" })]) as unknown,
    });
  });

  checkPlanted("has types of its edition", async () => {
    for (const [tool, type] of [
      ["list_secret_managers", "io.kestra.ee.secret.vault.VaultSecret"],
      ["list_task_runners", "io.kestra.plugin.ee.azure.runner.Batch"],
      ["list_log_exporters", "io.kestra.plugin.ee.azure.monitor.LogExporter"],
    ] as const) {
      const { types } = await beside().get<{ readonly types: readonly object[] }>(tool);
      expect(types).toContainEqual(expect.objectContaining({ type, installed: true, ee: true }));
    }
  });
});
