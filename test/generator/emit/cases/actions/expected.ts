// Generated from specs/kv/manage_kv_store.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyJson, characters } from "../../../../../runtime/compiled/zod-json.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const getInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z
      .string()
      .check(characters({ max: 100 }))
      .regex(/^[\w/.-]+$/u),
  }),
);
type GetInput = z.output<ReturnType<typeof getInput>>;

const get = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: getInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
  }),
  read: json(
    () => z.object({ value: anyJson().optional() }),
    (answer) => ({ value: answer.value }),
  ),
} satisfies Operation<GetInput, object>;

const listActionInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z
      .string()
      .check(characters({ max: 100 }))
      .regex(/^[\w/.-]+$/u),
  }),
);
type ListActionInput = z.output<ReturnType<typeof listActionInput>>;

const listAction = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: listActionInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
  }),
  read: json(
    () => z.object({ value: anyJson().optional() }),
    (answer) => ({ value: answer.value }),
  ),
} satisfies Operation<ListActionInput, object>;

const deleteActionInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z
      .string()
      .check(characters({ max: 100 }))
      .regex(/^[\w/.-]+$/u),
  }),
);
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["2.0"],
  input: deleteActionInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
  }),
  read: nothing(() => ({ done: true })),
} satisfies Operation<DeleteActionInput, object>;

const setNewInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z
      .string()
      .check(characters({ max: 100 }))
      .regex(/^[\w/.-]+$/u),
    value: anyJson(),
  }),
);
export type SetNewInput = z.output<ReturnType<typeof setNewInput>>;

const setNewGetInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z
      .string()
      .check(characters({ max: 100 }))
      .regex(/^[\w/.-]+$/u),
  }),
);
type SetNewGetInput = z.output<ReturnType<typeof setNewGetInput>>;

const setNewGet = {
  effect: "read",
  idempotent: true,
  lines: ["2.0"],
  input: setNewGetInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
  }),
  read: json(
    () => z.object({ value: anyJson().optional() }),
    (answer) => ({ value: answer.value }),
  ),
} satisfies Operation<SetNewGetInput, object>;

const setNewSetInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z
      .string()
      .check(characters({ max: 100 }))
      .regex(/^[\w/.-]+$/u),
    value: anyJson(),
  }),
);
type SetNewSetInput = z.output<ReturnType<typeof setNewSetInput>>;

const setNewSet = {
  effect: "destructive",
  idempotent: true,
  lines: ["2.0"],
  input: setNewSetInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
    body: { kind: "json", value: input.value },
  }),
  read: nothing(() => ({ done: true })),
} satisfies Operation<SetNewSetInput, object>;

const setNewCalls = { get: setNewGet, set: setNewSet };
export type SetNewCalls = Calls<typeof setNewCalls>;

export interface SetNewOutput {
  readonly done: boolean;
  readonly value?: unknown;
}

/** @param steps in `specs/kv/manage_kv_store.ts` */
export const manageKvStore = (
  steps: Composite<SetNewInput, SetNewOutput, SetNewCalls>["steps"],
): ToolDefinition => ({
  name: "manage_kv_store",
  title: "Manage kv store",
  toolset: "kv",
  description: "Read and write the key-value store.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["get", "list", "delete", "set_new"], default: "get" },
      namespace: { type: "string", description: "Namespace." },
      key: { type: "string", description: "Key.", pattern: "^[\\w/.-]+$", maxLength: 100 },
      value: { type: "string", description: "Any JSON." },
    },
    required: ["namespace", "key"],
    additionalProperties: false,
  },
  outputSchema: { type: "object", properties: { done: { type: "boolean" } } },
  behaviour: {
    by: "action",
    default: "get",
    actions: {
      get,
      list: listAction,
      delete: deleteAction,
      set_new: {
        effect: "destructive",
        idempotent: false,
        lines: ["2.0"],
        input: setNewInput,
        calls: setNewCalls,
        steps,
      },
    },
  },
});
