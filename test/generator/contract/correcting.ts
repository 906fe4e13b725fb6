import type { Contract } from "../../../generator/contract/contract.ts";
import { correctContracts } from "../../../generator/contract/correct.ts";

const text = { type: "string" } as const;

/** A small contract to correct. */
export const contract = (line: string): Contract => ({
  line,
  operations: [
    {
      method: "PUT",
      path: "/api/v1/{tenant}/kv/{key}",
      operationId: "put",
      editions: ["oss", "ee"],
      parameters: [{ name: "key", in: "path", required: true, schema: text }],
      body: { required: true, media: { "text/plain": text } },
      answers: [{ status: 200, media: { "application/json": {} } }],
    },
  ],
  schemas: {
    Flow: {
      type: "object",
      properties: {
        labels: { ref: "Label" },
        tasks: { type: "array", items: { type: "object", properties: { id: text }, required: ["id"] } },
      },
      required: ["labels", "tasks"],
    },
    Label: { type: "object", properties: { key: text }, required: ["key"] },
    WithSource: {
      type: "object",
      allOf: [{ ref: "Flow" }, { type: "object", properties: { source: text } }],
    },
  },
  filters: { FLOW: { q: ["EQUALS"] } },
});

/** One correction, with what it always needs; `lines` of both lines where not said. */
export function correction(where: string, change: string, lines = "all"): string {
  return [
    `- lines: ${lines}`,
    `  where: ${where}`,
    `  change: ${change}`,
    `  reason: It was seen.`,
    `  exchange: "2.0/flows: get"`,
    ``,
  ].join("\n");
}

/** The contracts of two lines after these corrections, and the errors: `file:line:column message`. */
export function correct(yaml: string) {
  const contracts = new Map(["1.3", "2.0"].map((line) => [line, contract(line)]));
  const { contracts: corrected, diagnostics } = correctContracts(contracts, { path: "c.yaml", text: yaml });
  return {
    one: corrected.get("1.3") as Contract,
    two: corrected.get("2.0") as Contract,
    errors: diagnostics.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
  };
}
