import type { ObjectSchema, OpenObject, OpenSchema } from "../../../../../runtime/json/schema.ts";
import type { OperationModel, ToolModel, ValueModel } from "../../../../../generator/model.ts";

const text = { type: "string" } as const;

function input(properties: Readonly<Record<string, OpenSchema>>, required: readonly string[]): OpenObject {
  return { type: "object", properties, required, additionalProperties: false };
}

const dates = ["start_date", "end_date"];

/** What a function makes in the place of an argument. */
function made(noun: string, name: string, argument: string, of: readonly string[]) {
  return { kind: "argument", argument, as: "plain", by: { noun, name, of } } as const satisfies ValueModel;
}

const search: OperationModel = {
  kind: "operation",
  where: "tenant",
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  inputSchema: input(
    Object.fromEntries(
      ["namespace", "level", "start_date", "end_date"].map((name) => [name, { ...text, default: "" }]),
    ),
    [],
  ),
  method: "GET",
  request: [
    {
      from: "1.0",
      value: {
        path: ["/api/v1/{tenant}/namespaces"],
        query: [
          { name: "level", value: made("log-lines", "levelToSearch", "level", ["level"]) },
          {
            name: "from",
            value: { ...made("time-range", "startOrEarliest", "start_date", dates), as: "instant" },
          },
        ],
      },
    },
  ],
  read: [
    {
      from: "1.0",
      value: {
        from: "json",
        schema: { type: "array", items: text },
        project: {
          kind: "object",
          entries: [
            {
              key: "namespaces",
              value: {
                kind: "rows",
                path: [],
                some: true,
                item: {
                  kind: "made",
                  of: { kind: "whole", path: [] },
                  by: { noun: "namespace", name: "withWord", of: ["namespace"] },
                  gives: text,
                },
              },
            },
          ],
        },
      },
    },
  ],
  siblings: [],
  on: [],
  advice: [],
  limit: { rows: "namespaces" },
};

/** A write whose body is made of two arguments, as a text or as the value of a key. */
function put(body: "text" | "json"): OperationModel {
  const value = made("kv-value", "kvText", "value", ["value", "format"]);
  return {
    kind: "operation",
    where: "tenant",
    effect: "write",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema: input({ key: text, value: {}, format: { ...text, enum: ["text", "json"] } }, ["key"]),
    method: "PUT",
    request: [
      {
        from: "1.0",
        value: {
          path: ["/api/v1/{tenant}/kv/", { argument: "key" }],
          query: [],
          body:
            body === "text"
              ? { kind: "text", mediaType: "text/plain", argument: "value", by: value.by }
              : { kind: "json", value: { kind: "object", entries: [{ key: "value", value }] } },
        },
      },
    ],
    read: [
      {
        from: "1.0",
        value: {
          from: "nothing",
          project: {
            kind: "object",
            entries: [{ key: "status", value: { kind: "constant", value: "ok" } }],
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  };
}

export const model: ToolModel = {
  name: "made",
  title: "Made",
  toolset: "kv",
  source: "specs/kv/made.yaml",
  description: "What functions make of arguments.",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: { action: { ...text, enum: ["search", "put", "wrap"] } },
    required: ["action"],
    additionalProperties: false,
  } satisfies ObjectSchema,
  outputSchema: { type: "object", properties: { status: text } },
  behaviour: {
    kind: "choice",
    by: "action",
    actions: [
      { name: "search", behaviour: search },
      { name: "put", behaviour: put("text") },
      { name: "wrap", behaviour: put("json") },
    ],
  },
};
