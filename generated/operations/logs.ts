// Generated from specs/operations/logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { instant, list, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";

export const errorLines = operation({
  method: "GET",
  effect: "read",
  where: { executions: ["execution_ids"] },
  input: () =>
    z.strictObject({ execution_ids: z.array(z.string()), size: z.number().check(integer).gte(1).optional() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/logs/search`,
    query: {
      "filters[executionId][IN]": list(input.execution_ids, "execution_ids"),
      size: input.size,
      ...forRelease(line, {
        "1.0": { "filters[level][EQUALS]": "ERROR" },
        "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": "ERROR" },
      }),
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "1970-01-01T00:00:00Z",
      sort: "timestamp:desc",
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          executionId: z.string().nullish(),
          taskId: z.string().nullish(),
          taskRunId: z.string().nullish(),
          attemptNumber: z.number().check(integer).nullish(),
          timestamp: z.string().nullish(),
          message: z.string().nullish(),
        }),
      ),
    }),
  ),
  limit: { rows: "results" },
});

export const lastLine = operation({
  method: "GET",
  effect: "read",
  where: { executions: ["execution_id"] },
  input: () => z.strictObject({ execution_id: z.string(), min_level: z.literal("INFO") }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/logs/search`,
    query: {
      "filters[executionId][EQUALS]": input.execution_id,
      ...forRelease(line, {
        "1.0": { "filters[level][EQUALS]": input.min_level },
        "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
      }),
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "1970-01-01T00:00:00Z",
      size: 1,
      sort: "timestamp:desc",
    },
  }),
  read: json(
    () => z.object({ results: z.array(z.object({ message: z.string().nullish() })) }),
    (answer) => ({ message: answer.results[0]?.message }),
  ),
});

export const linesFromWarn = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace", "within"], executions: ["execution_id"] },
  input: () =>
    z.strictObject({
      execution_id: z.string().optional(),
      namespace: z.string().optional(),
      within: z.string().optional(),
      flow_id: z.string().optional(),
      start_date: z.string().optional(),
      end_date: z.string().optional(),
      size: z.number().check(integer).gte(1).optional(),
    }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/logs/search`,
    query: {
      "filters[executionId][EQUALS]": input.execution_id,
      "filters[namespace][EQUALS]": input.namespace,
      "filters[namespace][PREFIX]": input.within,
      "filters[flowId][EQUALS]": input.flow_id,
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
      "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
      size: input.size,
      ...forRelease(line, {
        "1.0": { "filters[level][EQUALS]": "WARN" },
        "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": "WARN" },
      }),
      sort: "timestamp:desc",
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          executionId: z.string().nullish(),
          taskId: z.string().nullish(),
          taskRunId: z.string().nullish(),
          triggerId: z.string().nullish(),
          attemptNumber: z.number().check(integer).nullish(),
          timestamp: z.string().nullish(),
          level: z.string().nullish(),
          message: z.string().nullish(),
        }),
      ),
      total: z.number().check(integer).nullish(),
    }),
  ),
  limit: { rows: "results" },
});

export const linesOfExecution = operation({
  method: "GET",
  effect: "read",
  where: { executions: ["execution_id"] },
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]).optional(),
      task_run_id: z.string().optional(),
      task_id: z.string().optional(),
      attempt: z.number().check(integer).optional(),
    }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/logs/${input.execution_id}`,
    query: forRelease(line, {
      "1.0": {
        minLevel: input.min_level,
        taskRunId: input.task_run_id,
        taskId: input.task_id,
        attempt: input.attempt,
      },
      "2.0": {
        "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level,
        "filters[taskRunId][EQUALS]": input.task_run_id,
        "filters[taskId][EQUALS]": input.task_id,
        "filters[attemptNumber][EQUALS]": input.attempt,
      },
    }),
  }),
  siblings: ["/api/v1/{tenant}/logs/search"],
  read: json(
    () =>
      z.array(
        z.object({
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          executionId: z.string().nullish(),
          taskId: z.string().nullish(),
          taskRunId: z.string().nullish(),
          attemptNumber: z.number().check(integer).nullish(),
          triggerId: z.string().nullish(),
          timestamp: z.string().nullish(),
          level: z.string().nullish(),
          message: z.string().nullish(),
        }),
      ),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});

export const newestLines = operation({
  method: "GET",
  effect: "read",
  where: { executions: ["execution_id"] },
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      min_level: z.enum(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"]),
      tail: z.number().check(integer).gte(1),
    }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/logs/search`,
    query: {
      "filters[executionId][EQUALS]": input.execution_id,
      ...forRelease(line, {
        "1.0": { "filters[level][EQUALS]": input.min_level },
        "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
      }),
      size: input.tail,
      "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": "1970-01-01T00:00:00Z",
      sort: "timestamp:desc",
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          executionId: z.string().nullish(),
          taskId: z.string().nullish(),
          taskRunId: z.string().nullish(),
          attemptNumber: z.number().check(integer).nullish(),
          triggerId: z.string().nullish(),
          timestamp: z.string().nullish(),
          level: z.string().nullish(),
          message: z.string().nullish(),
        }),
      ),
      total: z.number().check(integer).nullish(),
    }),
  ),
  limit: { rows: "results" },
});
