import { isDeepStrictEqual } from "node:util";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { argumentsOf } from "../../../runtime/tool/choose.ts";
import { coerceProperties } from "../../../runtime/call/arguments/coerce.ts";
import type { JsonSchema, OpenSchema } from "../../../runtime/json/schema.ts";
import { isChoice, type Behaviour, type ToolDefinition } from "../../../runtime/tool/definition.ts";
import { objectsFor } from "../support/values.ts";

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const runs = { numRuns: 60 };

/** A behaviour, with the part of its tool's published schema that is its own. */
interface Published {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly schema: OpenSchema;
  readonly accepts: ValidateFunction;
}

const published: readonly Published[] = catalog.flatMap((tool) =>
  isChoice(tool.behaviour)
    ? Object.entries(tool.behaviour.actions).map(([action, it]) => own(tool, it, `${tool.name} ${action}`))
    : [own(tool, tool.behaviour, tool.name)],
);

describe("what the published schema accepts, the handler accepts, and nothing else", () => {
  it.each(published)("$name", ({ behaviour, schema, accepts }) => {
    let accepted = 0;
    fc.assert(
      fc.property(objectsFor(schema), (values) => {
        const valid = accepts(values);
        if (valid) accepted++;
        const checked = behaviour.input().safeParse(values);
        expect(
          checked.success,
          JSON.stringify({ values, ajv: accepts.errors, zod: checked.error?.issues }),
        ).toBe(valid);
      }),
      runs,
    );
    expect(accepted, "no value was valid").toBeGreaterThan(0);
  });
});

describe("coercion changes nothing that is valid already", () => {
  it.each(published)("$name", ({ schema, accepts }) => {
    fc.assert(
      fc.property(objectsFor(schema), (values) => {
        if (!accepts(values)) return;
        const kept = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
        const coerced = Object.entries(coerceProperties(values, schema)).filter(
          ([, value]) => value !== null,
        );
        expect(isDeepStrictEqual(Object.fromEntries(coerced), kept), JSON.stringify(values)).toBe(true);
      }),
      runs,
    );
  });
});

/** Of a tool with actions every client sees the union; what an action requires beyond it, its own schema says. */
function own(tool: ToolDefinition, behaviour: Behaviour, name: string): Published {
  const names = argumentsOf(behaviour);
  const properties = Object.fromEntries(
    names.map((argument) => {
      const said = tool.inputSchema.properties[argument] ?? missing(name, argument);
      return [argument, takesAny(behaviour, argument) ? asAny(said) : said];
    }),
  );
  const required = names.filter((argument) => requires(behaviour, argument));
  if (!isChoice(tool.behaviour))
    // What another argument may hold need not be given by itself, and a behaviour gets each apart.
    expect(
      required.filter((it) => !Object.values(tool.within ?? {}).includes(it)).toSorted(),
      "Run npm run generate: the handler requires other arguments than are published.",
    ).toEqual([...(tool.inputSchema.required ?? [])].sort());
  const schema = { type: "object", properties, required, additionalProperties: false } as const;
  return { name, behaviour, schema, accepts: ajv.compile(schema) };
}

/** What is published as text, and so what the strictest clients can give, though any JSON is taken. */
function asAny({ type, ...facts }: JsonSchema): OpenSchema {
  expect(type).toBe("string");
  return facts;
}

function takesAny(behaviour: Behaviour, argument: string): boolean {
  return [5, true, [], {}].every((value) => {
    const { error } = behaviour.input().safeParse({ [argument]: value });
    return error?.issues.every(({ path }) => path[0] !== argument) !== false;
  });
}

function missing(name: string, argument: string): never {
  throw new Error(`${name} takes ${argument}, which its tool does not publish.`);
}

/** True where leaving the argument out is what is wrong. */
function requires(behaviour: Behaviour, argument: string): boolean {
  const checked = behaviour.input().safeParse({});
  return checked.error?.issues.some(({ path }) => path[0] === argument) === true;
}
