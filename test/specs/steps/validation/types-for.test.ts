import { describe, expect, it } from "vitest";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import type { ListedPlugin } from "../../../../specs/steps/catalog/plugin-catalog.ts";
import { complaintsIn } from "../../../../specs/steps/validation/complaint.ts";
import { flowMaps } from "../../../../specs/steps/validation/flow-map.ts";
import { problemsOf, unseenProblems } from "../../../../specs/steps/validation/flow-problems.ts";
import { typesFor } from "../../../../specs/steps/validation/types-for.ts";
import { keptFacts } from "../../../support/host.ts";

const box: ListedPlugin = {
  name: "plugin-box",
  group: "a.box",
  tasks: [{ cls: "a.box.Open" }, { cls: "a.box.Shut" }],
};
const crate: ListedPlugin = {
  name: "plugin-crate",
  group: "a.crate",
  aliases: ["a.old.Open"],
  tasks: [{ cls: "a.crate.Open" }, { cls: "a.crate.Lift", deprecated: true }],
};

/** What is told of a flow's types and of the first of them as Kestra refuses it. */
async function told(
  types: readonly string[],
  installed: readonly ListedPlugin[] | KestraError,
  refused = `Invalid type: ${types[0]}`,
) {
  const tasks = types.map((type, i) => `  - id: t${i}\n    type: ${type}\n    lidd: x\n`);
  const maps = await flowMaps(`id: a\ntasks:\n${tasks.join("")}`);
  const complaints = complaintsIn(refused);
  const asked: string[] = [];
  const answer =
    <Made>(name: string, made: Made | KestraError) =>
    () => {
      asked.push(name);
      return made instanceof KestraError ? Promise.reject(made) : Promise.resolve(made);
    };
  const properties = { lid: { title: "What covers it." }, key: {} };
  const known = await typesFor(
    complaints,
    maps,
    {
      plugin_set: answer("set", { version: "1.3.25", pluginsHash: 1 }),
      installed: answer("installed", installed instanceof KestraError ? installed : { results: installed }),
      open: answer("open", { results: [box, crate] }),
      inputs: answer("inputs", { results: [{ type: "DATE" }] }),
      document: answer("document", { schema: { properties: { properties } } }),
      compatible: answer("compatible", {
        results: [{ groupId: "a", artifactId: "plugin-crate", version: "1.0.0" }],
      }),
    },
    {
      kept: { ...keptFacts, sources: () => (installed instanceof KestraError ? "instance" : "auto") },
      now: () => new Date(0),
      instance: { version: "1.3.25" },
      mask: (text) => text,
    },
  );
  const [map] = maps;
  const problems = [
    ...problemsOf({ constraints: refused }, map, known),
    ...unseenProblems(complaints, map, known),
  ];
  return {
    asked,
    note: known.note,
    problems: problems.map(({ message, didYouMean, fix }) => [
      message.toString(),
      didYouMean ?? [],
      fix?.with,
    ]),
  };
}

describe("a type that Kestra refuses", () => {
  it("is one that it has, written wrong", async () => {
    const { problems } = await told(["a.box.Opne"], [box]);
    expect(problems).toEqual([["Invalid type: a.box.Opne", ["a.box.Open"], "a.box.Open"]]);
  });

  it("is one that it has, without its package", async () => {
    expect((await told(["Shut"], [box])).problems).toEqual([
      ["Invalid type: Shut", ["a.box.Shut"], "a.box.Shut"],
    ]);
  });

  it("is never taken for that of another plugin where its own is only not installed", async () => {
    const comes = "it comes with plugin-crate, which is not installed here: install a:plugin-crate:1.0.0";
    const { problems } = await told(["a.crate.Open", "a.crate.Opne", "a.old.Open", "a.box.Open"], [box]);
    expect(problems).toEqual([
      [`Invalid type: a.crate.Open: ${comes}`, [], undefined],
      [`Invalid type: a.crate.Opne: ${comes}`, ["a.crate.Open"], undefined],
      [`Invalid type: a.old.Open: ${comes}`, ["a.crate.Open"], undefined],
    ]);
  });

  it("hides others, but not what is no class or what an installed plugin once had", async () => {
    const { problems } = await told(
      ["a.box.Opne", "a.old.Open", "text.html", "com.example.happened"],
      [box, crate],
    );
    expect(problems.map(([message]) => message)).toEqual(["Invalid type: a.box.Opne"]);
  });

  it("hides no more than twenty others, however many there are", async () => {
    const types = Array.from({ length: 10_000 }, (_, i) => `a.box.Open${i}`);
    const began = performance.now();
    const { problems } = await told(types, [box]);
    expect(problems).toHaveLength(21);
    expect(problems[20]).toEqual(["Invalid type: a.box.Open20", ["a.box.Open"], "a.box.Open"]);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it("is of nothing that is known where the instance does not tell its types", async () => {
    const { problems, note } = await told(["a.box.Opne"], new KestraError(say`No.`, 403));
    expect(problems).toEqual([["Invalid type: a.box.Opne", [], undefined]]);
    expect(note).toContain("Kestra did not tell which types it has");
  });
});

describe("a property that Kestra refuses", () => {
  const refused = (field: string) =>
    `Unrecognized field "${field}" (class a.box.Open), not marked as ignorable ("lid", "key")`;

  it("is one that is like it, of which nothing is asked", async () => {
    const { problems, asked } = await told(["a.box.Open"], [box], refused("lidd"));
    expect(problems).toMatchObject([[expect.stringContaining("Unknown property lidd"), ["lid"], "lid"]]);
    expect(asked).toEqual([]);
  });

  it("is else one whose words mean the same", async () => {
    const { problems, asked } = await told(["a.box.Open"], [box], refused("cover"));
    expect(problems).toMatchObject([[expect.any(String), ["lid"], undefined]]);
    expect(asked).toEqual(["document"]);
    expect((await told(["a.box.Open"], [box], refused("zzzzqqqq"))).problems).toMatchObject([
      [expect.any(String), [], undefined],
    ]);
  });
});
