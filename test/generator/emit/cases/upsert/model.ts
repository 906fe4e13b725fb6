import type { ObjectSchema } from "../../../../../runtime/json/schema.ts";
import type { BehaviourModel, OperationModel, ReadModel, ToolModel } from "../../../../../generator/model.ts";

const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;

type Made = Pick<OperationModel, "method"> & {
  readonly path: OperationModel["request"][number]["value"]["path"];
  readonly takes: readonly string[];
  readonly read: ReadModel;
};

function call({ method, path, takes, read }: Made): OperationModel {
  return {
    kind: "operation",
    where: "tenant",
    effect: method === "GET" ? "read" : "write",
    idempotent: method !== "POST",
    lines: ["1.0"],
    edition: "ee",
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
          path,
          query: [],
          ...(takes.includes("yaml")
            ? { body: { kind: "text", mediaType: "application/x-yaml", argument: "yaml" } as const }
            : {}),
        },
      },
    ],
    read: [{ from: "1.0", value: read }],
    siblings: [],
    on: [],
    advice: [],
  };
}

const saved: ReadModel = {
  from: "json",
  schema: { type: "object", properties: { uid: text } },
  project: { kind: "object", entries: [{ key: "uid", value: { kind: "whole", path: ["uid"] } }] },
};
const row = {
  type: "object",
  properties: { uid: text, id: text, namespace: text },
  required: ["uid", "id", "namespace"],
} as const;

const search = call({
  method: "GET",
  path: ["/api/v1/{tenant}/apps/", { argument: "namespace" }],
  takes: ["namespace"],
  read: {
    from: "json",
    schema: { type: "array", items: row },
    project: {
      kind: "object",
      entries: [{ key: "results", value: { kind: "whole", path: [] } }],
    },
  },
});
const get = call({
  method: "GET",
  path: ["/api/v1/{tenant}/apps/", { argument: "namespace" }, "/", { argument: "id" }],
  takes: ["namespace", "id"],
  read: {
    from: "nothing",
    project: { kind: "object", entries: [{ key: "exists", value: { kind: "constant", value: true } }] },
  },
});
const deployed = call({
  method: "GET",
  path: ["/api/v1/{tenant}/apps/", { argument: "namespace" }, "/", { argument: "id" }],
  takes: ["namespace", "id"],
  read: {
    from: "json",
    schema: { type: "object", properties: { source: text } },
    project: { kind: "object", entries: [{ key: "source", value: { kind: "whole", path: ["source"] } }] },
  },
});
const validate = call({
  method: "POST",
  path: ["/api/v1/{tenant}/apps/validate"],
  takes: ["yaml"],
  read: {
    from: "json",
    schema: { type: "object", properties: { constraints: text, warnings: texts } },
    project: {
      kind: "object",
      entries: [
        { key: "constraints", value: { kind: "whole", path: ["constraints"] } },
        { key: "warnings", value: { kind: "whole", path: ["warnings"] } },
      ],
    },
  },
});
const create = call({ method: "POST", path: ["/api/v1/{tenant}/apps"], takes: ["yaml"], read: saved });
const update = call({
  method: "PUT",
  path: ["/api/v1/{tenant}/apps/", { argument: "uid" }],
  takes: ["uid", "yaml"],
  read: saved,
});
const replace = call({
  method: "PUT",
  path: ["/api/v1/{tenant}/apps/", { argument: "namespace" }, "/", { argument: "id" }],
  takes: ["namespace", "id", "yaml"],
  read: saved,
});
const generate = call({
  method: "POST",
  path: ["/api/v1/{tenant}/ai/", { argument: "key" }],
  takes: ["key"],
  read: {
    from: "text",
    project: { kind: "object", entries: [{ key: "result", value: { kind: "whole", path: [] } }] },
  },
});

const source: ObjectSchema = {
  type: "object",
  properties: { source: { type: "string", description: "The app in YAML." } },
  required: ["source"],
  additionalProperties: false,
};
const prompt: ObjectSchema = {
  type: "object",
  properties: { key: text, save: { type: "boolean", default: false } },
  required: ["key"],
  additionalProperties: false,
};
const previewed: ObjectSchema = {
  ...source,
  properties: { ...source.properties, preview: { type: "boolean", default: false } },
};
const outputSchema: ObjectSchema = { type: "object", properties: { uid: text, warning: text } };
const rows = { key: "results", mayBeAbsent: false, row };
const reach = {
  kind: "composite",
  where: "tenant",
  effect: "write",
  idempotent: false,
  lines: ["1.0"],
  edition: "ee",
} as const;

const actions: readonly { readonly name: string; readonly behaviour: BehaviourModel }[] = [
  {
    name: "save",
    behaviour: {
      ...reach,
      inputSchema: source,
      outputSchema,
      upsert: {
        what: "app",
        yaml: "source",
        takes: { find: ["namespace"], create: ["yaml"], update: ["uid", "yaml"] },
        rows,
      },
      calls: [
        { name: "find", operation: search },
        { name: "create", operation: create },
        { name: "update", operation: update },
      ],
    },
  },
  {
    name: "check",
    behaviour: {
      ...reach,
      inputSchema: source,
      outputSchema,
      upsert: {
        what: "app",
        yaml: "source",
        invalid: "`check_app` says more.",
        takes: {
          find: ["namespace", "id"],
          validate: ["yaml"],
          create: ["yaml"],
          update: ["namespace", "id", "yaml"],
        },
      },
      calls: [
        { name: "find", operation: get },
        { name: "validate", operation: validate },
        { name: "create", operation: create },
        { name: "update", operation: replace },
      ],
    },
  },
  {
    name: "preview",
    behaviour: {
      ...reach,
      inputSchema: previewed,
      outputSchema,
      upsert: {
        what: "app",
        yaml: "source",
        preview: "preview",
        invalid: "`check_app` says more.",
        takes: { validate: ["yaml"], deployed: ["namespace", "id"], create: ["yaml"] },
      },
      calls: [
        { name: "validate", operation: validate },
        { name: "deployed", operation: deployed },
        { name: "create", operation: create },
      ],
    },
  },
  {
    name: "generate",
    behaviour: {
      ...reach,
      inputSchema: prompt,
      outputSchema,
      upsert: { what: "dashboard", when: "save", takes: { generate: ["key"], create: ["yaml"] } },
      calls: [
        { name: "generate", operation: generate },
        { name: "create", operation: create },
      ],
    },
  },
];

/** What is saved: found among rows, looked up and validated, and generated. `key` is an argument that steps call otherwise. */
export const model: ToolModel = {
  name: "save_app",
  title: "Save app",
  toolset: "ee",
  source: "specs/ee/save_app.yaml",
  description: "Create or update an app.",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: actions.map(({ name }) => name) },
      ...previewed.properties,
      ...prompt.properties,
    },
    required: ["action"],
    additionalProperties: false,
  },
  outputSchema,
  behaviour: { kind: "choice", by: "action", actions },
};
