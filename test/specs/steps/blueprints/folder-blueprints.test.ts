import { describe, expect, it } from "vitest";
import { folderBlueprints, knownFolder } from "../../../../specs/steps/blueprints/folder-blueprints.ts";
import { keptFacts } from "../../../support/host.ts";

const log = "io.kestra.plugin.core.log.Log";
const tasks = `tasks:\n  - id: t\n    type: ${log}\n`;
const flow = (id: string) => `id: ${id}\n${tasks}`;

describe("the blueprints of a folder", () => {
  it("are read in turns with others", async () => {
    const texts = Array.from({ length: 40 }, (_, i) => ({
      path: `${i}.yaml`,
      text: flow(`a${i}`).padEnd(2000, "#\n"),
    }));
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    await folderBlueprints([...texts, ...texts, ...texts, ...texts, ...texts]);
    clearInterval(others);
    expect(turns).toBeGreaterThan(12);
  });

  it("have what Kestra's own say under extend, in any style", async () => {
    const extend = `extend:\n  title: >-\n    Two\n    lines\n  description: |\n    What it does.\n\n    And why.\n  tags:\n    - 'Data'\n    - "AI"\n  ee: true\n`;
    const text = flow("a") + extend;
    expect(await folderBlueprints([{ path: "flows/a.yaml", text }])).toEqual({
      blueprints: [
        {
          id: "a",
          source: "folder",
          title: "Two lines",
          text: "What it does. And why.",
          tags: ["Data", "AI"],
          types: [log],
          ee: true,
          yaml: flow("a"),
        },
      ],
    });
  });

  it.each([
    [`id: a\nextend:\n  title: A\n  tags:\n  - x\n\n# Reads.\n${tasks}`, `id: a\n# Reads.\n${tasks}`],
    [`id: a\nextend:\n- x\n${tasks}`, `id: a\n${tasks}`],
    [`{ id: a, extend: { title: A }, tasks: [] }\n`, `{ id: a, extend: { title: A }, tasks: [] }\n`],
  ])("are offered without extend, which no Kestra takes: %j", async (text, yaml) => {
    const { blueprints } = await folderBlueprints([{ path: "a.yaml", text }]);
    expect(blueprints).toMatchObject([{ yaml }]);
  });

  it("have a title of their description, and the name of their file where they have no id", async () => {
    const text = `description: Does nothing.\n${tasks}`;
    const { blueprints } = await folderBlueprints([{ path: "x/nothing.YML", text }]);
    expect(blueprints).toMatchObject([{ id: "nothing", title: "Does nothing.", text: undefined, tags: [] }]);
  });

  it("of one id are called by their paths, but for the first", async () => {
    const texts = ["a/x.yaml", "b/x.yaml", "c/x.yaml"].map((path) => ({ path, text: flow("x") }));
    const { blueprints } = await folderBlueprints(texts);
    expect(blueprints.map(({ id }) => id)).toEqual(["x", "b/x", "c/x"]);
  });

  it("are none of other texts, and broken ones are told", async () => {
    const texts = [
      "",
      "words",
      "- a\n",
      "a: 1\n",
      "[".repeat(5000),
      `${tasks}a: ${"[".repeat(5000)}`,
      "charts: []\n",
    ].map((text, i) => ({
      path: `${i}.yaml`,
      text,
    }));
    expect(await folderBlueprints(texts)).toEqual({ blueprints: [] });
    const broken = ["a", "b", "c", "d", "e"].map((id) => ({
      path: `${id}.yaml`,
      text: `${flow(id)}note: "no end\n`,
    }));
    const { blueprints, failure } = await folderBlueprints([...broken, { path: "f.yaml", text: flow("f") }]);
    expect(blueprints.map(({ id }) => id)).toEqual(["f"]);
    expect(failure).toMatch(
      /^Left out, as their YAML cannot be read: a\.yaml \(.+\), b\.yaml .* and 2 more\.$/,
    );
    expect(failure).not.toContain("\n");
  });

  it("are read again where something has changed, and only then", async () => {
    const made: string[] = [];
    const kept = (text: string) => ({
      ...keptFacts,
      texts: () => Promise.resolve([{ path: "a.yaml", text }]),
      remember: <Made>(of: string, key: string, make: () => Promise<Made>) => {
        made.push(`${of} ${key}`);
        return make();
      },
    });
    for (const id of ["a", "a", "b"]) await knownFolder(kept(flow(id)));
    expect(made[0]).toMatch(/^public folder \S{22}$/);
    expect(made[1]).toBe(made[0]);
    expect(made[2]).not.toBe(made[0]);
    expect(await knownFolder(keptFacts)).toEqual({ blueprints: [] });
  });
});
