// Generated from specs/kv/manage_kv_store.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json, nothing } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyJson, characters } from "../../../../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../../../../runtime/tool/definition.ts";

/** @param steps in `specs/kv/manage_kv_store.ts` */
export const manageKvStore = (steps: Steps<typeof setNew, SetNewOutput>): Tool => ({
  name: "manage_kv_store",
  toolset: "kv",
  behaviour: {
    by: "action",
    default: "get",
    actions: {
      get: operation({
        method: "GET",
        effect: "read",
        lines: ["2.0"],
        where: "tenant",
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
        where: "tenant",
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
        where: "tenant",
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
  where: "tenant" as const,
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
      where: "tenant",
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
      where: "tenant",
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
