// Generated from specs/instance/get_statistics.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, list, path } from "../../runtime/compiled/request.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { chart } from "../operations/charts.ts";

/** @param steps in `specs/instance/get_statistics.ts` */
export const getStatistics = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_statistics",
  toolset: "instance",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      by: z.enum(["flow", "namespace", "state", "day"]),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      state: z.array(z.string()).optional(),
      window: z.string().default("7d"),
    }),
  calls: {
    chart: chart,
    longest: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string().optional(),
          flow_id: z.string().optional(),
          states: z.array(z.string()).optional(),
          start_date: z.string().optional(),
          end_date: z.string().optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[namespace][PREFIX]": input.namespace,
          "filters[flowId][EQUALS]": input.flow_id,
          "filters[state][IN]": list(input.states, "states"),
          "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
          "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
          size: 1,
          sort: "state.duration:desc",
        },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string(),
              namespace: z.string(),
              flowId: z.string(),
              state: z.object({
                current: z.string(),
                startDate: z.string().nullish(),
                endDate: z.string().nullish(),
                duration: z.string().nullish(),
              }),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  limit: { rows: "results" },
};

interface BehaviourOutput {
  readonly from: string;
  readonly to: string;
  readonly executions: number;
  readonly groups: number;
  readonly results: readonly {
    readonly group: string;
    readonly executions: number;
    readonly states: object;
    readonly durationSeconds?: object | null | undefined;
  }[];
  readonly truncated?: string | null | undefined;
}
