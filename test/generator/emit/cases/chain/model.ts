import type { ObjectSchema, OpenObject } from "../../../../../runtime/json/schema.ts";
import type { LinkModel, OperationModel, ToolModel } from "../../../../../generator/model.ts";

const text = { type: "string" } as const;

/** A call that answers with what `properties` say. */
function call(method: "GET" | "POST", takes: readonly string[], answer: OpenObject): OperationModel {
  return {
    kind: "operation",
    where: "tenant",
    effect: method === "GET" ? "read" : "write",
    idempotent: method === "GET",
    lines: ["1.0", "1.3", "2.0"],
    inputSchema: {
      type: "object",
      properties: Object.fromEntries(takes.map((name) => [name, text])),
      required: takes,
      additionalProperties: false,
    },
    method,
    request: [
      {
        from: "1.0",
        value: {
          path: ["/api/v1/{tenant}/files"],
          query: takes.map((name) => ({ name, value: { kind: "argument", argument: name, as: "plain" } })),
        },
      },
    ],
    read: [{ from: "1.0", value: { from: "json", schema: answer, project: whole(answer) } }],
    siblings: [],
    on: [],
    advice: [],
  };
}

function whole({ properties }: OpenObject): OperationModel["read"][number]["value"]["project"] {
  return {
    kind: "object",
    entries: Object.keys(properties).map((key) => ({ key, value: { kind: "whole", path: [key] } })),
  };
}

const moved: ObjectSchema = { type: "object", properties: { status: text }, required: ["status"] };
const stats: OpenObject = {
  type: "object",
  properties: { type: text, size: { type: "integer" } },
  required: ["type"],
};
const runs: OpenObject = {
  type: "object",
  properties: {
    runs: {
      type: "array",
      items: { type: "object", properties: { run: text, state: text }, required: ["run", "state"] },
    },
  },
};

function action(
  properties: ObjectSchema["properties"],
  calls: Readonly<Record<string, OperationModel>>,
  chain: readonly LinkModel[],
) {
  return {
    kind: "composite",
    where: "tenant",
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    inputSchema: {
      type: "object",
      properties,
      required: Object.keys(properties).filter((name) => properties[name]?.default === undefined),
      additionalProperties: false,
    },
    outputSchema: { type: "object", properties: { status: text, message: text } },
    calls: Object.entries(calls).map(([name, operation]) => ({ name, operation })),
    chain,
  } as const;
}

const move = action(
  { path: text, to_path: text },
  { stats: call("GET", ["path"], stats), delete: call("POST", ["path", "to_path"], moved) },
  [
    {
      call: "stats",
      takes: ["path"],
      outside: { to_path: "path" },
      files: { to_path: "'{to_path}' is a `directory`." },
      needs: { type: ["File", "Directory"] },
      not: { size: [0] },
      else: "{path} of {size} is {type}.",
      note: { when: { type: ["Directory"] }, message: "{path} was a {type}." },
      answer: stats,
    },
    {
      call: "delete",
      takes: ["path", "to_path"],
      not: { status: ["none"] },
      else: "{path} is gone.",
      answer: moved,
    },
  ],
);
const change = action(
  { id: text, run: { ...text, default: "" } },
  { find: call("GET", ["id"], runs), change: call("POST", ["id", "run"], moved) },
  [
    {
      call: "find",
      takes: ["id"],
      unless: "run",
      rows: "runs",
      needs: { state: ["FAILED"] },
      last: true,
      else: "None of {id} failed.",
      answer: runs,
    },
    { call: "change", takes: ["id", "run"], answer: moved },
  ],
);

/** All that a chain may say: what is refused before and after a call, what is noted, and what is looked for. */
export const model: ToolModel = {
  name: "chained",
  title: "Chained",
  toolset: "flow",
  source: "specs/flow/chained.yaml",
  description: "Moves a file, or changes a run.",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["move", "change"] },
      ...move.inputSchema.properties,
      ...change.inputSchema.properties,
    },
    required: ["action"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { status: text, message: text } },
  behaviour: {
    kind: "choice",
    by: "action",
    actions: [
      { name: "move", behaviour: move },
      { name: "change", behaviour: change },
    ],
  },
};
