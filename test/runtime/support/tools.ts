import { z } from "zod";
import { lazy } from "../../../runtime/lazy.ts";
import { json, nothing } from "../../../runtime/compiled/read.ts";
import { path } from "../../../runtime/compiled/request.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import type { Behaviour, Operation, ToolDefinition } from "../../../runtime/tool/definition.ts";

const lines = ["1.0", "1.3", "2.0"];

const id = { type: "string", description: "Its id." } as const;

const getInput = lazy(() => z.strictObject({ box_id: z.string() }));

/** `GET /boxes/{id}`, passed on as it is. */
export const get = {
  effect: "read",
  idempotent: true,
  lines,
  input: getInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/boxes/${input.box_id}` }),
  read: json(
    () => z.looseObject({ id: z.string() }),
    (answer) => answer,
  ),
  advice: { 404: "List the boxes first." },
} satisfies Operation<z.output<ReturnType<typeof getInput>>, object>;

const dropInput = lazy(() => z.strictObject({ box_id: z.string(), force: z.boolean().default(false) }));

const drop = {
  effect: "destructive",
  idempotent: true,
  lines: ["2.0"],
  input: dropInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/boxes/${input.box_id}`,
    query: { force: input.force },
  }),
  read: nothing((input) => ({ dropped: input.box_id })),
  on: { 404: nothing((input) => ({ dropped: input.box_id, missing: true })) },
} satisfies Operation<z.output<ReturnType<typeof dropInput>>, object>;

const putInput = lazy(() => z.strictObject({ box_id: z.string(), label: z.string() }));

const put = {
  effect: "write",
  idempotent: false,
  lines,
  input: putInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/boxes/${input.box_id}`,
    body: { kind: "json", value: { label: input.label } },
  }),
  read: nothing((input) => ({ put: input.box_id })),
} satisfies Operation<z.output<ReturnType<typeof putInput>>, object>;

const listInput = lazy(() =>
  z.strictObject({ count: z.int().min(1).max(1000).default(10), skip: z.int().default(0) }),
);

/** A search in pages of `count`. */
export const list = {
  effect: "read",
  idempotent: true,
  lines,
  input: listInput,
  request: (input) => ({
    method: "GET",
    path: "/api/v1/{tenant}/boxes/search",
    query: { size: input.count, page: 1 },
  }),
  read: json(
    () => z.object({ results: z.array(z.json()), total: z.number() }),
    (answer) => ({ results: answer.results, total: answer.total }),
  ),
  pages: { rows: "results", most: 4 },
  limit: { rows: "results", offset: "skip" },
} satisfies Operation<z.output<ReturnType<typeof listInput>>, object>;

const output = { type: "object", properties: {} } as const;

export const getBox: ToolDefinition = {
  name: "get_box",
  title: "Get Box",
  toolset: "box",
  description: "Reads a box.",
  aliases: ["read_box"],
  inputSchema: {
    type: "object",
    properties: { box_id: id },
    required: ["box_id"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { id }, required: ["id"] },
  behaviour: get,
};

export const listBoxes: ToolDefinition = {
  name: "list_boxes",
  title: "List Boxes",
  toolset: "box",
  description: "Lists boxes.",
  inputSchema: {
    type: "object",
    properties: { count: { type: "integer", default: 10 }, skip: { type: "integer", default: 0 } },
    additionalProperties: false,
  },
  outputSchema: output,
  behaviour: list,
};

export const manageBox = {
  name: "manage_box",
  title: "Manage Box",
  toolset: "box",
  description: "Does all to a box.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["get", "put", "drop"] },
      box_id: id,
      label: { type: "string" },
      force: { type: "boolean", default: false },
    },
    required: ["action", "box_id"],
    additionalProperties: false,
  },
  outputSchema: output,
  behaviour: { by: "action", actions: { get, put, drop } },
} satisfies ToolDefinition;

/** A tool of the Enterprise toolset whose one call needs that edition. */
const audit: ToolDefinition = {
  ...getBox,
  name: "audit_box",
  aliases: [],
  toolset: "ee",
  behaviour: { ...get, edition: "ee" } satisfies Behaviour,
};

/** A tool whose only behaviour is of 2.0. */
export const dropBox: ToolDefinition = {
  name: "drop_box",
  title: "Drop Box",
  toolset: "crate",
  description: "Drops a box.",
  inputSchema: {
    type: "object",
    properties: { box_id: id, force: { type: "boolean" } },
    required: ["box_id"],
  },
  outputSchema: output,
  behaviour: drop,
};

/** A tool with steps: it reads a box, then puts it. */
export const relabel: ToolDefinition = {
  name: "relabel_box",
  title: "Relabel Box",
  toolset: "crate",
  description: "Reads a box and puts it.",
  inputSchema: {
    type: "object",
    properties: { box_id: id, label: { type: "string" } },
    required: ["box_id", "label"],
  },
  longTexts: ["label"],
  outputSchema: output,
  behaviour: {
    effect: "write",
    idempotent: false,
    lines,
    input: putInput,
    calls: { get, put },
    steps: async (
      input: z.output<ReturnType<typeof putInput>>,
      kestra: Record<"get" | "put", (input: object) => Promise<object>>,
      context: { progress: (done: number, total: undefined, message: string) => void },
    ) => {
      const before = await kestra.get({ box_id: input.box_id });
      context.progress(1, undefined, "It was read.");
      return { before, after: await kestra.put(input) };
    },
  },
};

export const compiled: Compiled = {
  version: "9.9.9",
  tools: [getBox, listBoxes, manageBox, audit, dropBox, relabel],
  resources: [],
  toolsets: {
    box: { title: "Boxes", description: "Boxes.", default: true },
    crate: { title: "Crates", description: "Crates.", default: true },
    ee: { title: "Enterprise", description: "Enterprise.", edition: "ee", default: true },
    extra: { title: "Extra", description: "Nothing yet.", default: false },
  },
  presets: { official: ["get_box", "manage_box"] },
  lines,
  services: {},
};
