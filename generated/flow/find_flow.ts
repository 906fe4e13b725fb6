// Generated from specs/flow/find_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { characters } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/flow/find_flow.ts` */
export const findFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "find_flow",
  toolset: "flow",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({ query: z.string().check(characters({ max: 200 })), namespace: z.string().default("") }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ query: z.string().optional(), namespace: z.string().optional() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/search`,
        query: {
          "filters[q][EQUALS]": input.query,
          "filters[namespace][PREFIX]": input.namespace,
          size: 100,
          sort: ["namespace:asc", "id:asc"],
          page: 1,
        },
      }),
      read: json(() => z.object({ results: z.array(z.object({ id: z.string(), namespace: z.string() })) })),
      limit: { rows: "results" },
      pages: { rows: "results", most: 5 },
    }),
    list: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ namespace: z.string().optional() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/search`,
        query: {
          "filters[namespace][PREFIX]": input.namespace,
          size: 100,
          sort: ["namespace:asc", "id:asc"],
          page: 1,
        },
      }),
      read: json(() => z.object({ results: z.array(z.object({ id: z.string(), namespace: z.string() })) })),
      limit: { rows: "results" },
      pages: { rows: "results", most: 20 },
    }),
  },
  limit: { rows: "matches" },
};

interface BehaviourOutput {
  readonly found: boolean;
  readonly message: string;
  readonly match?: object | null | undefined;
  readonly matches: readonly {
    readonly namespace: string;
    readonly flow_id: string;
    readonly score: number;
  }[];
}
