import { expect, test } from "vitest";
import { maximumBytes } from "../../../generator/commands/import/document.ts";
import { filterFacts } from "../../../generator/commands/import/filters.ts";
import { ImportError } from "../../../generator/contract/import-error.ts";
import { answering, document, filterFile, imported } from "./small-document.ts";

const path = "/api/v1/{tenant}/things";
const text = { type: "string" };
const good = document({ [path]: answering(text) });
const nested = (depth: number): Readonly<Record<string, unknown>> =>
  depth === 0 ? text : { type: "array", items: nested(depth - 1) };
const query = (name: string) => answering(text, "x", [{ name, in: "query", schema: text }]);
const property = (name: string) => ({ type: "object", properties: Object.fromEntries([[name, text]]) });

const cases: readonly [what: string, document: string, sentence: string | RegExp][] = [
  [
    "a large one",
    `${good}\n#${" ".repeat(maximumBytes)}`,
    /^oss\.yml has \d+ bytes: more than 20000000 are not read\.$/,
  ],
  ["an empty one", "", "oss.yml is empty."],
  ["a comment alone", "# nothing\n", "oss.yml is empty."],
  ["a text", "Unauthorized", "oss.yml is not an OpenAPI document."],
  [
    "a web page",
    "<!DOCTYPE html>\n<html><body>: {</body></html>",
    /^oss\.yml is not (?:YAML: .+|an OpenAPI document)\.$/,
  ],
  ["a broken one", "openapi: 3.0.1\n  paths: [", /^oss\.yml is not YAML: .+\.$/],
  [
    "two keys of one name",
    "openapi: 3.0.1\nopenapi: 3.0.1\n",
    /^oss\.yml is not YAML: Map keys must be unique.*\.$/,
  ],
  [
    "another YAML",
    "a: 1\n",
    'oss.yml is not an OpenAPI 3 document: its key "openapi" is missing or another.',
  ],
  [
    "Swagger 2",
    'swagger: "2.0"\n',
    'oss.yml is not an OpenAPI 3 document: its key "openapi" is missing or another.',
  ],
  [
    "another's",
    document({}, {}, { info: { title: "Petstore" } }),
    `oss.yml is not Kestra's: its "info.title" is "Petstore".`,
  ],
  [
    "one without a title",
    document({}, {}, { info: {} }),
    `oss.yml is not Kestra's: its "info.title" is missing.`,
  ],
  [
    "one cut off before its schemas",
    good.slice(0, good.indexOf("components:")),
    'oss.yml has no "components.schemas": is it cut off?',
  ],
  [
    "one cut off among its schemas",
    document({ [path]: answering({ $ref: "#/components/schemas/Lost" }) }),
    `oss.yml has no schema Lost, which GET ${path} names: is it cut off?`,
  ],
  [
    "aliases",
    `${good}x-a: &a [1, 1, 1]\nx-b: &b [*a, *a, *a]\nx-c: [*b, *b, *b]\n`,
    "oss.yml uses YAML aliases: they are refused.",
  ],
  ["deep YAML", `openapi: ${"[".repeat(100_000)}`, /^oss\.yml is (?:nested too deeply|not YAML: .+)\.$/],
  [
    "deep schemas",
    document({ [path]: answering(nested(70)) }),
    /^oss\.yml has schemas nested too deeply at GET .+\.$/,
  ],
  [
    "a reference to another host",
    document({ [path]: answering({ $ref: "https://example.com/a.yml#/A" }) }),
    `oss.yml: the reference "https://example.com/a.yml#/A" at GET ${path} 200 application/json points out of the document; it is not followed.`,
  ],
  [
    "a reference to a file",
    document({ [path]: answering({ $ref: "../../etc/passwd" }) }),
    `oss.yml: the reference "../../etc/passwd" at GET ${path} 200 application/json points out of the document; it is not followed.`,
  ],
  [
    "a reference to no schema",
    document({ [path]: answering({ $ref: "#/paths/x" }) }),
    `oss.yml: the reference "#/paths/x" at GET ${path} 200 application/json is not a component schema.`,
  ],
  [
    "a hostile parameter",
    document({ [path]: query("__proto__") }),
    `oss.yml has a parameter of GET ${path} named "__proto__", which is refused.`,
  ],
  [
    "a parameter of two lines",
    document({ [path]: query("a\nb") }),
    `oss.yml has a parameter of GET ${path} named "a\\nb", which is refused.`,
  ],
  [
    "a hostile property",
    document({ [path]: answering(property("__proto__")) }),
    /^oss\.yml has a property of .+ named "__proto__", which is refused\.$/,
  ],
  [
    "a property of every object",
    document({ [path]: answering(property("toString")) }),
    /^oss\.yml has a property of .+ named "toString", which is refused\.$/,
  ],
  [
    "a hostile schema",
    document({ [path]: answering(text) }, { constructor: text }),
    'oss.yml has a schema named "constructor", which is refused.',
  ],
  [
    "a path of two lines",
    document({ "/api/v1/a\nb": answering(text) }),
    'oss.yml has a path named "/api/v1/a\\nb", which is refused.',
  ],
  [
    "an operation without an id",
    document({ [path]: { get: { responses: {} } } }),
    `oss.yml has missing as the operationId of GET ${path}.`,
  ],
  [
    "an operation without answers",
    document({ [path]: { get: { operationId: "x" } } }),
    `oss.yml: GET ${path} has no responses.`,
  ],
  ["an empty path", document({ [path]: null }), `oss.yml has nothing at ${path}.`],
  [
    "a schema that is none",
    document({ [path]: answering([] as never) }),
    `oss.yml has no schema at GET ${path} 200 application/json.`,
  ],
];

test.each(cases)("refuses %s in one sentence", (_, refused, sentence) => {
  const thrown = caught(() => imported(refused, good));
  expect(thrown).toBeInstanceOf(ImportError);
  const { message } = thrown as ImportError;
  if (typeof sentence === "string") expect(message).toBe(sentence);
  else expect(message).toMatch(sentence);
  expect(message).not.toContain("\n");
});

test("takes JSON, which is YAML", () => {
  const json = JSON.stringify({
    openapi: "3.0.1",
    info: { title: "Kestra EE" },
    paths: { [path]: answering(text) },
    components: { schemas: {} },
  });
  expect(imported(json).contract.operations).toHaveLength(1);
});

test("filter facts of another release, and of no JSON, are refused", () => {
  expect(() => filterFacts(filterFile, "9.9", "filters.json")).toThrow(
    "filters.json has no filters of release 9.9; it has 1.3.25.",
  );
  expect(() => filterFacts("<html>", "1.3.25", "filters.json")).toThrow("filters.json is not JSON.");
  expect(() => filterFacts(filterFile, "__proto__", "filters.json")).toThrow(ImportError);
});

function caught(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
