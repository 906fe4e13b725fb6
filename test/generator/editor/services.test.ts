import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Contract } from "../../../generator/contract/contract.ts";
import { editorOperationsSchema } from "../../../generator/editor/tool-schema.ts";

const contract = (path: string): Contract => ({
  line: "2.0",
  operations: [
    {
      ...{ method: "GET", path, operationId: "get", editions: ["oss", "ee"] },
      ...{ parameters: [{ name: "category", in: "query", required: false, schema: {} }], answers: [] },
      body: { media: { "application/json": {} }, required: false },
    },
  ],
  schemas: {},
  filters: {},
});
const schema = editorOperationsSchema({
  lines: ["2.0"],
  contracts: new Map([["2.0", contract("/api/v1/{tenant}/flows")]]),
  serviceContracts: new Map([["catalog", contract("/v1/plugins")]]),
  ...{ vocabulary: {}, tools: [], operations: ["shared"] },
});
const accepts = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

describe("editors are told of the requests to a service that is not Kestra", () => {
  it.each<[unknown, boolean]>([
    [{ catalog: "GET /v1/plugins" }, true],
    [{ catalog: "GET /v1/plugin" }, false],
    [{ catalog: "GET /api/v1/{tenant}/flows" }, false],
    [{ mirror: "GET /v1/plugins" }, false],
    ["GET /v1/plugins", false],
    ["GET /api/v1/{tenant}/flows", true],
    [{ "2.0": "GET /api/v1/{tenant}/flows" }, true],
  ])("%j: %s", (request, good) => {
    expect(accepts({ plugins: { request, output: "Done." } })).toBe(good);
  });

  it("and of what goes into them", () => {
    expect(JSON.stringify(schema)).toContain('"query.category"');
  });
});
