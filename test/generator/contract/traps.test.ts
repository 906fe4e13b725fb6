import { describe, expect, test } from "vitest";
import { contractJson } from "../../../generator/contract/print.ts";
import { answering, document, imported, importedProperty, operation } from "./small-document.ts";

const search = "/api/v1/{tenant}/things/search";
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };

describe("schemas", () => {
  test("references that go in a circle stay names", () => {
    const schemas = {
      Node: { type: "object", properties: { next: ref("Node"), tree: ref("Tree") } },
      Tree: {
        type: "object",
        properties: { root: ref("Node"), leaves: { type: "array", items: ref("Tree") } },
      },
      Unreached: { type: "object", properties: { it: text } },
    };
    const { contract } = imported(document({ [search]: answering(ref("Node")) }, schemas));
    expect(contract.schemas).toEqual({
      Node: { type: "object", properties: { next: { ref: "Node" }, tree: { ref: "Tree" } } },
      Tree: {
        type: "object",
        properties: { leaves: { type: "array", items: { ref: "Tree" } }, root: { ref: "Node" } },
      },
    });
  });

  test("references that are nothing but a circle do not hang, also where the editions differ", () => {
    const circle = { A: ref("B"), B: ref("A") };
    const oss = document({ [search]: answering(ref("A")) }, circle);
    const ee = document({ [search]: answering(ref("B")) }, { ...circle, C: text });
    expect(imported(oss, ee).contract.schemas).toEqual({ "A+B": {} });
  });

  test.each([
    ["an object of which nothing is said is any value", { type: "object" }, {}],
    ["also where it may be null", { type: "object", nullable: true }, { nullable: true }],
    ["also where it forbids every key", { type: "object", additionalProperties: false }, {}],
    [
      "a map is a map",
      { type: "object", additionalProperties: true },
      { type: "object", additionalProperties: {} },
    ],
    ["a list without items", { type: "array" }, { type: "array", items: {} }],
    ["any among alternatives", { oneOf: [{ type: "object" }, text] }, {}],
    [
      "an array beside its alternatives",
      { type: "array", oneOf: [text] },
      { oneOf: [{ type: "array", items: {} }, text] },
    ],
    [
      "one reference in an allOf",
      { nullable: true, allOf: [ref("Thing")] },
      { ref: "Thing", nullable: true },
    ],
    ["descriptions and examples go", { ...text, description: "x", title: "y", example: "z" }, text],
    ["bounds", { type: "integer", minimum: 1, maximum: 9 }, { type: "integer", minimum: 1, maximum: 9 }],
    [
      "exclusive bounds",
      { type: "integer", minimum: 0, exclusiveMinimum: true },
      { type: "integer", minimum: 1 },
    ],
    ["a bound no number can hold", { type: "integer", maximum: 9223372036854775807n }, { type: "integer" }],
    ["an enum with null", { ...text, enum: ["A", null] }, { type: "string", enum: ["A"], nullable: true }],
    ["types of OpenAPI 3.1", { type: ["string", "null"] }, { type: "string", nullable: true }],
  ])("%s", (_, schema, expected) => {
    expect(importedProperty(schema).schema).toEqual(expected);
  });

  test("bean getters are no properties, and computed ones are not required", () => {
    const state = {
      type: "object",
      required: ["current", "duration", "getDuration", "gone"],
      properties: {
        current: text,
        duration: { ...text, readOnly: true },
        getDuration: { ...text, readOnly: true },
        getaway: text,
      },
    };
    expect(importedProperty(state).schema).toEqual({
      type: "object",
      properties: { current: text, duration: text, getaway: text },
      required: ["current"],
    });
  });

  test("a Java expression is translated, or dropped with a warning that names the place", () => {
    const good = importedProperty({ ...text, pattern: "\\p{Alpha}(-|_|\\p{Alnum})*" });
    expect(good.schema).toEqual({ type: "string", pattern: "[A-Za-z](-|_|[A-Za-z0-9])*" });
    const bad = importedProperty({ ...text, pattern: "[a-z]*+x" });
    expect(bad.schema).toEqual(text);
    // Once for each document.
    expect(bad.warnings).toEqual([
      "oss.yml: the Java expression [a-z]*+x at Thing.it has no equal; it is dropped.",
      "ee.yml: the Java expression [a-z]*+x at Thing.it has no equal; it is dropped.",
    ]);
  });
});

