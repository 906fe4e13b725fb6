// Generated from specs/flow/search_flows.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { pairs, path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../../../../runtime/http-client/request-plan.ts";
import { forRelease, makeForRelease } from "../../../../../runtime/per-line.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const searchFlows: Tool = {
  name: "search_flows",
  toolset: "flow",
  behaviour: {
    by: "action",
    actions: {
      named: operation({
        method: "GET",
        effect: "read",
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string().optional(),
            query: z.string().optional(),
            labels: anyObject().optional(),
            size: z.int().gte(1).lte(100).default(20),
          }),
        request: (input, { line }) => ({
          path: path`/api/v1/{tenant}/flows/search`,
          query: {
            ...forRelease(line, {
              "1.0": { namespace: input.namespace, q: input.query },
              "2.0": { "filters[namespace][PREFIX]": input.namespace, "filters[q][EQUALS]": input.query },
            }),
            size: input.size,
            sort: forRelease(line, { "1.0": "id:asc", "1.3": "id:desc" }),
          },
        }),
        read: json(anyObject),
      }),
      added: operation({
        method: "GET",
        effect: "read",
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string().optional(),
            query: z.string().optional(),
            labels: anyObject().optional(),
            size: z.int().gte(1).lte(100).default(20),
          }),
        request: (input, { line }) => ({
          path: path`/api/v1/{tenant}/flows/search`,
          query: {
            q: input.query,
            ...makeForRelease<Record<string, QueryValue>>(line, {
              "1.0": () => ({}),
              "1.3": () => ({ labels: pairs(input.labels) }),
            }),
            size: input.size,
          },
        }),
        read: json(anyObject),
      }),
      none: operation({
        method: "GET",
        effect: "read",
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string().optional(),
            query: z.string().optional(),
            labels: anyObject().optional(),
            size: z.int().gte(1).lte(100).default(20),
          }),
        request: (input, { line }) => ({
          path: path`/api/v1/{tenant}/flows/search`,
          query: forRelease(line, { "1.0": {}, "2.0": { q: input.query } }),
        }),
        read: json(anyObject),
      }),
    },
  },
};
