// Generated from specs/operations/triggers.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { triggerFilters } from "../filters.ts";
import { filtered } from "../../runtime/compiled/filters.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { forRelease, makeForRelease } from "../../runtime/per-line.ts";

const continuedBackfillRead = {
  "1.0": json(
    () =>
      z.object({
        namespace: z.string(),
        flowId: z.string(),
        triggerId: z.string(),
        disabled: z.boolean().nullish(),
        nextExecutionDate: z.string().nullish(),
        date: z.string().nullish(),
        executionId: z.string().nullish(),
        evaluateRunningDate: z.string().nullish(),
        backfill: anyObject().nullish(),
      }),
    (answer) => ({
      namespace: answer.namespace,
      flowId: answer.flowId,
      triggerId: answer.triggerId,
      disabled: answer.disabled,
      nextDate: answer.nextExecutionDate,
      lastDate: answer.date,
      executionId: answer.executionId,
      evaluatedSince: answer.evaluateRunningDate,
      backfill: answer.backfill,
    }),
  ),
  "2.0": json(
    () =>
      z.object({
        namespace: z.string(),
        flowId: z.string(),
        triggerId: z.string(),
        disabled: z.boolean().nullish(),
        nextEvaluationDate: z.string().nullish(),
        evaluatedAt: z.string().nullish(),
        lastTriggeredDate: z.string().nullish(),
        executionId: z.string().nullish(),
        locked: z.boolean().nullish(),
        backfill: anyObject().nullish(),
      }),
    (answer) => ({
      namespace: answer.namespace,
      flowId: answer.flowId,
      triggerId: answer.triggerId,
      disabled: answer.disabled,
      nextDate: answer.nextEvaluationDate,
      lastDate: answer.evaluatedAt,
      lastTriggeredDate: answer.lastTriggeredDate,
      executionId: answer.executionId,
      locked: answer.locked,
      backfill: answer.backfill,
    }),
  ),
};

export const continuedBackfill = operation({
  method: "PUT",
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
    path: path`/api/v1/{tenant}/triggers/backfill/unpause`,
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
  read: continuedBackfillRead,
});

export const deletedBackfill = operation({
  method: "POST",
  effect: "destructive",
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
  read: continuedBackfillRead,
});

export const disabledTrigger = operation({
  method: "PUT",
  effect: "write",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string() }),
  request: (input, { line }) => ({
    path: forRelease(line, {
      "1.0": path`/api/v1/{tenant}/triggers`,
      "2.0": path`/api/v1/{tenant}/triggers/set-disabled`,
    }),
    body: {
      kind: "json",
      value: {
        namespace: input.namespace,
        flowId: input.flow_id,
        triggerId: input.trigger_id,
        disabled: true,
      },
    },
  }),
  read: continuedBackfillRead,
});

export const enabledTrigger = operation({
  method: "PUT",
  effect: "write",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string() }),
  request: (input, { line }) => ({
    path: forRelease(line, {
      "1.0": path`/api/v1/{tenant}/triggers`,
      "2.0": path`/api/v1/{tenant}/triggers/set-disabled`,
    }),
    body: {
      kind: "json",
      value: {
        namespace: input.namespace,
        flowId: input.flow_id,
        triggerId: input.trigger_id,
        disabled: false,
      },
    },
  }),
  read: continuedBackfillRead,
});

export const pausedBackfill = operation({
  method: "PUT",
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
    path: path`/api/v1/{tenant}/triggers/backfill/pause`,
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
  read: continuedBackfillRead,
});