describe("operations", () => {
  const post = (more: object) => ({
    post: { operationId: "do", responses: { "200": { description: "" } }, ...more },
  });
  const media = (type: string, schema: object) => ({
    requestBody: { required: true, content: { [type]: { schema } } },
  });

  test("a literal `main` is the tenant, and {tenant} is no parameter", () => {
    const tenant = { name: "tenant", in: "path", required: true, schema: text };
    const oss = document({ "/api/v1/main/ai/generate": answering(text) });
    const ee = document({ "/api/v1/{tenant}/ai/generate": answering(text, "search", [tenant]) });
    const { contract } = imported(oss, ee);
    expect(contract.operations).toHaveLength(1);
    expect(operation(contract, "GET /api/v1/{tenant}/ai/generate")).toMatchObject({
      editions: ["oss", "ee"],
      parameters: [],
    });
  });

  test("a route that stands twice, with and without the tenant, is kept once, with a warning", () => {
    const both = document({
      "/api/v1/{tenant}/ai/generate": answering(text, "first"),
      "/api/v1/main/ai/generate": answering(text, "second"),
    });
    const { contract, warnings } = imported(both);
    expect(contract.operations.map(({ operationId }) => operationId)).toEqual(["first"]);
    expect(warnings[0]).toContain("has GET /api/v1/{tenant}/ai/generate twice");
  });

  test("`main` elsewhere in a path is a word", () => {
    const { contract } = imported(document({ "/api/v1/maintenance/main": answering(text) }));
    expect(contract.operations.map(({ path }) => path)).toEqual(["/api/v1/maintenance/main"]);
  });

  test("filters are no parameter and no body, but a resource with what it takes", () => {
    const filters = { type: "array", items: ref("QueryFilter") };
    const query = { name: "filters", in: "query", required: true, schema: filters };
    const inBody = media("application/json", { type: "object", properties: { filters } });
    const { contract, warnings } = imported(
      document(
        {
          "/api/v1/{tenant}/flows/search": answering(text, "flows", [query]),
          "/api/v1/{tenant}/executions/kill/by-query": post(inBody),
          "/api/v1/{tenant}/novelties/search": answering(text, "novelties", [query]),
        },
        { QueryFilter: { type: "object", properties: { field: text } } },
      ),
    );
    expect(operation(contract, "GET /api/v1/{tenant}/flows/search")).toMatchObject({
      parameters: [],
      filters: "FLOW",
    });
    const kill = operation(contract, "POST /api/v1/{tenant}/executions/kill/by-query");
    expect(kill.filters).toBe("EXECUTION");
    expect(kill.body).toBeUndefined();
    expect(contract.filters).toEqual({
      EXECUTION: { q: ["EQUALS"], startDate: ["EQUALS", "LESS_THAN"], timeRange: ["EQUALS"] },
      FLOW: { q: ["EQUALS"] },
    });
    expect(contract.schemas).toEqual({});
    expect(warnings).toEqual([
      "Line 1.3: nothing is known of the filters that GET /api/v1/{tenant}/novelties/search takes.",
    ]);
  });

  test("multipart inputs are one part for each key, text is text, files are binary", () => {
    const { contract } = imported(
      document({
        "/api/v1/{tenant}/a": post(media("multipart/form-data", { type: "array", items: text })),
        "/api/v1/{tenant}/b": post(
          media("multipart/form-data", {
            type: "object",
            properties: { fileContent: { ...text, format: "binary" } },
          }),
        ),
        "/api/v1/{tenant}/c": post(media("application/x-yaml", { type: "object" })),
      }),
    );
    const bodies = contract.operations.map(({ body }) => body?.media);
    expect(bodies).toEqual([
      { "multipart/form-data": { type: "object", additionalProperties: {} } },
      {
        "multipart/form-data": {
          type: "object",
          properties: { fileContent: { type: "string", format: "binary" } },
        },
      },
      { "application/x-yaml": { type: "string" } },
    ]);
  });

  test("parameters: required only if both editions require them and there is no default; null is none of their values", () => {
    const parameter = (name: string, required: boolean, schema: object = text) => ({
      name,
      in: "query",
      required,
      schema,
    });
    const oss = document({
      [search]: answering(text, "search", [
        parameter("both", true),
        parameter("one", true),
        parameter("size", true, { type: "integer", default: 10 }),
        parameter("oss", true, { ...text, nullable: true }),
      ]),
    });
    const ee = document({
      [search]: answering(text, "search", [
        parameter("both", true),
        parameter("one", false),
        parameter("size", true, { type: "integer", default: 10 }),
        parameter("ee", true),
      ]),
    });
    expect(operation(imported(oss, ee).contract, `GET ${search}`).parameters).toEqual([
      { name: "both", in: "query", required: true, schema: text },
      { name: "one", in: "query", required: false, schema: text },
      { name: "size", in: "query", required: false, schema: { type: "integer", default: 10 } },
      { name: "oss", in: "query", required: false, schema: text, editions: ["oss"] },
      { name: "ee", in: "query", required: false, schema: text, editions: ["ee"] },
    ]);
  });

  test("what fills a hole of the path is in the path, also where the document says otherwise, or nothing", () => {
    const wrong = [{ name: "type", in: "query", required: true, schema: text }];
    const { contract } = imported(
      document({ "/api/v1/metrics/{type}/{name}": answering(text, "metrics", wrong) }),
    );
    expect(contract.operations[0]?.parameters).toEqual([
      { name: "type", in: "path", required: true, schema: text },
      { name: "name", in: "path", required: true, schema: text },
    ]);
  });

  test("parameters of a whole path hold for its operations", () => {
    const shared = [{ name: "id", in: "path", required: true, schema: text }];
    const { contract } = imported(document({ "/api/v1/x/{id}": { parameters: shared, ...answering(text) } }));
    expect(contract.operations[0]?.parameters.map(({ name }) => name)).toEqual(["id"]);
  });
});

