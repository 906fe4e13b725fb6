// Generated from specs/execution/get_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyJson, integer, ownObject } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const getExecution: Tool = {
  name: "get_execution",
  toolset: "execution",
  behaviour: operation({
    method: "GET",
    effect: "read",
    lines: ["1.0"],
    where: "tenant",
    input: () => z.strictObject({}),
    request: () => ({ path: path`/api/v1/{tenant}/executions/latest` }),
    read: json(
      () =>
        ownObject(
          {
            id: z.string(),
            state: z
              .object({ current: z.string(), "at-end": z.object({ date: z.string() }).nullish() })
              .nullish(),
            flow: z
              .object({
                id: z.string(),
                meta: z.object({ owner: z.string().optional() }).catchall(anyJson()).optional(),
              })
              .catchall(anyJson()),
            taskRunList: z
              .array(
                z.object({
                  id: z.string(),
                  attempts: z.array(
                    z
                      .object({
                        number: z.number().check(integer),
                        logs: z.array(z.object({ message: z.string() })).optional(),
                      })
                      .nullable(),
                  ),
                  tags: z.array(z.string()).optional(),
                }),
              )
              .nullish(),
            labels: z.array(z.object({ key: z.string().optional() }).catchall(anyJson())).optional(),
            constructor: z.string().optional(),
          },
          anyJson(),
        ),
      (answer) => ({
        id: answer.id,
        state: answer.state?.current,
        ended: answer.state?.["at-end"]?.date,
        flow: answer.flow,
        made_by: answer.constructor,
        flow_facts: { id: answer.flow.id, owner: answer.flow.meta?.owner },
        task_runs: answer.taskRunList?.map((it) => ({
          id: it.id,
          attempts: it.attempts.map(
            (inner) => inner && { number: inner.number, logs: inner.logs?.map((inner2) => inner2.message) },
          ),
          tags: it.tags,
        })),
        labels: answer.labels,
        label: answer.labels?.[0]?.key,
        first_run: { id: answer.taskRunList?.[0]?.id, log: answer.taskRunList?.[0]?.attempts[0]?.number },
        kind: "execution",
      }),
    ),
  }),
};
