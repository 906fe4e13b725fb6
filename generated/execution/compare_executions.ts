// Generated from specs/execution/compare_executions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionsOfFlow, flowOutputs, runOutputs, runsWithOutputs } from "../operations/executions.ts";
import { flowRevisions } from "../operations/flows.ts";

/** @param steps in `specs/execution/compare_executions.ts` */
export const compareExecutions = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "compare_executions",
  toolset: "execution",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id", "base_execution_id"] } as const,
  input: () => z.strictObject({ execution_id: z.string(), base_execution_id: z.string().optional() }),
  calls: {
    execution: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
      siblings: {
        "1.0": ["/api/v1/{tenant}/executions/namespaces", "/api/v1/{tenant}/executions/search"],
        "2.0": [
          "/api/v1/{tenant}/executions/distinct-field-values",
          "/api/v1/{tenant}/executions/namespaces",
          "/api/v1/{tenant}/executions/search",
        ],
      },
      read: json(() =>
        z.object({
          id: z.string(),
          namespace: z.string(),
          flowId: z.string(),
          flowRevision: z.number().check(integer).nullish(),
          inputs: anyObject().nullish(),
          labels: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
          state: z.object({
            current: z.string(),
            startDate: z.string().nullish(),
            endDate: z.string().nullish(),
            duration: z.string().nullish(),
          }),
          taskRunList: z.array(anyObject()).nullish(),
          outputs: anyObject().nullish(),
        }),
      ),
      advice: { 404: "No such execution. Look with `list_executions`." },
      limit: { rows: "labels" },
    }),
    successes: executionsOfFlow,
    revisions: flowRevisions,
    outputs: flowOutputs,
    runs: runsWithOutputs,
    run: runOutputs,
  },
  limit: { rows: "inputs", rest: "`manage_executions` with action get shows a whole execution." },
};

interface BehaviourOutput {
  readonly execution: {
    readonly id: string;
    readonly namespace: string;
    readonly flowId: string;
    readonly flowRevision?: number | null | undefined;
    readonly state: string;
    readonly startDate?: string | null | undefined;
    readonly durationSeconds?: number | null | undefined;
  };
  readonly base: {
    readonly id: string;
    readonly namespace: string;
    readonly flowId: string;
    readonly flowRevision?: number | null | undefined;
    readonly state: string;
    readonly startDate?: string | null | undefined;
    readonly durationSeconds?: number | null | undefined;
  };
  readonly message: string;
  readonly partsAt?: object | null | undefined;
  readonly inputs: readonly object[];
  readonly labels: readonly object[];
  readonly revision: object;
  readonly tasks: readonly object[];
  readonly outputs: readonly object[];
  readonly notes?: readonly string[] | null | undefined;
}
