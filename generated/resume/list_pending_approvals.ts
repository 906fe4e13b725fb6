// Generated from specs/resume/list_pending_approvals.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { waitingExecution } from "../operations/executions.ts";
import { flowDefinition } from "../operations/flows.ts";

/** @param steps in `specs/resume/list_pending_approvals.ts` */
export const listPendingApprovals = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_pending_approvals",
  toolset: "resume",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      page: z.number().check(integer).gte(1).default(1),
    }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string().optional(),
          flow_id: z.string().optional(),
          page: z.number().check(integer).gte(1).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[namespace][PREFIX]": input.namespace,
          "filters[flowId][EQUALS]": input.flow_id,
          page: input.page,
          "filters[state][IN]": "PAUSED,BREAKPOINT",
          size: 10,
          sort: "state.startDate:asc",
        },
      }),
      read: json(() =>
        z.object({
          results: z.array(z.object({ id: z.string(), namespace: z.string(), flowId: z.string() })),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results" },
    }),
    iterations: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string().optional(),
          flow_id: z.string().optional(),
          page: z.number().check(integer).gte(1).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[namespace][PREFIX]": input.namespace,
          "filters[flowId][EQUALS]": input.flow_id,
          page: input.page,
          "filters[kind][EQUALS]": "LOOP",
          "filters[state][IN]": "PAUSED,BREAKPOINT",
          size: 10,
          sort: "state.startDate:asc",
        },
      }),
      read: json(() =>
        z.object({
          results: z.array(z.object({ id: z.string(), namespace: z.string(), flowId: z.string() })),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results" },
    }),
    execution: waitingExecution,
    flow: flowDefinition,
  },
  limit: { rows: "results", rest: "For the others call again with their flow_id." },
};

interface BehaviourOutput {
  readonly results: readonly {
    readonly id: string;
    readonly namespace: string;
    readonly flowId: string;
    readonly flowRevision?: number | null | undefined;
    readonly state: string;
    readonly waitsFor: readonly {
      readonly taskId?: string | null | undefined;
      readonly taskRunId?: string | null | undefined;
      readonly value?: string | null | undefined;
      readonly since?: string | null | undefined;
      readonly question?: string | null | undefined;
      readonly inputs?: readonly object[] | null | undefined;
      readonly timeoutAt?: string | null | undefined;
      readonly atTimeout: string;
    }[];
  }[];
  readonly total: number;
  readonly truncated?: string | null | undefined;
}
