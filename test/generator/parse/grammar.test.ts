import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { isObject } from "../../../runtime/json.ts";
import { root } from "../../support/source.ts";

const files = readdirSync(join(root, "specs")).filter((name) => name.endsWith(".schema.json"));

describe.each(files)("%s", (name) => {
  const schema = JSON.parse(readFileSync(join(root, "specs", name), "utf8")) as Record<string, unknown>;

  it("is JSON Schema 2020-12", () => {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
  });

  it("describes every key that it knows", () => {
    const bare = new Map<string, boolean>();
    for (const [key, property] of propertiesOf(schema)) {
      const helps = isObject(property) && (typeof property.description === "string" || "not" in property);
      bare.set(key, (bare.get(key) ?? false) || helps);
    }
    expect([...bare].filter(([, helps]) => !helps)).toEqual([]);
  });
});

function propertiesOf(schema: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(schema)) return schema.flatMap(propertiesOf);
  if (!isObject(schema)) return [];
  const own = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  return [...own, ...Object.values(schema).flatMap(propertiesOf)];
}
