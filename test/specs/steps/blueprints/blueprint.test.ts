import { describe, expect, it } from "vitest";
import {
  blueprintId,
  blueprintRow,
  isWanted,
  listedBlueprint,
  missingTypes,
} from "../../../../specs/steps/blueprints/blueprint.ts";
import { pluginCatalog } from "../../../../specs/steps/catalog/plugin-catalog.ts";

const log = "io.kestra.plugin.core.log.Log";
const former = "io.kestra.core.tasks.log.Log";
const listed = {
  id: "hello",
  title: "Say\nhello",
  shortDescription: null,
  description: "Says <b>hello</b>.",
  includedTasks: [log, "no class", "x".repeat(500)],
  tags: [3, "Getting Started"],
  subTags: ["reporting-&-digests"],
  ee: true,
};
const [hello] = listedBlueprint(listed, "public");
if (hello === undefined) throw new Error("It is no blueprint.");
const installed = [{ name: "core", aliases: [former], tasks: [{ cls: log }] }];
const known = { ...pluginCatalog(installed, []), told: "", release: "2.0.4", version: "1" };

describe("a listed blueprint", () => {
  it("has its texts in one line, its tags, and the names of classes", () => {
    expect(hello).toEqual({
      id: "hello",
      source: "public",
      title: "Say hello",
      text: "Says hello.",
      tags: ["3", "Getting Started", "reporting-&-digests"],
      types: [log],
      ee: true,
    });
  });

  it.each([{}, { id: null }, { id: "" }, { id: "two\nlines" }, { id: "x".repeat(300) }])(
    "%j cannot be asked for, and is none",
    (one) => {
      expect(listedBlueprint(one, "custom")).toEqual([]);
    },
  );

  it("has no more than can be read", () => {
    const many = Array.from({ length: 500 }, (_, i) => `io.example.box.Open${i}`);
    const [one] = listedBlueprint({ id: "a", tags: many, includedTasks: many }, "public");
    expect([one?.tags.length, one?.types.length]).toEqual([20, 60]);
  });
});

describe("what is wanted", () => {
  it.each([
    ["", "", true],
    ["getting started", "", true],
    ["Getting-Started,3", "", true],
    ["Reporting & Digests", log, true],
    ["", "Log", true],
    ["", "og", false],
    ["reporting", "", false],
    ["3", `${log}, io.example.Other`, false],
    [" , ", " ,", true],
  ])("tags %j and types %j: %j", (tags, types, is) => {
    expect(isWanted(hello, { tags, types })).toBe(is);
  });
});

describe("types that are missing", () => {
  const types = [log, former, "io.example.Box"];

  it("are those that are neither installed nor former names of what is", () => {
    expect(missingTypes(types, known)).toEqual(["io.example.Box"]);
    expect(blueprintRow({ ...hello, types }, known)).toMatchObject({ missing: ["io.example.Box"] });
    expect(blueprintRow(hello, known)).toMatchObject({ missing: undefined });
  });

  it("are not known where the instance did not tell", () => {
    expect(missingTypes(types, { ...known, version: undefined })).toEqual([]);
    expect(blueprintRow({ ...hello, types })).toMatchObject({ missing: undefined });
  });
});

describe("an id", () => {
  it("is a text or a number", () => {
    expect([4711, "4711", "hello"].map(blueprintId)).toEqual(["4711", "4711", "hello"]);
    for (const other of ["", 1.5, null, ["a"], {}])
      expect(() => blueprintId(other)).toThrow(/^id must be a text or a number, not /);
  });
});
