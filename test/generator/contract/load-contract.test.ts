import { describe, expect, test } from "vitest";
import type { ContractSchema } from "../../../generator/contract/contract.ts";
import { loadContracts } from "../../../generator/contract/load.ts";
import { contractJson } from "../../../generator/contract/print.ts";
import { committedContracts, committedFiles } from "./committed.ts";

const files = committedFiles();
const none = { path: "specs/corrections.yaml", text: "[]" };

function errors(changed: Partial<typeof files>): string[] {
  return loadContracts({ ...files, corrections: none, ...changed }).diagnostics.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );
}

test("the project's contracts load, the oldest line first", () => {
  const { lines, contracts, diagnostics } = loadContracts({
    ...files,
    contracts: [...files.contracts].reverse(),
  });
  expect(diagnostics).toEqual([]);
  expect(lines).toEqual(["1.0", "1.3", "2.0"]);
  expect([...contracts].map(([line, contract]) => [line, contract.line])).toEqual(
    lines.map((line) => [line, line]),
  );
});

test("a missing, a broken and a wrong contract name what to do", () => {
  const [first, second, third] = files.contracts;
  const path = second?.path ?? "";
  const kept = [first, third].filter((file) => file !== undefined);
  expect(errors({ contracts: kept })).toEqual([
    "specs/releases.yaml:1:1 Line 1.3 has no contract: run `npm run import -- --line 1.3`.",
  ]);
  const broken = "has a contract that is broken or of another line: run `npm run import -- --line 1.3`.";
  expect(errors({ contracts: [...kept, { path, text: "{" }] })).toEqual([`${path}:1:1 Line 1.3 ${broken}`]);
  expect(errors({ contracts: [...kept, { path, text: first?.text ?? "" }] })).toEqual([
    `${path}:1:1 Line 1.3 ${broken}`,
  ]);
});

const source = "{ release: x, document: y }";
const entry = (line: string) => `- line: ${line}\n  oss: ${source}\n  ee: ${source}\n  filters: ${source}\n`;

test.each([
  ["nothing", "", "1:1 The releases are not a list of lines."],
  ["no YAML", "- {", "1:4 This is not YAML"],
  ["a line that is a number", entry("1.0"), '1:9 A release needs a line in quotes, such as "1.3".'],
  [
    "a missing document",
    `- line: "1.0"\n  oss: ${source}\n`,
    "1:3 Line 1.0: `ee` is not { release, document }.",
  ],
  [
    "another order",
    entry('"2.0"') + entry('"1.3"'),
    "5:9 Line 1.3 stands after 2.0: the oldest comes first, each once.",
  ],
  ["a line that stands twice", entry('"1.3"') + entry('"1.3"'), "5:9 Line 1.3 stands after 1.3"],
])("releases with %s", (_, text, message) => {
  const found = errors({ releases: { path: "specs/releases.yaml", text }, contracts: [] });
  expect(found[0]).toContain(`specs/releases.yaml:${message}`);
});

test("a tenth line comes after the ninth", () => {
  const text = entry('"1.9"') + entry('"1.10"');
  const contracts = ["1.9", "1.10"].map((line) => ({
    path: `specs/contracts/kestra/${line}.json`,
    text: contractJson({ line, operations: [], schemas: {}, filters: {} }),
  }));
  const loaded = loadContracts({ releases: { path: "r.yaml", text }, corrections: none, contracts });
  expect(loaded.diagnostics).toEqual([]);
  expect(loaded.lines).toEqual(["1.9", "1.10"]);
});

const contracts = [...committedContracts().values()];

describe.each(contracts.map((contract) => [contract.line, contract] as const))(
  "the contract of %s",
  (_, contract) => {
    const { operations, schemas, filters } = contract;
    const all = [
      ...Object.values(schemas),
      ...operations.flatMap(({ parameters, body, answers }) => [
        ...parameters.map(({ schema }) => schema),
        ...Object.values(body?.media ?? {}),
        ...answers.flatMap(({ media }) => Object.values(media)),
      ]),
    ].flatMap(within);

    test("is sorted, each operation once", () => {
      const routes = operations.map(({ method, path }) => `${path} ${method}`);
      expect(routes).toEqual([...new Set(routes)].sort());
      expect(operations.length).toBeGreaterThan(350);
    });

    test("has nothing in its schemas but facts, and no reference to nowhere", () => {
      const keys = new Set(all.flatMap((schema) => Object.keys(schema)));
      expect([...keys].filter((key) => !facts.includes(key))).toEqual([]);
      const names = new Set(all.flatMap(({ ref }) => (ref === undefined ? [] : [ref])));
      expect([...names].filter((name) => !Object.hasOwn(schemas, name))).toEqual([]);
    });

    test("has filters as resources, never as parameters, and no tenant", () => {
      const stray = operations.flatMap(({ path, parameters }) =>
        parameters
          .filter(({ name }) => name === "filters" || name === "tenant")
          .map(({ name }) => `${path} ${name}`),
      );
      expect(stray).toEqual([]);
      const resources = operations.flatMap((operation) => operation.filters ?? []);
      expect(resources.length).toBeGreaterThan(20);
      expect(resources.filter((resource) => !Object.hasOwn(filters, resource))).toEqual([]);
    });

    test("has a path parameter for each hole but the tenant", () => {
      for (const { path, parameters } of operations) {
        const holes = [...path.matchAll(/\{([^}]+)\}/g)]
          .map(([, hole]) => hole)
          .filter((hole) => hole !== "tenant");
        const placed = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
        expect(placed.sort(), path).toEqual(holes.sort());
      }
    });
  },
);

const facts = [
  ...["ref", "type", "nullable", "format", "enum", "default", "pattern", "editions"],
  ...["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"],
  ...["items", "properties", "required", "additionalProperties", "allOf", "oneOf"],
];

/** A schema and all that stand in it. */
function within(schema: ContractSchema): ContractSchema[] {
  const parts = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.allOf ?? []),
    ...(schema.oneOf ?? []),
    ...[schema.items, schema.additionalProperties].filter((part) => part !== undefined),
  ];
  return [schema, ...parts.flatMap(within)];
}
