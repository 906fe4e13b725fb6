import { describe, expect, test } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { loadCode } from "../../../runtime/catalog/code.ts";
import { compiledTools } from "../../../runtime/catalog/compiled-tools.ts";
import { listedText } from "../../../runtime/catalog/listing.ts";
import { select, type Wish } from "../../../runtime/catalog/select.ts";
import { aheadOf, linesOf, toolsAhead } from "../../../runtime/catalog/tools-ahead.ts";

const { tools } = compiled;

/** As a bundle has them, whose data went through JSON. */
function ahead(load = () => Promise.resolve(tools)) {
  const data = JSON.parse(JSON.stringify(aheadOf(tools))) as ReturnType<typeof aheadOf>;
  return toolsAhead(linesOf(tools), data, load);
}

const none = () => Promise.reject(new Error("The code is not there."));

const wishes: readonly [string, Partial<Wish>][] = [
  ["all", {}],
  ["what reads alone", { readOnly: true }],
  ["a namespace", { namespaces: [{ namespace: "company", below: true }] as never }],
  ["no host", { lacks: { downloads: "there is no folder" } }],
  ["a silent service", { silent: { catalog: "it is off" } }],
  ["some", { enabled: ["flow", "execution"], disabled: ["list_executions"] }],
];

describe("before the code of tools is loaded", () => {
  test.each(wishes)("they are selected and listed as with it: %s", (_, wish) => {
    const told = [tools, ahead(none)].map((some) => {
      const selection = select(
        { ...compiled, version: "1", tools: some },
        { disabled: [], readOnly: false, ...wish },
      );
      const { hidden, selected } = selection;
      const lists = [
        {},
        { line: "1.0", edition: "oss" as const },
        { line: "2.0", edition: "ee" as const },
      ].map((known) => compiledTools(selection).list(known).map(listedText));
      return { hidden, lists, lacking: selected.map(({ tool, lacking }) => [tool.name, lacking]) };
    });
    expect(told[0]?.lists[0]?.length).toBeGreaterThan(3);
    expect(told[1]).toEqual(told[0]);
  });

  test("nothing of what is listed is parsed, unless somebody reads it", () => {
    const [first] = toolsAhead(["no JSON"], aheadOf(tools.slice(0, 1)), none);
    expect(first?.name).toBe(tools[0]?.name);
    expect(() => first?.description).toThrow(SyntaxError);
  });
});

test("once their code is loaded, tools are what they were compiled to", async () => {
  const some = ahead();
  await loadCode(some);
  const withTakes = expect.objectContaining({ effect: expect.any(String) as unknown }) as unknown;
  for (const [at, tool] of some.entries()) {
    const { behaviour, view, ...told } = tools[at] ?? {};
    expect(tool).toMatchObject(told);
    expect(tool.view === undefined).toBe(view === undefined);
    expect(tool.behaviour).toMatchObject({ ...behaviour });
    if ("actions" in tool.behaviour)
      for (const it of Object.values(tool.behaviour.actions)) expect(it).toEqual(withTakes);
  }
});

test("the code of tools that is not the code of all of them is refused", async () => {
  const [, ...others] = tools;
  await expect(loadCode(ahead(() => Promise.resolve(others)))).rejects.toThrow("There is no code of");
});
