// Generated from specs/flows/run_flow_tool.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  checkedInputs,
  createdExecution,
  executionOfStart,
  flowOutputs,
  followedExecution,
  waitingExecution,
} from "../operations/executions.ts";
import { flowDefinition, flowTraces } from "../operations/flows.ts";
import { errorLines, lastLine } from "../operations/logs.ts";

/** @param steps in `specs/flows/run_flow_tool.ts` */
export const runFlowTool = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "run_flow_tool",
  toolset: "flows",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      inputs: anyObject().optional(),
      files: z.array(z.string()).optional(),
    }),
  calls: {
    flow: flowTraces,
    validate: checkedInputs,
    create: createdExecution,
    follow: followedExecution,
    last: lastLine,
    execution: executionOfStart,
    outputs: flowOutputs,
    lines: errorLines,
    waiting: waitingExecution,
    definition: flowDefinition,
  },
  limit: { rows: "waitsFor", rest: "`list_artifacts` of the execution lists all outputs." },
};

interface BehaviourOutput {
  readonly execution_id: string;
  readonly state: string;
  readonly outputs?: object | null | undefined;
  readonly url?: string | null | undefined;
  readonly message?: string | null | undefined;
  readonly waitsFor?: readonly object[] | null | undefined;
}
