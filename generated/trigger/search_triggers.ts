// Generated from specs/trigger/search_triggers.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { triggersWithState } from "../operations/triggers.ts";

/** @param steps in `specs/trigger/search_triggers.ts` */
export const searchTriggers = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "search_triggers",
  toolset: "trigger",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      query: z.string().optional(),
      type: z.string().optional(),
      state: z.enum(["ENABLED", "DISABLED", "LOCKED", "LATE", "BACKFILL"]).optional(),
      filters: z.array(z.string()).optional(),
      count: z.number().check(integer).gte(1).default(50),
      offset: z.number().check(integer).gte(0).default(0),
      full: z.boolean().default(false),
    }),
  calls: {
    search: triggersWithState,
    flow: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}` }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(() => z.object({ disabled: z.boolean().nullish() })),
    }),
  },
  limit: { rows: "results" },
  brief: {
    dates: ["nextDate", "lastDate", "lastTriggeredDate"],
    filled: ["backfill"],
    once: ["type", "disabled", "locked"],
    crowded: ["namespace", "flowId", "state", "nextDate", "lastDate", "lastTriggeredDate", "lateSeconds"],
  },
};

interface BehaviourOutput {
  readonly results: readonly {
    readonly namespace: string;
    readonly flowId: string;
    readonly triggerId: string;
    readonly type?: string | null | undefined;
    readonly state: string;
    readonly nextDate?: string | null | undefined;
    readonly lastDate?: string | null | undefined;
    readonly lastTriggeredDate?: string | null | undefined;
    readonly disabled: boolean;
    readonly disabledInFlow?: boolean | null | undefined;
    readonly locked: boolean;
    readonly executionId?: string | null | undefined;
    readonly lateSeconds?: number | null | undefined;
    readonly flowDisabled?: boolean | null | undefined;
    readonly backfill?: object | null | undefined;
  }[];
  readonly total: number;
  readonly at: string;
  readonly truncated?: string | null | undefined;
}
