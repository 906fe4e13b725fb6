import { describe, expect, it } from "vitest";
import type { Contract, ContractOperation } from "../../../generator/contract/contract.ts";
import { sandboxFiles } from "../../../generator/emit/sandbox.ts";

const operation = (facts: Partial<ContractOperation>): ContractOperation => ({
  method: "GET",
  path: "/api/v1/things",
  operationId: "things",
  editions: ["oss", "ee"],
  parameters: [],
  answers: [],
  ...facts,
});

const contract = (line: string, operations: readonly ContractOperation[]): Contract => ({
  line,
  operations,
  schemas: {},
  filters: { THING: { name: ["EQUALS", "IN"] } },
});

describe("what is printed for the sandbox", () => {
  const post = { method: "POST", editions: ["ee"] } as const;
  const body = { required: true, media: { "application/x-yaml": {} } };
  const [filters, operations] = sandboxFiles(
    new Map([
      ["1.0", contract("1.0", [operation({}), operation({ ...post, body })])],
      ["2.0", contract("2.0", [operation({}), operation(post)])],
    ]),
  );

  it("names lines only where they differ", () => {
    expect(operations?.path).toBe("sandbox/data/operations.ts");
    expect(operations?.text.split("\n").filter((it) => it.startsWith("  {"))).toEqual([
      '  { method: "GET", path: "/api/v1/things" },',
      '  { method: "POST", path: "/api/v1/things", lines: ["1.0"], edition: "ee", media: ["application/x-yaml"] },',
      '  { method: "POST", path: "/api/v1/things", lines: ["2.0"], edition: "ee" },',
    ]);
  });

  it("has the filters of each line", () => {
    expect(filters?.path).toBe("sandbox/data/filters.ts");
    expect(filters?.text).toContain('  | "THING";');
    expect(filters?.text.split('      name: ["EQUALS", "IN"],')).toHaveLength(3);
  });
});
