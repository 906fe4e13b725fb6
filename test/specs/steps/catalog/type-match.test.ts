import { describe, expect, it } from "vitest";
import { pluginCatalog } from "../../../../specs/steps/catalog/plugin-catalog.ts";
import { noType, ownerOf, typeNamed } from "../../../../specs/steps/catalog/type-match.ts";

const catalog = {
  ...pluginCatalog(
    [
      {
        name: "plugin-box",
        group: "com.example.box",
        aliases: ["com.example.old.Open", "com.example.old.Lift"],
        tasks: [
          { cls: "com.example.box.Open" },
          { cls: "com.example.box.Read" },
          { cls: "com.example.box.Shut", deprecated: true },
        ],
      },
      {
        name: "plugin-box-deep",
        group: "com.example.box.deep",
        tasks: [{ cls: "com.example.box.deep.Read" }],
      },
    ],
    undefined,
  ),
  told: "What is not installed is not known.",
};

describe("a type is meant", () => {
  it.each([
    ["com.example.box.Open", "com.example.box.Open", undefined],
    [" com.example.box.Shut ", "com.example.box.Shut", undefined],
    ["Open", "com.example.box.Open", "Open is short for com.example.box.Open."],
    ["box.Open", "com.example.box.Open", "box.Open is short for com.example.box.Open."],
    ["box.Read", "com.example.box.Read", "box.Read is short for com.example.box.Read."],
    [
      "com.example.old.Open",
      "com.example.box.Open",
      "com.example.old.Open is probably a former name of com.example.box.Open.",
    ],
  ])("by %s", (text, cls, note) => {
    expect(typeNamed(catalog, text)).toMatchObject({ type: { cls }, ...(note !== undefined && { note }) });
  });

  it.each(["Read", "Shut", "com.example.Open", "com.example.old.Lift", "", "."])("not by %j", (text) => {
    expect(typeNamed(catalog, text)).toBeUndefined();
  });
});

describe("a type has a plugin", () => {
  it.each([
    ["com.example.box.deep.Read", "plugin-box-deep"],
    ["com.example.box.deep.Nothing", "plugin-box-deep"],
    ["com.example.box.Nothing", "plugin-box"],
    ["com.example.old.Lift", "plugin-box"],
    ["com.example.boxes.Open", undefined],
  ])("%s has %s", (type, name) => {
    expect(ownerOf(type, catalog)?.name).toBe(name);
  });
});

describe("that there is no type", () => {
  it("is said with those that are like it, and with the plugin that had it", async () => {
    const unknown = await noType(catalog, "com.example.box.Opne");
    expect(unknown.message).toMatch(
      /^There is no type "com.example.box.Opne". Did you mean one of com.example.box.Open/,
    );
    expect(unknown.message).toMatch(/Look with search. What is not installed is not known.$/);
    const count = pluginCatalog(
      [{ name: "core", tasks: [{ cls: "io.kestra.plugin.kestra.Count" }] }],
      undefined,
    );
    const other = await noType({ ...count, told: "" }, "io.kestra.plugin.gcp.bigquery.Load");
    expect(other.message).toBe('There is no type "io.kestra.plugin.gcp.bigquery.Load". Look with search.');
    const former = await noType(catalog, "com.example.old.Lift");
    expect(former.message).toContain("It is a former name of a type of plugin-box.");
    const nothing = await noType({ ...pluginCatalog([], undefined), told: "" }, "x.Y");
    expect(nothing.message).toBe('There is no type "x.Y". Look with search.');
  });
});
