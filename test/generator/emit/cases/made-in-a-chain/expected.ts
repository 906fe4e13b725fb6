// Generated from specs/kv/listed.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { listed as listedFlowTriggers } from "../../../../../specs/functions/flow-triggers.ts";
import { keysOf } from "../../../../../specs/functions/kv-keys.ts";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyJson, integer } from "../../../../../runtime/compiled/zod-json.ts";
import { InputError } from "../../../../../runtime/errors.ts";
import { say } from "../../../../../runtime/text/said.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

const keysCall = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({ namespace: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/things`, query: { of: input.namespace } }),
  read: json(() =>
    z.object({ results: z.array(z.object({ key: z.string().optional() }).catchall(anyJson())) }),
  ),
});

const flowsCall = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({ namespace: z.string() }),
  request: (input) => ({ path: path`/api/v1/{tenant}/things`, query: { of: input.namespace } }),
  read: json(() =>
    z.object({
      results: z.array(z.object({ namespace: z.string(), id: z.string() }).catchall(anyJson())),
      total: z.number().check(integer),
    }),
  ),
});

export const listed: Tool = {
  name: "listed",
  toolset: "kv",
  behaviour: {
    by: "action",
    actions: {
      list: composite({
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string(),
            enabled_only: z.boolean().default(false),
            disabled_only: z.boolean().default(false),
          }),
        calls: { keys: keysCall },
        steps: async ({ namespace }, kestra) =>
          keysOf(await kestra.keys({ namespace }), namespace) satisfies {
            readonly results: readonly { readonly key?: string | null | undefined }[];
          },
        limit: { rows: "results" },
      }),
      draw: composite({
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string(),
            enabled_only: z.boolean().default(false),
            disabled_only: z.boolean().default(false),
          }),
        calls: { flows: flowsCall },
        steps: async ({ namespace, enabled_only, disabled_only }, kestra) =>
          (await listedFlowTriggers(
            await kestra.flows({ namespace }),
            enabled_only,
            disabled_only,
          )) satisfies {
            readonly results: readonly string[];
            readonly truncated?: string | null | undefined;
          },
        limit: { rows: "results" },
      }),
      both: composite({
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string(),
            enabled_only: z.boolean().default(false),
            disabled_only: z.boolean().default(false),
          }),
        calls: { keys: keysCall, flows: flowsCall },
        steps: async ({ namespace, enabled_only, disabled_only }, kestra) => {
          const keys = keysOf(await kestra.keys({ namespace }), namespace) satisfies {
            readonly results: readonly { readonly key?: string | null | undefined }[];
          };
          const found = keys.results.at(0);
          if (found === undefined) throw new InputError(say`${namespace} has no keys.`);
          return (await listedFlowTriggers(
            await kestra.flows({ namespace }),
            enabled_only,
            disabled_only,
          )) satisfies {
            readonly results: readonly string[];
            readonly truncated?: string | null | undefined;
          };
        },
        limit: { rows: "results" },
      }),
    },
  },
};
