// Generated from specs/execution/execute_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  checkedInputs,
  createdExecution,
  executionOfStart,
  flowOutputs,
  followedExecution,
  runOutputs,
  runsWithOutputs,
} from "../operations/executions.ts";
import { flowTraces } from "../operations/flows.ts";
import { lastLine } from "../operations/logs.ts";

/** @param steps in `specs/execution/execute_flow.ts` */
export const executeFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "execute_flow",
  toolset: "execution",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      revision: z.number().check(integer).default(0),
      wait: z.boolean().default(false),
      inputs: anyObject().optional(),
      labels: anyObject().optional(),
      schedule_date: z.string().default(""),
    }),
  calls: {
    flow: flowTraces,
    validate: checkedInputs,
    create: createdExecution,
    follow: followedExecution,
    last: lastLine,
    execution: executionOfStart,
    outputs: flowOutputs,
    runs: runsWithOutputs,
    run: runOutputs,
  },
  limit: { rows: "labels", rest: "For the other task runs call `manage_executions` with an offset." },
};

interface BehaviourOutput {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number | null | undefined;
  readonly url?: string | null | undefined;
  readonly state: object;
  readonly inputs?: object | null | undefined;
  readonly outputs?: object | null | undefined;
  readonly labels?: readonly object[] | null | undefined;
  readonly scheduleDate?: string | null | undefined;
  readonly metadata?: object | null | undefined;
  readonly trigger?: object | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly originalId?: string | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly taskRunList?: readonly object[] | null | undefined;
  readonly message?: string | null | undefined;
}
