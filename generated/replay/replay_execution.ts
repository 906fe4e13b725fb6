// Generated from specs/replay/replay_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { since } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/replay/replay_execution.ts` */
export const replayExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "replay_execution",
  toolset: "replay",
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
    flow: operation({
      method: "GET",
      effect: "read",
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
        query: { allowDeleted: true },
      }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(() =>
        z.object({ deleted: z.boolean().nullish(), revision: z.number().check(integer).nullish() }),
      ),
      on: { 404: nothing(() => ({})) },
    }),
    newest: operation({
      method: "GET",
      effect: "read",
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[namespace][EQUALS]": input.namespace,
          "filters[flowId][EQUALS]": input.flow_id,
          size: 1,
          sort: "state.startDate:desc",
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
          }),
        (answer) => ({
          results: answer.results.map((it) => ({
            id: it.id,
            namespace: it.namespace,
            flowId: it.flowId,
            state: it.state.current,
            startDate: it.state.startDate,
          })),
        }),
      ),
      limit: { rows: "results" },
    }),
    latest: operation({
      method: "POST",
      effect: "read",
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/latest`,
        body: { kind: "json", value: [{ namespace: input.namespace, id: input.flow_id }] },
      }),
      read: json(
        () =>
          z.array(
            z.object({
              id: z.string().nullish(),
              namespace: z.string().nullish(),
              flowId: z.string().nullish(),
              status: z.string().nullish(),
              startDate: z.string().nullish(),
            }),
          ),
        (answer) => ({
          results: answer.map((it) => ({
            id: it.id,
            namespace: it.namespace,
            flowId: it.flowId,
            state: it.status,
            startDate: it.startDate,
          })),
        }),
      ),
      limit: { rows: "results" },
    }),
    kind: operation({
      method: "GET",
      effect: "read",
      lines: ["2.0"],
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}` }),
      siblings: [
        "/api/v1/{tenant}/executions/distinct-field-values",
        "/api/v1/{tenant}/executions/namespaces",
        "/api/v1/{tenant}/executions/search",
      ],
      read: json(() => z.object({ kind: z.string().nullish() })),
    }),
    execution: operation({
      method: "GET",
      effect: "read",
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
            state: z.object({ current: z.string() }),
            namespace: z.string().nullish(),
            flowId: z.string().nullish(),
          }),
        (answer) => ({ state: answer.state.current, namespace: answer.namespace, flowId: answer.flowId }),
      ),
      on: { 404: nothing(() => ({ state: "missing" })) },
    }),
    replay: operation({
      method: "POST",
      effect: "write",
      input: () =>
        z.strictObject({ execution_id: z.string(), revision: z.number().check(integer).optional() }),
      request: (input, { line }) => ({
        path: since(line, {
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
