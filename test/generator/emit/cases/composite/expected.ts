// Generated from specs/flow/find_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const findFlowInput = lazy(() => z.strictObject({ text: z.string() }));
export type FindFlowInput = z.output<ReturnType<typeof findFlowInput>>;

const searchInput = lazy(() =>
  z.strictObject({ namespace: z.string().optional(), page: z.int().gte(1).lte(1000).default(1) }),
);
type SearchInput = z.output<ReturnType<typeof searchInput>>;

const search = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "2.0"],
  input: searchInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/flows/search`,
    query: { "filters[namespace][PREFIX]": input.namespace, page: input.page },
  }),
  read: json(
    () => z.object({ results: z.array(z.object({ id: z.string(), description: z.string().nullish() })) }),
    (answer) => ({ flows: answer.results.map((it) => ({ id: it.id, description: it.description })) }),
  ),
} satisfies Operation<SearchInput, object>;

const calls = { search };
export type FindFlowCalls = Calls<typeof calls>;

export interface FindFlowOutput {
  readonly found: boolean;
  readonly matches: readonly {
    readonly id: string;
    readonly score: number;
    readonly description?: string | null | undefined;
    readonly labels?: object | null | undefined;
  }[];
  readonly first?: unknown;
}

/** @param steps in `specs/flow/find_flow.ts` */
export const findFlow = (
  steps: Composite<FindFlowInput, FindFlowOutput, FindFlowCalls>["steps"],
): ToolDefinition => ({
  name: "find_flow",
  title: "Find flow",
  toolset: "flow",
  description: "Find a flow by what it is called.",
  inputSchema: {
    type: "object",
    properties: { text: { type: "string", description: "What it is called, roughly." } },
    required: ["text"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      matches: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
    },
    required: ["matches"],
  },
  behaviour: {
    effect: "read",
    idempotent: true,
    lines: ["1.0", "2.0"],
    edition: "ee",
    input: findFlowInput,
    calls,
    steps,
    limit: { rows: "matches", most: 10 },
    bare: "matches",
  },
});
