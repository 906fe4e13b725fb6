// Generated from specs/direct/kill_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionOrMissing, killedExecution } from "../operations/executions.ts";

/** @param steps in `specs/direct/kill_execution.ts` */
export const killExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "kill_execution",
  toolset: "direct",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () => z.strictObject({ execution_id: z.string(), cascade: z.boolean().default(true) }),
  calls: { get: executionOrMissing, kill: killedExecution },
};

interface BehaviourOutput {
  readonly executionId: string;
  readonly status: string;
  readonly finishedAs?: string | null | undefined;
}
