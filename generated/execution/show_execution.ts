// Generated from specs/execution/show_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, link } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionsFound, loopExecutions } from "../operations/executions.ts";
import { linesFromWarn } from "../operations/logs.ts";

/** @param steps in `specs/execution/show_execution.ts` */
export const showExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "show_execution",
  toolset: "execution",
  view: () => import("../views/show_execution-page.ts"),
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () => z.strictObject({ execution_id: z.string().min(1) }),
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
      read: json(
        () =>
          z.object({
            id: z.string(),
            namespace: z.string(),
            flowId: z.string(),
            flowRevision: z.number().check(integer).nullish(),
            state: anyObject(),
            taskRunList: z.array(anyObject()).nullish(),
          }),
        (answer, _input, ui) => ({
          id: answer.id,
          namespace: answer.namespace,
          flowId: answer.flowId,
          flowRevision: answer.flowRevision,
          state: answer.state,
          taskRunList: answer.taskRunList,
          page: link(ui, path`executions`),
        }),
      ),
      advice: { 404: "No such execution. Look with `list_executions`." },
    }),
    started: executionsFound,
    loops: loopExecutions,
    lines: linesFromWarn,
  },
  limit: { rows: "taskRuns", rest: "`search_task_runs` finds all task runs." },
};

interface BehaviourOutput {
  readonly summary: string;
  readonly executionId: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly revision?: number | null | undefined;
  readonly state: string;
  readonly isEnded: boolean;
  readonly startDate?: string | null | undefined;
  readonly endDate?: string | null | undefined;
  readonly seconds?: number | null | undefined;
  readonly taskRuns: readonly {
    readonly task: string;
    readonly depth?: number | null | undefined;
    readonly value?: string | null | undefined;
    readonly iteration?: number | null | undefined;
    readonly state: string;
    readonly at?: number | null | undefined;
    readonly waited?: number | null | undefined;
    readonly seconds?: number | null | undefined;
    readonly attempts?:
      | readonly {
          readonly state: string;
          readonly at?: number | null | undefined;
          readonly seconds?: number | null | undefined;
        }[]
      | null
      | undefined;
    readonly id?: string | null | undefined;
    readonly executionId?: string | null | undefined;
    readonly flow?: string | null | undefined;
  }[];
  readonly states: readonly { readonly state: string; readonly at: number }[];
  readonly failure?:
    | {
        readonly taskId?: string | null | undefined;
        readonly taskRunId?: string | null | undefined;
        readonly executionId?: string | null | undefined;
        readonly message: string;
        readonly lines: readonly {
          readonly time: string;
          readonly level: string;
          readonly message: string;
          readonly attempt?: number | null | undefined;
        }[];
      }
    | null
    | undefined;
  readonly url?: string | null | undefined;
  readonly unknown?: readonly string[] | null | undefined;
  readonly truncated?: string | null | undefined;
}
