// Generated from specs/instance/get_timeline.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionsFound, wholeExecution } from "../operations/executions.ts";
import { linesFromWarn } from "../operations/logs.ts";
import { auditEntries } from "../operations/people.ts";
import { triggersWithState } from "../operations/triggers.ts";

/** @param steps in `specs/instance/get_timeline.ts` */
export const getTimeline = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_timeline",
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
      start_date: z.string().optional(),
      end_date: z.string().optional(),
      size: z.int().gte(1).lte(500).default(100),
    }),
  calls: {
    execution: wholeExecution,
    executions: executionsFound,
    lines: linesFromWarn,
    triggers: triggersWithState,
    audit: auditEntries,
  },
  limit: { rows: "events" },
};

interface BehaviourOutput {
  readonly events: readonly {
    readonly time: string;
    readonly kind: string;
    readonly object: string;
    readonly event: string;
    readonly gap?: string | null | undefined;
  }[];
  readonly from: string;
  readonly to: string;
  readonly unknown?: readonly string[] | null | undefined;
  readonly truncated?: string | null | undefined;
}
