// Generated from specs/flow/find_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { characters } from "../../runtime/compiled/zod-json.ts";
import type { Steps, ToolDefinition } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/flow/find_flow.ts` */
export const findFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): ToolDefinition => ({
  name: "find_flow",
  title: "Find flow",
  toolset: "flow",
  description:
    "Find one flow by its name, also a misspelt or incomplete one. Gives the best matches with a score up to 1.",
  inputSchema: {
    type: "object",
    properties: {
      query: { type: "string", maxLength: 200, description: "Name of the flow as the user says it." },
      namespace: { type: "string", description: "Only in this namespace and its children.", default: "" },
    },
    required: ["query"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      found: { type: "boolean" },
      message: { type: "string" },
      match: { type: "object", additionalProperties: true },
      matches: {
        type: "array",
        items: {
          type: "object",
          properties: {
            namespace: { type: "string" },
            flow_id: { type: "string" },
            score: { type: "number" },
          },
          required: ["namespace", "flow_id", "score"],
        },
      },
    },
    required: ["found", "message", "matches"],
  },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({ query: z.string().check(characters({ max: 200 })), namespace: z.string().default("") }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
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
