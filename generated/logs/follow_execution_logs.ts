// Generated from specs/logs/follow_execution_logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { since } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/logs/follow_execution_logs.ts` */
export const followExecutionLogs = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "follow_execution_logs",
  toolset: "logs",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
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
      advice: { 404: "No such execution. Look with `list_executions`." },
    }),
    follow: operation({
      method: "GET",
      effect: "read",
      input: () => z.strictObject({ execution_id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/executions/${input.execution_id}/follow` }),
      read: json(
        () =>
          z.object({
            events: z.array(
              z.object({
                data: z.object({ state: z.object({ current: z.string().nullish() }).nullish() }).nullish(),
              }),
            ),
            ended: z.boolean(),
          }),
        (answer) => ({
          events: answer.events.map((it) => ({ state: it.data?.state?.current })),
          ended: answer.ended,
        }),
      ),
      limit: { rows: "events" },
      streams: true,
    }),
    logs: operation({
      method: "GET",
      effect: "read",
      input: () =>
        z.strictObject({
          execution_id: z.string(),
          min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/logs/${input.execution_id}/download`,
        query: since(line, {
          "1.0": { minLevel: input.min_level },
          "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
        }),
      }),
      read: text((answer) => ({ result: answer })),
      limit: { text: "result" },
      excerpt: "text",
    }),
    last: operation({
      method: "GET",
      effect: "read",
      input: () => z.strictObject({ execution_id: z.string(), min_level: z.literal("INFO") }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/logs/search`,
        query: {
          "filters[executionId][EQUALS]": input.execution_id,
          ...since(line, {
            "1.0": { "filters[level][EQUALS]": input.min_level },
            "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
          }),
          size: 1,
          sort: "timestamp:desc",
        },
      }),
      read: json(() => z.object({ results: z.array(z.object({ message: z.string().nullish() })) })),
      limit: { rows: "results" },
    }),
  },
  limit: { text: "result", offset: "offset" },
};

interface BehaviourOutput {
  readonly result: string;
  readonly state: string;
  readonly message?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
