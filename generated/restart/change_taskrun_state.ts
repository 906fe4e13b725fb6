// Generated from specs/restart/change_taskrun_state.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path, plain } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { forRelease } from "../../runtime/per-line.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { flowTraces } from "../operations/flows.ts";

export const changeTaskrunState: Tool = {
  name: "change_taskrun_state",
  toolset: "restart",
  behaviour: composite({
    where: { executions: ["execution_id"] },
    input: () =>
      z.strictObject({
        execution_id: z.string(),
        state: z.enum(["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED"]).default("SUCCESS"),
        task_run_id: z.string().default(""),
      }),
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
            z.object({ state: z.object({ current: z.string() }), namespace: z.string(), flowId: z.string() }),
          (answer) => ({ now: answer.state.current, namespace: answer.namespace, flow_id: answer.flowId }),
        ),
        advice: { 404: "No such execution. Look with `list_executions`." },
      }),
      flow: flowTraces,
      runs: operation({
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
              taskRunList: z
                .array(z.object({ id: z.string(), state: z.object({ current: z.string() }) }))
                .nullish(),
            }),
          (answer) => ({
            runs: answer.taskRunList?.map((it) => ({ task_run_id: it.id, current: it.state.current })),
          }),
        ),
        advice: { 404: "No such execution. Look with `list_executions`." },
        limit: { rows: "runs" },
      }),
      change: operation({
        method: "POST",
        effect: "destructive",
        where: { executions: ["execution_id"] },
        input: () =>
          z.strictObject({
            execution_id: z.string(),
            task_run_id: z.string(),
            state: z.enum([
              "CREATED",
              "SUBMITTED",
              "RUNNING",
              "PAUSED",
              "RESTARTED",
              "KILLING",
              "SUCCESS",
              "WARNING",
              "FAILED",
              "KILLED",
              "CANCELLED",
              "QUEUED",
              "RETRYING",
              "RETRIED",
              "SKIPPED",
              "BREAKPOINT",
              "RESUBMITTED",
            ]),
          }),
        request: (input, { line }) => ({
          path: forRelease(line, {
            "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/state`,
            "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/state`,
          }),
          body: { kind: "json", value: { taskRunId: input.task_run_id, state: input.state } },
        }),
        read: json(() =>
          z.object({
            id: z.string(),
            namespace: z.string(),
            flowId: z.string(),
            flowRevision: z.number().check(integer).nullish(),
            state: anyObject(),
            labels: z.array(anyObject()).nullish(),
            taskRunList: z
              .array(
                z.object({
                  id: z.string().nullish(),
                  taskId: z.string().nullish(),
                  value: z.string().nullish(),
                  state: anyObject().nullish(),
                }),
              )
              .nullish(),
          }),
        ),
        advice: {
          404: "No such execution. Look with `list_executions`.",
          409: "The execution must have such a task run, and have ended or be paused.",
          422: "The execution must have such a task run, and have ended or be paused.",
        },
        limit: { rows: "taskRunList" },
      }),
    },
    steps: async ({ execution_id, state, task_run_id }, kestra) => {
      const execution = await kestra.execution({ execution_id });
      if (
        !["SUCCESS", "WARNING", "FAILED", "KILLED", "CANCELLED", "SKIPPED", "RETRIED", "PAUSED"].includes(
          execution.now,
        )
      )
        throw new InputError(
          say`Execution \`${execution_id}\` is in state \`${execution.now}\`: only in one that has ended or is paused can a task run be changed. \`follow_execution_logs\` waits for its end.`,
        );
      const flow = await kestra.flow({ namespace: execution.namespace, flow_id: execution.flow_id });
      if (flow.deleted === true)
        throw new InputError(
          say`Nothing was changed: Kestra would run on, but there is no flow ${execution.namespace}/${execution.flow_id} (404). It was deleted, as revision ${plain(flow.revision ?? null)}. \`create_flow_from_yaml\` makes it again, and then the execution can go on.`,
        );
      let taskRunId = task_run_id;
      if (taskRunId === "") {
        const runs = await kestra.runs({ execution_id });
        const found = runs.runs?.findLast((it) => it.current === "FAILED");
        if (found === undefined)
          throw new InputError(say`No failed task runs found in execution \`${execution_id}\``);
        taskRunId = found.task_run_id;
      }
      return kestra.change({ execution_id, task_run_id: taskRunId, state });
    },
    limit: { rows: "taskRunList", rest: "For the other task runs call `manage_executions` with an offset." },
  }),
};
