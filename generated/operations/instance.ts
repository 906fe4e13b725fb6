// Generated from specs/operations/instance.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";

export const configuration = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/configs` }),
  read: json(anyObject),
});

export const limitsInUse = operation({
  method: "GET",
  effect: "read",
  lines: ["1.3", "2.0"],
  where: "tenant",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/{tenant}/concurrency-limit/search` }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          running: z.number().check(integer).nullish(),
        }),
      ),
    }),
  ),
  limit: { rows: "results" },
});

export const quotaCounts = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/{tenant}/quota-limits` }),
  read: json(
    () =>
      z.array(
        z.object({
          id: z.string().nullish(),
          tenantId: z.string().nullish(),
          namespace: z.string().nullish(),
          flowId: z.string().nullish(),
          start: z.string().nullish(),
          count: z.number().check(integer).nullish(),
        }),
      ),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});

export const services = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: "instance",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/instance/services/search`, query: { size: 100 } }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          id: z.string().nullish(),
          type: z.string().nullish(),
          state: z.string().nullish(),
          updatedAt: z.string().nullish(),
        }),
      ),
      total: z.number().check(integer),
    }),
  ),
  limit: { rows: "results" },
});

export const workerGroups = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: "instance",
  input: () => z.strictObject({}),
  request: (_, { line }) => ({
    path: forRelease(line, {
      "1.0": path`/api/v1/instance/workergroups`,
      "2.0": path`/api/v1/instance/worker-groups`,
    }),
  }),
  read: json(
    () =>
      z.object({
        workerGroups: z
          .array(
            z.object({
              id: z.string().nullish(),
              key: z.string().nullish(),
              activeWorkers: z.number().check(integer).nullish(),
              name: z.string().nullish(),
              subscriptions: z.array(anyObject()).nullish(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({ results: answer.workerGroups }),
  ),
  limit: { rows: "results" },
});

export const workerQueues = operation({
  method: "GET",
  effect: "read",
  lines: ["2.0"],
  edition: "ee",
  where: "instance",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/instance/worker-queues` }),
  read: json(
    () =>
      z.object({
        workerQueues: z
          .array(
            z.object({
              id: z.string().nullish(),
              name: z.string().nullish(),
              tags: z.array(z.string()).nullish(),
              activeWorkers: z.number().check(integer).nullish(),
            }),
          )
          .nullish(),
      }),
    (answer) => ({ results: answer.workerQueues }),
  ),
  limit: { rows: "results" },
});
