import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { argumentsOf, choose } from "../../../runtime/tool/choose.ts";
import { inputOf } from "../../../runtime/call/arguments/input.ts";
import type { JsonSchema } from "../../../runtime/json/schema.ts";
import { isChoice } from "../../../runtime/tool/definition.ts";
import { readExamples } from "../support/examples.ts";

/** A value that somebody would mean. */
function meant({ type, default: byDefault, enum: values }: JsonSchema): unknown {
  if (values !== undefined) return values[0];
  const some = { string: "some", integer: 7, number: 7, boolean: true, array: ["some"], object: { a: "b" } };
  return type === "boolean" ? byDefault !== true : some[type];
}

const examples = readExamples();
const acting = catalog.flatMap((tool) =>
  isChoice(tool.behaviour)
    ? Object.entries(tool.behaviour.actions).map(([action, it]) => {
        const call = examples.find((one) => one.tool === tool && one.behaviour === it)?.call ?? {};
        const taken = argumentsOf(it);
        const { by } = tool.behaviour as { readonly by: string };
        const others = Object.entries(tool.inputSchema.properties).filter(
          ([name]) => name !== by && !taken.includes(name),
        );
        return { name: tool.name, tool, action, by, call: { ...call, [by]: action }, others };
      })
    : [],
);

describe("an argument that only other actions take", () => {
  it.each(acting)(
    "is refused by $name $action, with those that take it",
    ({ tool, action, by, call, others }) => {
      for (const [name, schema] of others) {
        const values = { ...call, [name]: meant(schema) };
        const refusal = `${by} ${action} does not take ${name}, which is for `;
        expect(() => inputOf(tool, choose(tool, values), values), name).toThrow(refusal);
      }
    },
  );

  it.each(acting)("says nothing to $name $action where it is empty, null or the default", (acted) => {
    const { tool, call, others } = acted;
    const expected = inputOf(tool, choose(tool, call), call);
    for (const [name, schema] of others) {
      for (const value of [null, "", ...("default" in schema ? [schema.default] : [])]) {
        const values = { ...call, [name]: value };
        expect(inputOf(tool, choose(tool, values), values), name).toEqual(expected);
      }
    }
  });

  it("there are some of", () => {
    expect(acting.flatMap(({ others }) => others).length).toBeGreaterThan(20);
  });
});
