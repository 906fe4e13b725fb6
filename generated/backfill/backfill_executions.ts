// Generated from specs/backfill/backfill_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { checkedInputs } from "../operations/executions.ts";

/** @param steps in `specs/backfill/backfill_executions.ts` */
export const backfillExecutions = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "backfill_executions",
  toolset: "backfill",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
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
  calls: {
    flow: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
        query: { allowDeleted: true },
      }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(() =>
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
      ),
      advice: { 404: "No such flow. Find it with `find_flow`." },
      limit: { rows: "inputs" },
    }),
    validate: checkedInputs,
    states: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/triggers/${input.namespace}/${input.flow_id}`,
        query: { size: 500 },
      }),
      read: json(() =>
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
      ),
      limit: { rows: "results" },
    }),
    end: operation({
      method: "POST",
      effect: "write",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string(),
          flow_id: z.string(),
          trigger_id: z.string(),
          tenant_id: z
            .string()
            .regex(/^[a-z0-9][a-z0-9_-]/u)
            .optional(),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/triggers/backfill/delete`,
        body: forRelease(line, {
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
    }),
    create: operation({
      method: "PUT",
      effect: "write",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string(),
          flow_id: z.string(),
          trigger_id: z.string(),
          start: z.string(),
          end: z.string().optional(),
          inputs: anyObject().optional(),
          labels: z.array(anyObject()).optional(),
        }),
      request: (input, { line }) => ({
        path: forRelease(line, {
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
      read: json(() =>
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
      ),
      advice: {
        404: "Kestra does not keep that trigger yet, or it is not a schedule. Of a flow made just now, try again in a moment.",
      },
      labels: { argument: "labels", form: "list" },
    }),
  },
};

interface BehaviourOutput {
  readonly namespace: string;
  readonly flowId: string;
  readonly triggerId: string;
  readonly disabled: boolean;
  readonly backfill?: object | null | undefined;
  readonly executionId?: string | null | undefined;
  readonly message?: string | null | undefined;
}