export const restartedTrigger = operation({
  method: "POST",
  effect: "write",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/triggers/${input.namespace}/${input.flow_id}/${input.trigger_id}/restart`,
  }),
  read: continuedBackfillRead,
});

export const triggersOfFlow = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/triggers/${input.namespace}/${input.flow_id}`,
    query: { size: 100 },
  }),
  read: {
    "1.0": json(
      () =>
        z.object({
          results: z.array(
            z.object({
              namespace: z.string(),
              flowId: z.string(),
              triggerId: z.string(),
              disabled: z.boolean().nullish(),
              nextExecutionDate: z.string().nullish(),
              date: z.string().nullish(),
              executionId: z.string().nullish(),
              evaluateRunningDate: z.string().nullish(),
              backfill: anyObject().nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      (answer) => ({
        results: answer.results.map((it) => ({
          namespace: it.namespace,
          flowId: it.flowId,
          triggerId: it.triggerId,
          disabled: it.disabled,
          nextDate: it.nextExecutionDate,
          lastDate: it.date,
          executionId: it.executionId,
          evaluatedSince: it.evaluateRunningDate,
          backfill: it.backfill,
        })),
        total: answer.total,
      }),
    ),
    "2.0": json(
      () =>
        z.object({
          results: z.array(
            z.object({
              namespace: z.string(),
              flowId: z.string(),
              triggerId: z.string(),
              disabled: z.boolean().nullish(),
              nextEvaluationDate: z.string().nullish(),
              evaluatedAt: z.string().nullish(),
              lastTriggeredDate: z.string().nullish(),
              executionId: z.string().nullish(),
              locked: z.boolean().nullish(),
              backfill: anyObject().nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      (answer) => ({
        results: answer.results.map((it) => ({
          namespace: it.namespace,
          flowId: it.flowId,
          triggerId: it.triggerId,
          disabled: it.disabled,
          nextDate: it.nextEvaluationDate,
          lastDate: it.evaluatedAt,
          lastTriggeredDate: it.lastTriggeredDate,
          executionId: it.executionId,
          locked: it.locked,
          backfill: it.backfill,
        })),
        total: answer.total,
      }),
    ),
  },
  limit: { rows: "results" },
});

export const triggersWithState = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace", "within"] },
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      within: z.string().optional(),
      flow_id: z.string().optional(),
      trigger_id: z.string().optional(),
      query: z.string().optional(),
      filters: z.array(z.string()).optional(),
      locked: z.string().optional(),
      due_before: z.string().optional(),
      page: z.number().check(integer).gte(1).optional(),
      size: z.number().check(integer).gte(1).optional(),
      sort: z.array(z.string()).default(["triggerId:asc"]),
    }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/triggers/search`,
    query: filtered(
      {
        "filters[namespace][EQUALS]": input.namespace,
        "filters[namespace][PREFIX]": input.within,
        "filters[flowId][EQUALS]": input.flow_id,
        "filters[triggerId][EQUALS]": input.trigger_id,
        "filters[q][EQUALS]": input.query,
        ...makeForRelease<Record<string, QueryValue>>(line, {
          "1.0": () => ({}),
          "2.0": () => ({
            "filters[locked][EQUALS]": input.locked,
            "filters[nextExecutionDate][LESS_THAN]": instant(input.due_before, "due_before"),
          }),
        }),
        page: input.page,
        size: input.size,
        sort: input.sort,
      },
      input.filters,
      "filters",
      forRelease(line, triggerFilters),
    ),
  }),
  read: {
    "1.0": json(
      () =>
        z.object({
          results: z.array(
            z.object({
              abstractTrigger: z
                .object({ type: z.string().nullish(), disabled: z.boolean().nullish() })
                .catchall(anyJson())
                .nullish(),
              triggerContext: z
                .object({
                  tenantId: z.string().nullish(),
                  namespace: z.string().nullish(),
                  flowId: z.string().nullish(),
                  triggerId: z.string().nullish(),
                  disabled: z.boolean().nullish(),
                  nextExecutionDate: z.string().nullish(),
                  date: z.string().nullish(),
                  executionId: z.string().nullish(),
                  evaluateRunningDate: z.string().nullish(),
                  workerId: z.string().nullish(),
                  stopAfter: z.array(z.string()).nullish(),
                  backfill: anyObject().nullish(),
                })
                .nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      (answer) => ({
        results: answer.results.map((it) => ({
          definition: it.abstractTrigger,
          type: it.abstractTrigger?.type,
          disabledInFlow: it.abstractTrigger?.disabled,
          tenantId: it.triggerContext?.tenantId,
          namespace: it.triggerContext?.namespace,
          flowId: it.triggerContext?.flowId,
          triggerId: it.triggerContext?.triggerId,
          disabled: it.triggerContext?.disabled,
          nextDate: it.triggerContext?.nextExecutionDate,
          lastDate: it.triggerContext?.date,
          executionId: it.triggerContext?.executionId,
          evaluatedSince: it.triggerContext?.evaluateRunningDate,
          workerId: it.triggerContext?.workerId,
          stopAfter: it.triggerContext?.stopAfter,
          backfill: it.triggerContext?.backfill,
        })),
        total: answer.total,
      }),
    ),
    "2.0": json(
      () =>
        z.object({
          results: z.array(
            z.object({
              trigger: z
                .object({ type: z.string().nullish(), disabled: z.boolean().nullish() })
                .catchall(anyJson())
                .nullish(),
              state: z
                .object({
                  namespace: z.string().nullish(),
                  flowId: z.string().nullish(),
                  triggerId: z.string().nullish(),
                  disabled: z.boolean().nullish(),
                  nextEvaluationDate: z.string().nullish(),
                  evaluatedAt: z.string().nullish(),
                  lastTriggeredDate: z.string().nullish(),
                  updatedAt: z.string().nullish(),
                  executionId: z.string().nullish(),
                  locked: z.boolean().nullish(),
                  workerId: z.string().nullish(),
                  stopAfter: z.array(z.string()).nullish(),
                  backfill: anyObject().nullish(),
                })
                .nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      (answer) => ({
        results: answer.results.map((it) => ({
          definition: it.trigger,
          type: it.trigger?.type,
          disabledInFlow: it.trigger?.disabled,
          namespace: it.state?.namespace,
          flowId: it.state?.flowId,
          triggerId: it.state?.triggerId,
          disabled: it.state?.disabled,
          nextDate: it.state?.nextEvaluationDate,
          lastDate: it.state?.evaluatedAt,
          lastTriggeredDate: it.state?.lastTriggeredDate,
          updatedAt: it.state?.updatedAt,
          executionId: it.state?.executionId,
          locked: it.state?.locked,
          workerId: it.state?.workerId,
          stopAfter: it.state?.stopAfter,
          backfill: it.state?.backfill,
        })),
        total: answer.total,
      }),
    ),
  },
  limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
});

export const unlockedTrigger = operation({
  method: "POST",
  effect: "write",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string(), trigger_id: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/triggers/${input.namespace}/${input.flow_id}/${input.trigger_id}/unlock`,
  }),
  read: continuedBackfillRead,
});
