// Generated from specs/backfill/backfill_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { form, instant, path } from "../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const backfillExecutionsInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    start: z.string().optional(),
    end: z.string().optional(),
    days: z.number().check(integer).gte(0).default(0),
    hours: z.number().check(integer).gte(0).default(0),
    minutes: z.number().check(integer).gte(0).default(0),
    trigger_id: z.string().optional(),
    inputs: anyObject().optional(),
    labels: anyObject().optional(),
  }),
);
export type BackfillExecutionsInput = z.output<ReturnType<typeof backfillExecutionsInput>>;

const flowInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type FlowInput = z.output<ReturnType<typeof flowInput>>;

const flow = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: flowInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
    query: { allowDeleted: true },
  }),
  siblings: ["/api/v1/{tenant}/flows/export/by-query"],
  read: json(
    () =>
      z.object({
        deleted: z.boolean().nullish(),
        revision: z.number().check(integer).nullish(),
        disabled: z.boolean().nullish(),
        inputs: z.array(z.object({ id: z.string().nullish() })).nullish(),
        triggers: z
          .array(
            z.object({
              id: z.string().nullish(),
              type: z.string().nullish(),
              disabled: z.boolean().nullish(),
              inputs: anyJson().optional(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      deleted: answer.deleted,
      revision: answer.revision,
      disabled: answer.disabled,
      inputs: answer.inputs?.map((it) => ({ id: it.id })),
      triggers: answer.triggers?.map((it) => ({
        id: it.id,
        type: it.type,
        disabled: it.disabled,
        inputs: it.inputs,
      })),
    }),
  ),
  advice: { 404: "No such flow. Find it with `find_flow`." },
  limit: { rows: "inputs" },
} satisfies Operation<FlowInput, object>;

const validateInput = lazy(() =>
  z.strictObject({ namespace: z.string(), flow_id: z.string(), inputs: anyObject().optional() }),
);
type ValidateInput = z.output<ReturnType<typeof validateInput>>;

const validate = {
  effect: "read",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: validateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/executions/${input.namespace}/${input.flow_id}/validate`,
    body: form(input.inputs),
  }),
  siblings: {
    "1.0": [
      "/api/v1/{tenant}/executions/trigger/{namespace}/{id}",
      "/api/v1/{tenant}/executions/{executionId}/eval/{taskRunId}",
      "/api/v1/{tenant}/executions/{executionId}/resume/validate",
    ],
    "2.0": [],
  },
  read: json(
    () =>
      z.object({
        inputs: z
          .array(
            z.object({
              input: z.object({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
              isDefault: z.boolean().nullish(),
              errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({
      inputs: answer.inputs?.map((it) => ({
        id: it.input?.id,
        type: it.input?.type,
        isDefault: it.isDefault,
        errors: it.errors?.map((inner) => ({ message: inner.message })),
      })),
    }),
  ),
  limit: { rows: "inputs" },
} satisfies Operation<ValidateInput, object>;

const statesInput = lazy(() => z.strictObject({ namespace: z.string(), flow_id: z.string() }));
type StatesInput = z.output<ReturnType<typeof statesInput>>;

const states = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: statesInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/triggers/${input.namespace}/${input.flow_id}`,
    query: { size: 500 },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({
            tenantId: z.string().nullish(),
            triggerId: z.string().nullish(),
            disabled: z.boolean().nullish(),
            backfill: anyObject().nullish(),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({
        tenantId: it.tenantId,
        triggerId: it.triggerId,
        disabled: it.disabled,
        backfill: it.backfill,
      })),
    }),
  ),
  limit: { rows: "results" },
} satisfies Operation<StatesInput, object>;

const endInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    trigger_id: z.string(),
    tenant_id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]/u)
      .optional(),
  }),
);
type EndInput = z.output<ReturnType<typeof endInput>>;

