// Generated from specs/instance/diagnose.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionsFound,
  loopExecutions,
  taskRunsOfExecution,
  wholeExecution,
} from "../operations/executions.ts";
import {
  configuration,
  limitsInUse,
  quotaCounts,
  services,
  workerGroups,
  workerQueues,
} from "../operations/instance.ts";
import { errorLines, linesFromWarn } from "../operations/logs.ts";
import { auditEntries } from "../operations/people.ts";
import { triggersWithState } from "../operations/triggers.ts";

/** @param steps in `specs/instance/diagnose.ts` */
export const diagnose = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "diagnose",
  toolset: "instance",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"], executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string().optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      trigger_id: z.string().optional(),
    }),
  calls: {
    execution: wholeExecution,
    runs: taskRunsOfExecution,
    errors: errorLines,
    lines: linesFromWarn,
    flow: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string(),
          flow_id: z.string(),
          revision: z.number().check(integer).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
        query: { revision: input.revision, allowDeleted: true },
      }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(anyObject),
      advice: { 404: "No such flow. Find it with `find_flow`." },
    }),
    executions: executionsFound,
    flows: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string().optional(),
          size: z.number().check(integer).gte(1).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/search`,
        query: { "filters[namespace][PREFIX]": input.namespace, size: input.size },
      }),
      read: json(() => z.object({ total: z.number().check(integer) })),
    }),
    loops: loopExecutions,
    triggers: triggersWithState,
    limits: limitsInUse,
    configuration: configuration,
    services: services,
    groups: workerGroups,
    group: operation({
      method: "GET",
      effect: "read",
      lines: ["1.0", "1.3"],
      edition: "ee",
      where: "instance",
      input: () => z.strictObject({ group: z.string() }),
      request: (input) => ({ path: path`/api/v1/instance/workergroups/${input.group}` }),
      read: json(() => z.object({ key: z.string().nullish(), workers: z.array(anyObject()).nullish() })),
    }),
    queues: workerQueues,
    capacity: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      edition: "ee",
      where: "instance",
      input: () => z.strictObject({ group: z.string() }),
      request: (input) => ({ path: path`/api/v1/instance/worker-groups/${input.group}/capacity` }),
      read: json(() =>
        z.object({
          subscriptions: z.array(anyObject()).nullish(),
          shared: anyObject().nullish(),
          snapshotAt: z.string().nullish(),
        }),
      ),
    }),
    workers: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      edition: "ee",
      where: "instance",
      input: () => z.strictObject({ group: z.string() }),
      request: (input) => ({ path: path`/api/v1/instance/worker-groups/${input.group}/workers` }),
      read: json(
        () =>
          z.object({
            workers: z
              .array(
                z.object({
                  workerId: z.string().nullish(),
                  workerName: z.string().nullish(),
                  state: z.string().nullish(),
                  capacity: anyObject().nullish(),
                  updatedAt: z.string().nullish(),
                }),
              )
              .nullish(),
          }),
        (answer) => ({ results: answer.workers }),
      ),
      limit: { rows: "results" },
    }),
    quotas: quotaCounts,
    tenant: operation({
      method: "GET",
      effect: "read",
      edition: "ee",
      where: "instance",
      input: () => z.strictObject({ tenant: z.string() }),
      request: (input) => ({ path: path`/api/v1/tenants/${input.tenant}` }),
      siblings: {
        "1.0": [
          "/api/v1/tenants/search",
          "/api/v1/{tenant}/dashboards",
          "/api/v1/{tenant}/dependencies",
          "/api/v1/{tenant}/executions",
          "/api/v1/{tenant}/security-integrations",
          "/api/v1/{tenant}/tenant-access",
          "/api/v1/{tenant}/usages",
        ],
        "1.3": [
          "/api/v1/tenants/search",
          "/api/v1/{tenant}/credentials",
          "/api/v1/{tenant}/dashboards",
          "/api/v1/{tenant}/dependencies",
          "/api/v1/{tenant}/executions",
          "/api/v1/{tenant}/kv",
          "/api/v1/{tenant}/secrets",
          "/api/v1/{tenant}/security-integrations",
          "/api/v1/{tenant}/service-accounts",
          "/api/v1/{tenant}/tenant-access",
          "/api/v1/{tenant}/usages",
        ],
        "2.0": [
          "/api/v1/tenants/search",
          "/api/v1/{tenant}/credentials",
          "/api/v1/{tenant}/dashboards",
          "/api/v1/{tenant}/dependencies",
          "/api/v1/{tenant}/executions",
          "/api/v1/{tenant}/kv",
          "/api/v1/{tenant}/quota-limits",
          "/api/v1/{tenant}/secrets",
          "/api/v1/{tenant}/security-integrations",
          "/api/v1/{tenant}/service-accounts",
          "/api/v1/{tenant}/tenant-access",
          "/api/v1/{tenant}/usages",
        ],
      },
      read: json(() => z.object({ quotas: z.array(anyObject()).nullish() })),
    }),
    namespace: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () => z.strictObject({ namespace: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/namespaces/${input.namespace}` }),
      siblings: ["/api/v1/{tenant}/namespaces/search"],
      read: json(anyObject),
    }),
    audit: auditEntries,
  },
  limit: { rows: "causes" },
};

interface BehaviourOutput {
  readonly summary: string;
  readonly causes: readonly {
    readonly cause: string;
    readonly object: string;
    readonly message: string;
    readonly certainty: string;
    readonly limit?: string | null | undefined;
    readonly evidence: readonly {
      readonly field: string;
      readonly value: string;
      readonly time?: string | null | undefined;
    }[];
    readonly next?: object | null | undefined;
  }[];
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly unknown?: readonly string[] | null | undefined;
  readonly truncated?: string | null | undefined;
}
