// Generated from specs/flows/list_flow_tools.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { keyed, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/flows/list_flow_tools.ts` */
export const listFlowTools = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_flow_tools",
  toolset: "flows",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "tenant" as const,
  input: () => z.strictObject({ select: z.array(z.string()), served: z.array(z.string()).optional() }),
  calls: {
    flow: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}` }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(() =>
        z.object({
          id: z.string().nullish(),
          namespace: z.string().nullish(),
          description: z.string().nullish(),
          disabled: z.boolean().nullish(),
          deleted: z.boolean().nullish(),
          inputs: z.array(anyObject()).nullish(),
          triggers: z.array(anyObject()).nullish(),
        }),
      ),
      on: { 403: nothing(() => ({})), 404: nothing(() => ({})) },
    }),
    some: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["within"] },
      input: () => z.strictObject({ within: z.string().optional(), labels: anyObject().optional() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/search`,
        query: {
          "filters[namespace][PREFIX]": input.within,
          ...keyed("filters[labels][EQUALS]", input.labels),
          size: 100,
          sort: ["namespace:asc", "id:asc"],
          page: 1,
        },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string().nullish(),
              namespace: z.string().nullish(),
              description: z.string().nullish(),
              disabled: z.boolean().nullish(),
              deleted: z.boolean().nullish(),
              inputs: z.array(anyObject()).nullish(),
              triggers: z.array(anyObject()).nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results" },
      pages: { rows: "results", most: 50 },
    }),
    every: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () => z.strictObject({}),
      request: () => ({
        path: path`/api/v1/{tenant}/flows/search`,
        query: { size: 100, sort: ["namespace:asc", "id:asc"], page: 1 },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string().nullish(),
              namespace: z.string().nullish(),
              description: z.string().nullish(),
              disabled: z.boolean().nullish(),
              deleted: z.boolean().nullish(),
              inputs: z.array(anyObject()).nullish(),
              triggers: z.array(anyObject()).nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results" },
      pages: { rows: "results", most: 50 },
    }),
  },
  limit: { rows: "tools" },
};

interface BehaviourOutput {
  readonly tools: readonly {
    readonly namespace: string;
    readonly id: string;
    readonly name: string;
    readonly isNamed: boolean;
    readonly title: string;
    readonly description: string;
    readonly effect: string;
    readonly idempotent: boolean;
    readonly inputSchema: object;
    readonly names: object;
    readonly fixed: object;
  }[];
  readonly left: readonly {
    readonly namespace: string;
    readonly id: string;
    readonly name: string;
    readonly reason: string;
  }[];
  readonly cut?: string | null | undefined;
}
