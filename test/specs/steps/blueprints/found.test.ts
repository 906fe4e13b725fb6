import { describe, expect, it } from "vitest";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import { foundBlueprint } from "../../../../specs/steps/blueprints/found-blueprint.ts";
import { knownBlueprints } from "../../../../specs/steps/blueprints/known-blueprints.ts";
import { missingOf } from "../../../../specs/steps/blueprints/missing.ts";
import { pluginCatalog } from "../../../../specs/steps/catalog/plugin-catalog.ts";
import { keptFacts } from "../../../support/host.ts";

const flow = (id: string) => `id: ${id}\ntasks:\n  - { id: t, type: io.example.Box }\n`;
const refused = (status: number) => Promise.reject(new KestraError(say`It said no (${status}).`, status));
const context = {
  kept: {
    ...keptFacts,
    sources: () => "auto" as const,
    texts: () => Promise.resolve([{ path: "both.yaml", text: flow("both") }]),
  },
  instance: { line: "2.0", edition: "ee" as const, version: "2.0.9" },
  now: () => new Date(),
  mask: (text: string) => text,
};
const open = { title: "Public\none", flow: "id: open" };
const calls = {
  custom: ({ id }: { readonly id: string }) =>
    id === "4" ? Promise.resolve({ title: "Ours", source: "id: ours" }) : refused(404),
  blueprint: ({ id }: { readonly id: string }) => (id === "open" ? Promise.resolve(open) : refused(404)),
};

describe("a blueprint of an id", () => {
  it("is the instance's, else the folder's, else the public one", async () => {
    const found = await Promise.all(["4", "both", "open"].map((id) => foundBlueprint(id, calls, context)));
    expect(found).toMatchObject([
      { source: "custom", title: "Ours", yaml: "id: ours" },
      { source: "folder", yaml: flow("both") },
      { source: "public", title: "Public one", yaml: "id: open" },
    ]);
    const both = { ...calls, custom: () => Promise.resolve({ source: "id: first" }) };
    expect(await foundBlueprint("both", both, context)).toMatchObject({ source: "custom" });
  });

  it("is asked for where it may be alone", async () => {
    const never = () => Promise.reject(new Error("It was asked."));
    const oss = { ...context, instance: { ...context.instance, edition: "oss" as const } };
    expect(await foundBlueprint("open", { ...calls, custom: never }, oss)).toMatchObject({
      source: "public",
    });
    const kept = { ...context.kept, sources: () => "instance" as const };
    const found = foundBlueprint("open", { ...calls, blueprint: never }, { ...context, kept });
    await expect(found).rejects.toThrow(
      'There is no blueprint "open". Look with blueprints. It said no (404).',
    );
  });
});

describe("tags that no blueprint has", () => {
  it("are answered with those that there are", async () => {
    const results = [
      { id: "a", tags: ["cloud", "ai"] },
      { id: "b", tags: ["cloud"] },
    ];
    const lists = {
      custom: () => Promise.resolve({ results }),
      blueprints: () => Promise.resolve({ results: [] }),
    };
    const of = (tags: string) => knownBlueprints({ tags, types: "" }, lists, context);
    expect(await of("clouds")).toEqual({ blueprints: [], told: "Tags are ai, cloud." });
    expect((await of("cloud")).told).toBe("");
  });
});

describe("blueprints of a wish", () => {
  const lists = {
    custom: () => Promise.resolve({ results: [{ id: "both", title: "Ours" }] }),
    blueprints: ({ query }: { readonly query?: string | undefined }) =>
      query === undefined
        ? Promise.resolve({ results: [{ id: "s3", title: "Read from S3" }, { id: "both" }] })
        : refused(0),
  };
  const wish = { tags: "", types: "" };

  it("are each there once, the instance's first", async () => {
    const { blueprints, told } = await knownBlueprints(wish, lists, context);
    expect(blueprints.map(({ id, source }) => `${source} ${id}`)).toEqual(["custom both", "public s3"]);
    expect(told).toBe("");
  });

  it("are found by words in what was kept of all, where the service cannot be asked", async () => {
    const { blueprints } = await knownBlueprints({ ...wish, query: "read s3" }, lists, context);
    expect(blueprints.map(({ id }) => id)).toEqual(["both", "s3"]);
  });

  it("are told not to be known, and by whom", async () => {
    const none = { custom: () => refused(500), blueprints: () => refused(500) };
    const { blueprints, told } = await knownBlueprints(wish, none, context);
    expect(blueprints.map(({ source }) => source)).toEqual(["folder"]);
    expect(told).toBe("It said no (500). Public ones are not known: It said no (500).");
    const kept = { ...context.kept, texts: () => Promise.resolve([]) };
    await expect(knownBlueprints(wish, none, { ...context, kept })).rejects.toThrow(
      "No blueprints are known.",
    );
  });
});

describe("what a flow misses", () => {
  const plugins = [
    { name: "plugin-box", group: "io.example", tasks: [{ cls: "io.example.Box" }] },
    { name: "plugin-deep", group: "io.example.deep", license: "EE" },
  ];
  const catalog = { ...pluginCatalog([], plugins), told: "", release: "2.0.9", version: "1" };
  const types = ["io.example.Box", "io.example.deep.None", "com.other.None"];
  const box = { groupId: "io.kestra.plugin", artifactId: "plugin-box", version: "1.2.0" };

  it("is told with what to install, as far as that is known", async () => {
    const compatible = () => Promise.resolve({ results: [box] });
    expect(await missingOf(types, catalog, compatible, context)).toEqual([
      { type: "io.example.Box", install: "io.kestra.plugin:plugin-box:1.2.0" },
      { type: "io.example.deep.None", install: undefined },
      { type: "com.other.None", install: undefined },
    ]);
    expect(await missingOf(types, undefined, compatible, context)).toEqual([]);
  });

  it("is what the first of the line can load, where no more was kept", async () => {
    const asked: string[] = [];
    const compatible = ({ kestra_version: version }: { readonly kestra_version: string }) => {
      asked.push(version);
      return version === "2.0.0" ? Promise.resolve({ results: [box] }) : refused(0);
    };
    const [first] = await missingOf(types, catalog, compatible, context);
    expect(first?.install).toBe("io.kestra.plugin:plugin-box:1.2.0");
    expect(asked).toEqual(["2.0.9", "2.0.0"]);
    const none = () => refused(404);
    expect((await missingOf(types, catalog, none, context))[0]?.install).toBe("io.kestra.plugin:plugin-box");
  });
});
