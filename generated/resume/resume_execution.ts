// Generated from specs/resume/resume_execution.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { form, path } from "../../runtime/compiled/request.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { since } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/resume/resume_execution.ts` */
export const resumeExecution = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "resume_execution",
  toolset: "resume",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({
      execution_ids: z.array(z.string()).optional(),
      namespace: z.string().optional(),
      flow_id: z.string().optional(),
      on_resume: anyObject().optional(),
    }),
  calls: {
    newest: operation({
      method: "GET",
      effect: "read",
      input: () =>
        z.strictObject({ namespace: z.string(), flow_id: z.string(), state: z.string().optional() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/search`,
        query: {
          "filters[namespace][EQUALS]": input.namespace,
          "filters[flowId][EQUALS]": input.flow_id,
          "filters[state][EQUALS]": input.state,
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
        () => z.object({ state: z.object({ current: z.string() }) }),
        (answer) => ({ state: answer.state.current }),
      ),
      on: { 404: nothing(() => ({ state: "missing" })) },
    }),
    validate: operation({
      method: "POST",
      effect: "read",
      input: () => z.strictObject({ execution_id: z.string(), on_resume: anyObject().optional() }),
      request: (input, { line }) => ({
        path: since(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume/validate`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume/validate`,
        }),
        body: form(input.on_resume),
      }),
      siblings: {
        "1.0": ["/api/v1/{tenant}/executions/trigger/{namespace}/{id}"],
        "2.0": ["/api/v1/{tenant}/executions/webhook/{namespace}/{id}/{key}"],
      },
      read: json(
        () =>
          z.object({
            inputs: z
              .array(
                z.object({
                  input: z.object({ id: z.string().nullish(), type: z.string().nullish() }).nullish(),
                  isDefault: z.boolean().nullish(),
                  errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
                }),
              )
              .nullish(),
          }),
        (answer) => ({
          inputs: answer.inputs?.map((it) => ({
            id: it.input?.id,
            type: it.input?.type,
            isDefault: it.isDefault,
            errors: it.errors,
          })),
        }),
      ),
      on: { 204: nothing(() => ({})) },
      advice: { 409: "Only a paused execution can be resumed." },
      limit: { rows: "inputs" },
    }),
    resume: operation({
      method: "POST",
      effect: "write",
      input: () => z.strictObject({ execution_id: z.string(), on_resume: anyObject().optional() }),
      request: (input, { line }) => ({
        path: since(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume`,
        }),
        body: form(input.on_resume),
      }),
      read: nothing(() => ({ status: "resumed" })),
      advice: { 409: "Only a paused execution can be resumed." },
    }),
    leave: operation({
      method: "POST",
      effect: "write",
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input, { line }) => ({
        path: since(line, {
          "1.0": path`/api/v1/{tenant}/executions/${input.execution_id}/resume-from-breakpoint`,
          "2.0": path`/api/v1/{tenant}/executions/${input.execution_id}/actions/resume-from-breakpoint`,
        }),
      }),
      read: nothing(() => ({ status: "resumed" })),
      advice: { 409: "Only a paused execution can be resumed." },
    }),
  },
  limit: { rows: "executions" },
};

interface BehaviourOutput {
  readonly count: number;
  readonly executions: readonly { readonly id: string; readonly status: string }[];
  readonly message?: string | null | undefined;
}
