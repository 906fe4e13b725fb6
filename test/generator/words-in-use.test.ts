import { expect, test } from "vitest";
import { isObject } from "../../runtime/json.ts";
import { parsePlace } from "../../generator/spec/place.ts";
import { toolSchema } from "../../generator/spec/grammar/tool.ts";
import { readOperations, readSpecs } from "../laws/support/specs.ts";

/** What no spec needs yet, and why it stays. */
const promised: Readonly<Record<string, string>> = {
  "type: number": "A new release may take a number as a filter, which is text to its contract.",
};

const specs = [...readSpecs().map(({ tool }) => tool), ...Object.values(readOperations())];

test("every word of the grammar is used by a spec", () => {
  const used = new Set(specs.flatMap(keysOf));
  const words = [...new Set(keysIn(toolSchema))];
  expect(words.length).toBeGreaterThan(40);
  expect(words.filter((word) => !used.has(word) && promised[word] === undefined)).toEqual([]);
  expect(
    Object.keys(promised).filter((it) => (it.includes(":") ? false : used.has(it) || !words.includes(it))),
  ).toEqual([]);
});

test.each(["type", "items", "format"])("every value of a parameter's %s is used by a spec", (word) => {
  const { param } = toolSchema.$defs as Readonly<Record<string, { readonly properties: object }>>;
  const own = (param?.properties as Readonly<Record<string, { readonly enum?: readonly string[] }>>)[word];
  const { format } = toolSchema.$defs as Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  const values = own?.enum ?? format?.enum ?? [];
  const used = new Set(specs.flatMap((spec) => valuesOf(spec, word)));
  expect(values.length).toBeGreaterThan(0);
  expect(values.filter((value) => !used.has(value) && promised[`${word}: ${value}`] === undefined)).toEqual(
    [],
  );
});

test("every kind of place is used by a spec", () => {
  const written = specs.flatMap((spec) => [...valuesOf(spec, "to"), ...placesSet(spec)]).map(String);
  const refused = parsePlace("");
  const help = typeof refused === "string" ? refused : "";
  const kinds = new Set([...help.matchAll(/`([a-z]+)/gu)].map(([, kind = ""]) => kind));
  const used = new Set(written.map((place) => /^[a-z]+/u.exec(place)?.[0]));
  expect(kinds.size).toBeGreaterThan(3);
  expect([...kinds].filter((kind) => !used.has(kind))).toEqual([]);
});

/** The places of constants. */
function placesSet(value: unknown): readonly string[] {
  return valuesOf(value, "set").flatMap((it) => (isObject(it) ? Object.keys(it) : []));
}

/** The names that the maps of a schema know. */
function keysIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysIn);
  if (!isObject(schema)) return [];
  const own = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const refused = new Set(
    Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(([key, it]) =>
      isObject(it) && it.not !== undefined ? [key] : [],
    ),
  );
  return [...own.filter((key) => !refused.has(key)), ...Object.values(schema).flatMap(keysIn)];
}

/** The keys of a spec that are words: how it calls its arguments is none. */
function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, it]) => {
    if (key === "call") return [key];
    return key === "params" && isObject(it) ? [key, ...keysOf(Object.values(it))] : [key, ...keysOf(it)];
  });
}

/** All that stands under a key, of lines too. */
function valuesOf(value: unknown, word: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((it) => valuesOf(it, word));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, it]) => [
    ...(key === word ? (isObject(it) ? Object.values(it) : [it]) : []),
    ...valuesOf(it, word),
  ]);
}
