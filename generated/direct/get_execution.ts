// Generated from specs/direct/get_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionInFull, flowOutputs, runOutputs, runsWithOutputs } from "../operations/executions.ts";

/** @param steps in `specs/direct/get_execution.ts` */
export const getExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_execution",
  toolset: "direct",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      offset: z.number().check(integer).gte(0).default(0),
      full: z.boolean().default(false),
    }),
  calls: { execution: executionInFull, outputs: flowOutputs, runs: runsWithOutputs, run: runOutputs },
  limit: { rows: "labels", offset: "offset" },
};

interface BehaviourOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly state: object;
  readonly inputs?: object | null | undefined;
  readonly outputs?: object | null | undefined;
  readonly variables?: object | null | undefined;
  readonly labels?: readonly object[] | null | undefined;
  readonly scheduleDate?: string | null | undefined;
  readonly metadata?: object | null | undefined;
  readonly trigger?: object | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly originalId?: string | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly taskRunList?: readonly object[] | null | undefined;
}
