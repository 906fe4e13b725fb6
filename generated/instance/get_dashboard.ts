// Generated from specs/instance/get_dashboard.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { chart } from "../operations/charts.ts";
import { executionsFound, taskRunsOfExecution } from "../operations/executions.ts";
import {
  configuration,
  limitsInUse,
  quotaCounts,
  services,
  workerGroups,
  workerQueues,
} from "../operations/instance.ts";
import { errorLines } from "../operations/logs.ts";
import { triggersWithState } from "../operations/triggers.ts";

/** @param steps in `specs/instance/get_dashboard.ts` */
export const getDashboard = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_dashboard",
  toolset: "instance",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () => z.strictObject({ namespace: z.string().optional(), window: z.string().default("24h") }),
  calls: {
    chart: chart,
    executions: executionsFound,
    runs: taskRunsOfExecution,
    lines: errorLines,
    triggers: triggersWithState,
    limits: limitsInUse,
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
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string(),
              namespace: z.string(),
              disabled: z.boolean().nullish(),
              concurrency: anyObject().nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results" },
    }),
    configuration: configuration,
    services: services,
    groups: workerGroups,
    queues: workerQueues,
    quotas: quotaCounts,
  },
  limit: { rows: "switches" },
};

interface BehaviourOutput {
  readonly summary: string;
  readonly from: string;
  readonly to: string;
  readonly executions: { readonly total: number; readonly byState: object };
  readonly failures: object;
  readonly waiting: object;
  readonly running: object;
  readonly paused: object;
  readonly limits: object;
  readonly triggers: object;
  readonly next: object;
  readonly workers: object;
  readonly switches?: readonly string[] | null | undefined;
  readonly quotas?: object | null | undefined;
  readonly unknown?: readonly string[] | null | undefined;
}
