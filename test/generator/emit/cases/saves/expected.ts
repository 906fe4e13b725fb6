// Generated from specs/ee/save_app.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, link, nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { saving } from "../../../../../runtime/compiled/saving.ts";
import { anyJson, anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const saveAppInput = lazy(() => z.strictObject({ source: z.string() }));

const findInput = lazy(() => z.object({ id: z.string() }).catchall(anyJson()));
type FindInput = z.output<ReturnType<typeof findInput>>;

const find = {
  effect: "write",
  idempotent: false,
  lines: ["1.0"],
  edition: "ee",
  input: findInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/apps/search`, query: { q: input.id } }),
  read: nothing(() => ({ results: [] })),
} satisfies Operation<FindInput, object>;

const createInput = lazy(() => z.object({ yaml: z.string() }).catchall(anyJson()));
type CreateInput = z.output<ReturnType<typeof createInput>>;

const create = {
  effect: "write",
  idempotent: false,
  lines: ["1.0"],
  edition: "ee",
  input: createInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/apps`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () => z.object({ uid: z.string().optional() }),
    (answer, _input, ui) => ({ uid: answer.uid, page: link(ui, path`apps`) }),
  ),
} satisfies Operation<CreateInput, object>;

const updateInput = lazy(() => z.object({ uid: z.string(), yaml: z.string() }).catchall(anyJson()));
type UpdateInput = z.output<ReturnType<typeof updateInput>>;

const update = {
  effect: "write",
  idempotent: false,
  lines: ["1.0"],
  edition: "ee",
  input: updateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/apps/${input.uid}`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(anyObject, (_, input, ui) => ({ page: link(ui, path`apps/${input.uid}`) })),
} satisfies Operation<UpdateInput, object>;

const calls = { find, create, update };

export const saveApp: ToolDefinition = {
  name: "save_app",
  title: "Save app",
  toolset: "ee",
  description: "Create or update an app.",
  inputSchema: {
    type: "object",
    properties: { source: { type: "string", description: "The app in YAML." } },
    required: ["source"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { uid: { type: "string" }, page: { type: "string" } } },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0"],
    edition: "ee",
    input: saveAppInput,
    calls,
    steps: saving({
      what: "app",
      yaml: "source",
      takes: { find: ["id"], create: ["yaml"], update: ["uid", "yaml"] },
    }),
  },
};
