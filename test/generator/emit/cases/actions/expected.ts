// Generated from specs/kv/manage_kv_store.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json, nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyJson, characters } from "../../../../../runtime/compiled/zod-json.ts";
import type { Steps, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

/** @param steps in `specs/kv/manage_kv_store.ts` */
export const manageKvStore = (steps: Steps<typeof setNew, SetNewOutput>): ToolDefinition => ({
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
      get: operation({
        method: "GET",
        effect: "read",
        lines: ["2.0"],
        input: () =>
          z.strictObject({
            namespace: z.string(),
            key: z
              .string()
              .check(characters({ max: 100 }))
              .regex(/^[\w/.-]+$/u),
          }),
        request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}` }),
        read: json(() => z.object({ value: anyJson().optional() })),
      }),
      list: operation({
        method: "GET",
        effect: "read",
        lines: ["2.0"],
        input: () =>
          z.strictObject({
            namespace: z.string(),
            key: z
              .string()
              .check(characters({ max: 100 }))
              .regex(/^[\w/.-]+$/u),
          }),
        request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}` }),
        read: json(() => z.object({ value: anyJson().optional() })),
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        lines: ["2.0"],
        input: () =>
          z.strictObject({
            namespace: z.string(),
            key: z
              .string()
              .check(characters({ max: 100 }))
              .regex(/^[\w/.-]+$/u),
          }),
        request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}` }),
        read: nothing(() => ({ done: true })),
      }),
      set_new: composite({ ...setNew, steps }),
    },
  },
});

const setNew = {
  input: () =>
    z.strictObject({
      namespace: z.string(),
      key: z
        .string()
        .check(characters({ max: 100 }))
        .regex(/^[\w/.-]+$/u),
      value: anyJson(),
    }),
  calls: {
    get: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      input: () =>
        z.strictObject({
          namespace: z.string(),
          key: z
            .string()
            .check(characters({ max: 100 }))
            .regex(/^[\w/.-]+$/u),
        }),
      request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}` }),
      read: json(() => z.object({ value: anyJson().optional() })),
    }),
    set: operation({
      method: "PUT",
      effect: "destructive",
      lines: ["2.0"],
      input: () =>
        z.strictObject({
          namespace: z.string(),
          key: z
            .string()
            .check(characters({ max: 100 }))
            .regex(/^[\w/.-]+$/u),
          value: anyJson(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
        body: { kind: "json", value: input.value },
      }),
      read: nothing(() => ({ done: true })),
    }),
  },
};

interface SetNewOutput {
  readonly done: boolean;
  readonly value?: unknown;
}
