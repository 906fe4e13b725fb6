// Generated from specs/replay/replay_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { form, instant, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  checkedInputs,
  executionKind,
  latestExecution,
  newestExecutions,
  replayedExecution,
} from "../operations/executions.ts";
import { flowDefinition, flowTraces } from "../operations/flows.ts";

/** @param steps in `specs/replay/replay_execution.ts` */
export const replayExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "replay_execution",
  toolset: "replay",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"], executions: ["ids"] } as const,
  input: () =>
    z.strictObject({
      ids: z.array(z.string()).optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      latest_revision: z.boolean().default(false),
      revision: z.number().check(integer).gte(0).default(0),
      from_task: z.string().default(""),
      inputs: anyObject().optional(),
      breakpoints: z.array(z.string()).optional(),
      plan: z.boolean().default(false),
      state: z.string().default(""),
      start_date: z.string().default(""),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    flow: flowTraces,
    newest: newestExecutions,
    latest: latestExecution,
    kind: executionKind,
    execution: replayedExecution,
    definition: flowDefinition,
    matches: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string().optional(),
          flow_id: z.string().optional(),
          state: z.string().optional(),
          start_date: z.string().optional(),
          page: z.number().check(integer).gte(1).optional(),
          size: z.number().check(integer).gte(1).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[namespace][PREFIX]": input.namespace,
          "filters[flowId][EQUALS]": input.flow_id,
          "filters[state][EQUALS]": input.state,
          "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
          page: input.page,
          size: input.size,
          sort: ["state.startDate:asc", "id:asc"],
        },
      }),
      read: json(
        () =>
          z.object({
            results: z.array(
              z.object({
                id: z.string(),
                namespace: z.string(),
                flowId: z.string(),
                state: z.object({ current: z.string(), startDate: z.string().nullish() }),
              }),
            ),
            total: z.number().check(integer),
          }),
        (answer) => ({
          results: answer.results.map((it) => ({
            id: it.id,
            namespace: it.namespace,
            flowId: it.flowId,
            state: it.state.current,
            startDate: it.state.startDate,
          })),
          total: answer.total,
        }),
      ),
      limit: { rows: "results", rest: "Ask for fewer rows at once, or for the next page." },
    }),
    validate: checkedInputs,
    replay: operation({
      method: "POST",
      effect: "write",
      where: { executions: ["execution_id"] },
      input: () =>
        z.strictObject({
          execution_id: z.string(),
          revision: z.number().check(integer).optional(),
          task_run_id: z.string().optional(),
          breakpoints: z.string().optional(),
        }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/replay`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/replay`,
        }),
        query: {
          revision: input.revision || undefined,
          taskRunId: input.task_run_id,
          breakpoints: input.breakpoints,
        },
      }),
      read: json(
        () => z.object({ id: z.string(), state: z.object({ current: z.string() }) }),
        (answer) => ({ id: answer.id, state: answer.state.current }),
      ),
    }),
    replay_with: operation({
      method: "POST",
      effect: "write",
      where: { executions: ["execution_id"] },
      input: () =>
        z.strictObject({
          execution_id: z.string(),
          revision: z.number().check(integer).optional(),
          task_run_id: z.string().optional(),
          breakpoints: z.string().optional(),
          inputs: anyObject().optional(),
        }),
      request: (input, { line }) => ({
        path: forRelease(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/replay-with-inputs`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/replay-with-inputs`,
        }),
        query: {
          revision: input.revision || undefined,
          taskRunId: input.task_run_id,
          breakpoints: input.breakpoints,
        },
        body: form(input.inputs),
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
  readonly plan?:
    | readonly {
        readonly replayOf: string;
        readonly namespace: string;
        readonly flowId: string;
        readonly state: string;
        readonly flowRevision?: number | null | undefined;
        readonly revision?: number | null | undefined;
        readonly from?: object | null | undefined;
        readonly inputs?: object | null | undefined;
        readonly runsAgain?: readonly string[] | null | undefined;
        readonly kept?: readonly string[] | null | undefined;
        readonly breakpoints?: readonly string[] | null | undefined;
        readonly notes?: readonly string[] | null | undefined;
      }[]
    | null
    | undefined;
  readonly matches?:
    | readonly {
        readonly id: string;
        readonly namespace: string;
        readonly flowId: string;
        readonly state: string;
        readonly startDate?: string | null | undefined;
      }[]
    | null
    | undefined;
  readonly total?: number | null | undefined;
  readonly truncated?: string | null | undefined;
}