const end = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  input: endInput,
  request: (input, { line }) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/triggers/backfill/delete`,
    body: since(line, {
      "1.0": {
        kind: "json",
        value: {
          namespace: input.namespace,
          flowId: input.flow_id,
          triggerId: input.trigger_id,
          tenantId: input.tenant_id,
        },
      },
      "2.0": {
        kind: "json",
        value: { namespace: input.namespace, flowId: input.flow_id, triggerId: input.trigger_id },
      },
    }),
  }),
  read: nothing(() => ({ status: "ended" })),
  on: { 400: nothing(() => ({ status: "ended" })) },
} satisfies Operation<EndInput, object>;

const createInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    flow_id: z.string(),
    trigger_id: z.string(),
    start: z.string(),
    end: z.string().optional(),
    inputs: anyObject().optional(),
    labels: z.array(anyObject()).optional(),
  }),
);
type CreateInput = z.output<ReturnType<typeof createInput>>;

const create = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: createInput,
  request: (input, { line }) => ({
    method: "PUT",
    path: since(line, {
      "1.0": path`/api/v1/{tenant}/triggers`,
      "2.0": path`/api/v1/{tenant}/triggers/backfill/create`,
    }),
    body: {
      kind: "json",
      value: {
        namespace: input.namespace,
        flowId: input.flow_id,
        triggerId: input.trigger_id,
        backfill: {
          start: instant(input.start, "start"),
          end: instant(input.end, "end"),
          inputs: input.inputs,
          labels: input.labels,
        },
      },
    },
  }),
  read: json(
    () =>
      z.object({
        namespace: z.string(),
        flowId: z.string(),
        triggerId: z.string(),
        disabled: z.boolean().nullish(),
        backfill: anyObject().nullish(),
        executionId: z.string().nullish(),
        nextExecutionDate: z.string().nullish(),
        nextEvaluationDate: z.string().nullish(),
      }),
    (answer) => ({
      namespace: answer.namespace,
      flowId: answer.flowId,
      triggerId: answer.triggerId,
      disabled: answer.disabled,
      backfill: answer.backfill,
      executionId: answer.executionId,
      nextExecutionDate: answer.nextExecutionDate,
      nextEvaluationDate: answer.nextEvaluationDate,
    }),
  ),
  advice: {
    404: "Kestra does not keep that trigger yet, or it is not a schedule. Of a flow made just now, try again in a moment.",
  },
} satisfies Operation<CreateInput, object>;

const calls = { flow, validate, states, end, create };
export type BackfillExecutionsCalls = Calls<typeof calls>;

export interface BackfillExecutionsOutput {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
  readonly disabled: boolean;
  readonly backfill?: object | null | undefined;
  readonly executionId?: string | null | undefined;
  readonly message?: string | null | undefined;
}

/** @param steps in `specs/backfill/backfill_executions.ts` */
export const backfillExecutions = (
  steps: Composite<BackfillExecutionsInput, BackfillExecutionsOutput, BackfillExecutionsCalls>["steps"],
): ToolDefinition => ({
  name: "backfill_executions",
  title: "Backfill executions",
  toolset: "backfill",
  description:
    "Run a schedule of a flow for a time that has passed: from `start` to `end`, or for the last days, hours and minutes. A backfill of the same trigger that still runs is ended first.",
  inputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string", description: "Namespace, such as company.team." },
      flow_id: { type: "string", description: "Id of the flow." },
      start: { type: "string", description: "ISO 8601 date-time; UTC without a zone." },
      end: { type: "string", description: "ISO 8601 date-time; absent means now." },
      days: { type: "integer", minimum: 0, description: "Days back from now.", default: 0 },
      hours: { type: "integer", minimum: 0, description: "Hours back.", default: 0 },
      minutes: { type: "integer", minimum: 0, description: "Minutes back.", default: 0 },
      trigger_id: { type: "string", description: "A Schedule trigger of the flow; absent means its first." },
      inputs: { type: "object", description: "Inputs by id.", additionalProperties: true },
      labels: {
        type: "object",
        description: "Labels of the executions: `{key: value}`.",
        additionalProperties: true,
      },
    },
    required: ["namespace", "flow_id"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      namespace: { type: "string" },
      flowId: { type: "string" },
      triggerId: { type: "string" },
      disabled: { type: "boolean" },
      backfill: { type: "object", additionalProperties: true },
      executionId: { type: "string" },
      message: { type: "string" },
    },
    required: ["namespace", "flowId", "triggerId", "disabled"],
  },
  behaviour: {
    effect: "write",
    idempotent: false,
    lines: ["1.0", "1.3", "2.0"],
    input: backfillExecutionsInput,
    calls,
    steps,
  },
});