describe("editions", () => {
  test("an operation, a property and an answer that only one has", () => {
    const common = { type: "object", required: ["id", "name"], properties: { id: text, name: text } };
    const oss = document({ [search]: answering(ref("Thing")) }, { Thing: common });
    const ee = document(
      { [search]: answering(ref("Thing")), "/api/v1/{tenant}/apps": answering(text, "apps") },
      { Thing: { ...common, required: ["id", "owner"], properties: { ...common.properties, owner: text } } },
    );
    const { contract } = imported(oss, ee);
    expect(contract.operations.map(({ path, editions }) => [path, editions])).toEqual([
      ["/api/v1/{tenant}/apps", ["ee"]],
      [search, ["oss", "ee"]],
    ]);
    expect(contract.schemas.Thing).toEqual({
      type: "object",
      properties: { id: text, name: text, owner: { type: "string", editions: ["ee"] } },
      required: ["id"],
    });
  });

  test("two names for one answer become one schema of both; a contradiction is any value", () => {
    const oss = document(
      {
        [search]: answering(ref("Light")),
        "/api/v1/{tenant}/b": answering({ type: "array", items: ref("Light") }, "b"),
      },
      { Light: { type: "object", properties: { id: text } } },
    );
    const ee = document(
      { [search]: answering(ref("Full")), "/api/v1/{tenant}/b": answering(ref("Full"), "b") },
      {
        Full: { allOf: [ref("Light"), { type: "object", properties: { more: text } }] },
        Light: { type: "object", properties: { id: text } },
      },
    );
    const { contract } = imported(oss, ee);
    const answers = contract.operations.map(({ answers }) => answers[0]?.media["application/json"]);
    expect(answers).toEqual([{}, { ref: "Light+Full" }]);
    expect(contract.schemas["Light+Full"]).toEqual({
      type: "object",
      properties: { id: text, more: { type: "string", editions: ["ee"] } },
    });
  });
});

test("the same facts are the same bytes, whatever their order in the documents", () => {
  const paths = { [search]: answering(ref("Thing")), "/api/v1/{tenant}/a": answering(text, "a") };
  const schemas = { Thing: { type: "object", properties: { b: text, a: ref("Other") } }, Other: text };
  const turned = (value: object) => Object.fromEntries(Object.entries(value).reverse());
  const one = contractJson(imported(document(paths, schemas)).contract);
  const other = contractJson(imported(document(turned(paths), turned(schemas))).contract);
  expect(other).toBe(one);
  expect(one.split("\n")).toContain(
    `"Thing": {"type":"object","properties":{"a":{"ref":"Other"},"b":{"type":"string"}}}`,
  );
});
