// Generated from specs/replay/replay_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionKind,
  executionOrMissing,
  latestExecution,
  newestExecutions,
} from "../operations/executions.ts";
import { flowTraces } from "../operations/flows.ts";

/** @param steps in `specs/replay/replay_execution.ts` */
export const replayExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "replay_execution",
  toolset: "replay",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({
      ids: z.array(z.string()).optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      latest_revision: z.boolean().default(false),
    }),
  calls: {
    flow: flowTraces,
    newest: newestExecutions,
    latest: latestExecution,
    kind: executionKind,
    execution: executionOrMissing,
    replay: operation({
      method: "POST",
      effect: "write",
      input: () =>
        z.strictObject({ execution_id: z.string(), revision: z.number().check(integer).optional() }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/replay`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/replay`,
        }),
        query: { revision: input.revision || undefined },
      }),
      read: json(
        () => z.object({ id: z.string(), state: z.object({ current: z.string() }) }),
        (answer) => ({ id: answer.id, state: answer.state.current }),
      ),
    }),
  },
  limit: { rows: "executions" },
};

interface BehaviourOutput {
  readonly count?: number | null | undefined;
  readonly message?: string | null | undefined;
  readonly result?: object | null | undefined;
  readonly executions: readonly { readonly id: string; readonly replayOf: string; readonly state: string }[];
}
