// Generated from specs/kv/manage_kv_store.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { keysOf } from "../../specs/functions/kv-keys.ts";
import { kvText, stored } from "../../specs/functions/kv-value.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease, makeForRelease } from "../../runtime/per-line.ts";
import type { Request, Tool } from "../../runtime/tool/definition.ts";

export const manageKvStore: Tool = {
  name: "manage_kv_store",
  toolset: "kv",
  longTexts: ["value"],
  behaviour: {
    by: "action",
    actions: {
      get: operation({
        method: "GET",
        effect: "read",
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            key: z.string(),
            offset: z.number().check(integer).gte(0).default(0),
          }),
        request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}` }),
        siblings: ["/api/v1/{tenant}/namespaces/{namespace}/kv/inheritance"],
        read: json(anyObject),
        advice: {
          404: "The namespace has no such key; action list shows those it has.",
          410: "The value has expired, so it is gone.",
        },
        limit: { offset: "offset" },
      }),
      set: composite({
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({
            namespace: z.string(),
            key: z.string(),
            value: anyJson().optional(),
            format: z.enum(["text", "json"]).optional(),
          }),
        calls: {
          put: operation({
            method: "PUT",
            effect: "destructive",
            where: { namespaces: ["namespace"] },
            input: () =>
              z.strictObject({
                namespace: z.string(),
                key: z.string(),
                value: anyJson().optional(),
                format: z.enum(["text", "json"]).optional(),
              }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
              body: { kind: "text", mediaType: "text/plain", text: kvText(input.value, input.format) },
            }),
            read: nothing(() => ({ status: "ok" })),
            advice: {
              422: "A key has letters, digits, dots, underscores and hyphens only, and begins with a letter or digit.",
            },
          }),
        },
        steps: async ({ namespace, key, value, format }, kestra) =>
          stored(await kestra.put({ namespace, key, value, format }), value, format) satisfies {
            readonly status: string;
            readonly message?: string | null | undefined;
          },
      }),
      list: composite({
        where: { namespaces: ["namespace"] },
        input: () =>
          z.strictObject({ namespace: z.string(), offset: z.number().check(integer).gte(0).default(0) }),
        calls: {
          keys: operation({
            method: "GET",
            effect: "read",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string() }),
            request: (input, { line }) => ({
              path: makeForRelease<Request["path"]>(line, {
                "1.0": () => path`/api/v1/{tenant}/namespaces/${input.namespace}/kv`,
                "2.0": () => path`/api/v1/{tenant}/kv`,
              }),
              query: forRelease(line, {
                "1.0": {},
                "2.0": { "filters[namespace][EQUALS]": input.namespace, size: 500, sort: "key:asc", page: 1 },
              }),
            }),
            read: {
              "1.0": json(
                () =>
                  z.array(
                    z.object({
                      key: z.string().nullish(),
                      description: z.string().nullish(),
                      creationDate: z.string().nullish(),
                      updateDate: z.string().nullish(),
                      expirationDate: z.string().nullish(),
                      namespace: z.string().nullish(),
                      version: z.number().check(integer).nullish(),
                    }),
                  ),
                (answer) => ({ results: answer }),
              ),
              "2.0": json(() =>
                z.object({
                  results: z.array(
                    z.object({
                      key: z.string().nullish(),
                      namespace: z.string().nullish(),
                      revision: z.number().check(integer).nullish(),
                      description: z.string().nullish(),
                      creationDate: z.string().nullish(),
                      updateDate: z.string().nullish(),
                      expirationDate: z.string().nullish(),
                    }),
                  ),
                }),
              ),
            },
            limit: { rows: "results" },
            pages: { rows: "results", most: 100 },
          }),
        },
        steps: async ({ namespace }, kestra) =>
          keysOf(await kestra.keys({ namespace }), namespace) satisfies {
            readonly results: readonly object[];
          },
        limit: { rows: "results", offset: "offset" },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), key: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}` }),
        read: json(
          () => z.boolean(),
          (answer) => ({ deleted: answer }),
        ),
      }),
    },
  },
};
