import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { OperationModel, PlacedModel, ToolModel } from "../../../../../generator/model.ts";

const inputSchema: ObjectSchema = {
  type: "object",
  properties: {
    namespace: { type: "string", description: "Namespace." },
    query: { type: "string", description: "Text." },
    labels: { type: "object", additionalProperties: true, description: "Labels." },
    size: { type: "integer", minimum: 1, maximum: 100, description: "Rows.", default: 20 },
  },
  additionalProperties: false,
};

function plain(name: string, argument: string): PlacedModel {
  return { name, value: { kind: "argument", argument, as: "plain" } };
}

function operation(query: (line: string) => readonly PlacedModel[]): OperationModel {
  return {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema,
    method: "GET",
    request: ["1.0", "1.3", "2.0"].map((from) => ({
      from,
      value: { path: ["/api/v1/{tenant}/flows/search"], query: query(from) },
    })),
    read: [
      {
        from: "1.0",
        value: { from: "json", schema: { type: "object" }, project: { kind: "whole", path: [] } },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  };
}

/** One stretch of the query has other names on other lines, one value is another, one is there on some lines alone. */
export const model: ToolModel = {
  name: "search_flows",
  title: "Search flows",
  toolset: "flow",
  source: "specs/flow/search_flows.yaml",
  description: "Search flows.",
  aliases: [],
  inputSchema: {
    ...inputSchema,
    properties: { action: { type: "string", enum: ["named", "added", "none"] }, ...inputSchema.properties },
    required: ["action"],
  },
  outputSchema: { type: "object", properties: {} },
  behaviour: {
    kind: "choice",
    by: "action",
    actions: [
      {
        name: "named",
        behaviour: operation((line) => [
          plain(line === "2.0" ? "filters[namespace][PREFIX]" : "namespace", "namespace"),
          plain(line === "2.0" ? "filters[q][EQUALS]" : "q", "query"),
          plain("size", "size"),
          { name: "sort", value: { kind: "constant", value: line === "1.0" ? "id:asc" : "id:desc" } },
        ]),
      },
      {
        name: "added",
        behaviour: operation((line) => [
          plain("q", "query"),
          ...(line === "1.0"
            ? []
            : [{ name: "labels", value: { kind: "argument", argument: "labels", as: "pairs" } } as const]),
          plain("size", "size"),
        ]),
      },
      { name: "none", behaviour: operation((line) => (line === "2.0" ? [plain("q", "query")] : [])) },
    ],
  },
};
