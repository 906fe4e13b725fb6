import { describe, expect, it } from "vitest";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import { knownCatalog, type CatalogCalls } from "../../../../specs/steps/catalog/known-catalog.ts";
import { keptFacts } from "../../../support/host.ts";

const core = { name: "core", tasks: [{ cls: "io.kestra.plugin.core.log.Log" }] };
const aws = { name: "plugin-aws", tasks: [{ cls: "io.kestra.plugin.aws.s3.Download" }] };
const away = () => Promise.reject(new KestraError(say`Nobody answers.`, 0));

const answering: CatalogCalls = {
  plugin_set: () => Promise.resolve({ version: "1.3.25", pluginsHash: 1 }),
  installed: () => Promise.resolve({ results: [core] }),
  open: () => Promise.resolve({ results: [core, aws] }),
};
const context = {
  kept: { ...keptFacts, sources: () => "auto" as const },
  now: () => new Date("2026-05-01T10:00:00Z"),
  instance: { version: "1.3.25" },
  mask: (text: string) => text,
};

describe("what is known of plugins", () => {
  it("is what the instance has, with what there is besides", async () => {
    const known = await knownCatalog(answering, context);
    expect(known).toMatchObject({ told: "", release: "1.3.25", version: '["1.3.25",1]' });
    expect(known.plugins.map(({ name, installed }) => [name, installed])).toEqual([
      ["core", true],
      ["plugin-aws", false],
    ]);
  });

  it.each([
    ["its plugins", { ...answering, installed: away }],
    ["what it is", { ...answering, plugin_set: away }],
  ])("says nothing of what is installed where the instance does not tell %s", async (_, calls) => {
    const known = await knownCatalog(calls, context);
    expect(known.version).toBeUndefined();
    expect(known.plugins.map(({ installed }) => installed)).toEqual([undefined, undefined]);
    expect(known.told).toBe("What is installed is not known: Nobody answers.");
  });

  it("is what the instance has where the public catalogue is away, and is an error where both are", async () => {
    const known = await knownCatalog({ ...answering, open: away }, context);
    expect(known.plugins.map(({ name }) => name)).toEqual(["core"]);
    expect(known.told).toBe("What is not installed is not known: Nobody answers.");
    await expect(knownCatalog({ ...answering, plugin_set: away, open: away }, context)).rejects.toThrow(
      "There is nobody to tell which plugins there are. Nobody answers.",
    );
  });
});
