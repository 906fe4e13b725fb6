import type { ObjectSchema, OpenObject } from "../../../../../runtime/json/schema.ts";
import type { LinkModel, OperationModel, ToolModel } from "../../../../../generator/model.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

const keys: OpenObject = {
  type: "object",
  properties: { results: { type: "array", items: { type: "object", properties: { key: text } } } },
  required: ["results"],
};

const flows: OpenObject = {
  type: "object",
  properties: {
    results: {
      type: "array",
      items: {
        type: "object",
        properties: { namespace: text, id: text },
        required: ["namespace", "id"],
      },
    },
    total: { type: "integer" },
  },
  required: ["results", "total"],
};

const texts: OpenObject = {
  type: "object",
  properties: { results: { type: "array", items: text }, truncated: text },
  required: ["results"],
};

/** A call that takes a namespace and answers with what `properties` say. */
function call(answer: OpenObject): OperationModel {
  return {
    kind: "operation",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema: {
      type: "object",
      properties: { namespace: text },
      required: ["namespace"],
      additionalProperties: false,
    },
    method: "GET",
    request: [
      {
        from: "1.0",
        value: {
          path: ["/api/v1/{tenant}/things"],
          query: [{ name: "of", value: { kind: "argument", argument: "namespace", as: "plain" } }],
        },
      },
    ],
    read: [
      {
        from: "1.0",
        value: {
          from: "json",
          schema: answer,
          project: {
            kind: "object",
            entries: Object.keys(answer.properties).map((key) => ({
              key,
              value: { kind: "whole", path: [key] },
            })),
          },
        },
      },
    ],
    siblings: [],
    on: [],
    advice: [],
  };
}

function action(calls: Readonly<Record<string, OperationModel>>, chain: readonly LinkModel[]) {
  return {
    kind: "composite",
    where: "tenant",
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema: {
      type: "object",
      properties: { namespace: text, enabled_only: flag, disabled_only: flag },
      required: ["namespace"],
      additionalProperties: false,
    },
    outputSchema: chain.at(-1)?.answer ?? keys,
    calls: Object.entries(calls).map(([name, operation]) => ({ name, operation })),
    chain,
    limit: { rows: "results" },
  } as const;
}

const ofKeys: LinkModel = {
  call: "keys",
  takes: ["namespace"],
  rows: "results",
  by: { noun: "kv-keys", name: "keysOf", of: ["namespace"] },
  answer: keys,
};
const ofFlows: LinkModel = {
  call: "flows",
  takes: ["namespace"],
  rows: "results",
  by: { noun: "flow-triggers", name: "listed", of: ["enabled_only", "disabled_only"], isAsync: true },
  answer: texts,
};

const inputSchema: ObjectSchema = {
  type: "object",
  properties: { action: { ...text, enum: ["list", "draw", "both"] } },
  required: ["action"],
  additionalProperties: false,
};

export const model: ToolModel = {
  name: "listed",
  title: "Listed",
  toolset: "kv",
  source: "specs/kv/listed.yaml",
  description: "What functions make of answers.",
  aliases: [],
  inputSchema,
  outputSchema: { type: "object", properties: {} },
  behaviour: {
    kind: "choice",
    by: "action",
    actions: [
      { name: "list", behaviour: action({ keys: call(keys) }, [ofKeys]) },
      { name: "draw", behaviour: action({ flows: call(flows) }, [ofFlows]) },
      {
        name: "both",
        behaviour: action({ keys: call(keys), flows: call(flows) }, [
          { ...ofKeys, else: "{namespace} has no keys." },
          ofFlows,
        ]),
      },
    ],
  },
};
