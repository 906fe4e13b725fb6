// Generated from specs/flow/list_flows_with_triggers.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const listFlowsWithTriggersInput = lazy(() =>
  z.strictObject({
    namespace: z.string().default(""),
    enabled_only: z.boolean().default(false),
    disabled_only: z.boolean().default(false),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);
export type ListFlowsWithTriggersInput = z.output<ReturnType<typeof listFlowsWithTriggersInput>>;

const flowsInput = lazy(() => z.strictObject({ namespace: z.string().optional() }));
type FlowsInput = z.output<ReturnType<typeof flowsInput>>;

const flows = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: flowsInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/flows/search`,
    query: {
      "filters[namespace][EQUALS]": input.namespace,
      size: 100,
      sort: ["namespace:asc", "id:asc"],
      page: 1,
    },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({
            id: z.string(),
            namespace: z.string(),
            disabled: z.boolean().nullish(),
            triggers: z.array(anyObject()).nullish(),
          }),
        ),
        total: z.number().check(integer),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({
        id: it.id,
        namespace: it.namespace,
        disabled: it.disabled,
        triggers: it.triggers,
      })),
      total: answer.total,
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 50 },
} satisfies Operation<FlowsInput, object>;

const calls = { flows };
export type ListFlowsWithTriggersCalls = Calls<typeof calls>;

export interface ListFlowsWithTriggersOutput {
  readonly results: readonly string[];
  readonly truncated?: string | null | undefined;
}

/** @param steps in `specs/flow/list_flows_with_triggers.ts` */
export const listFlowsWithTriggers = (
  steps: Composite<
    ListFlowsWithTriggersInput,
    ListFlowsWithTriggersOutput,
    ListFlowsWithTriggersCalls
  >["steps"],
): ToolDefinition => ({
  name: "list_flows_with_triggers",
  title: "List flows with triggers",
  toolset: "flow",
  description: "List the flows that have triggers, each as a text with the definitions of its triggers.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Only this namespace; empty means all.", default: "" },
      enabled_only: { type: "boolean", description: "Leave out triggers that cannot fire.", default: false },
      disabled_only: { type: "boolean", description: "Leave out triggers that can fire.", default: false },
      offset: { type: "integer", minimum: 0, description: "Rows to skip.", default: 0 },
    },
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: { results: { type: "array", items: { type: "string" } }, truncated: { type: "string" } },
    required: ["results"],
  },
  behaviour: {
    effect: "read",
    idempotent: true,
    lines: ["1.0", "1.3", "2.0"],
    input: listFlowsWithTriggersInput,
    calls,
    steps,
    limit: { rows: "results", offset: "offset" },
  },
});
