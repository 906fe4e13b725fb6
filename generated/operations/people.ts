// Generated from specs/operations/people.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { forRelease, makeForRelease } from "../../runtime/per-line.ts";

export const allRoles = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/{tenant}/roles/search`, query: { size: 100, page: 1 } }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({ id: z.string().nullish(), name: z.string().nullish(), isManaged: z.boolean().nullish() }),
      ),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
});

export const auditEntries = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: { namespaces: ["within"], executions: ["execution_id"] },
  input: () =>
    z.strictObject({
      execution_id: z.string().optional(),
      within: z.string().optional(),
      flow_id: z.string().optional(),
      start_date: z.string().optional(),
      end_date: z.string().optional(),
    }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/auditlogs/search`,
    query: {
      ...makeForRelease<Record<string, QueryValue>>(line, {
        "1.0": () => ({
          executionId: input.execution_id,
          namespace: input.within,
          flowId: input.flow_id,
          startDate: instant(input.start_date, "start_date"),
          endDate: instant(input.end_date, "end_date"),
        }),
        "2.0": () => ({
          "filters[executionId][EQUALS]": input.execution_id,
          "filters[namespace][PREFIX]": input.within,
          "filters[flowId][EQUALS]": input.flow_id,
          "filters[startDate][GREATER_THAN_OR_EQUAL_TO]": instant(input.start_date, "start_date"),
          "filters[endDate][LESS_THAN_OR_EQUAL_TO]": instant(input.end_date, "end_date"),
        }),
      }),
      size: 50,
      sort: "date:desc",
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(z.object({ auditLog: anyObject().nullish(), user: anyObject().nullish() })),
      total: z.number().check(integer),
    }),
  ),
  limit: { rows: "results" },
});

export const bindRole = operation({
  method: "POST",
  effect: "write",
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({ group: z.string(), role: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/bindings`,
    body: { kind: "json", value: { externalId: input.group, roleId: input.role, type: "GROUP" } },
  }),
  read: nothing(() => ({ bound: true })),
  on: { 409: nothing(() => ({ bound: true })) },
});

export const groupBindings = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({ group: z.string().optional() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/bindings/search`,
    query: {
      ...forRelease(line, {
        "1.0": { id: input.group, type: "GROUP" },
        "2.0": { "filters[external_id][EQUALS]": input.group, "filters[type][EQUALS]": "GROUP" },
      }),
      size: 100,
      page: 1,
    },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({
            namespace: z.string().nullish(),
            group: z.object({ id: z.string().nullish() }).nullish(),
            role: z.object({ id: z.string().nullish() }).nullish(),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({
        namespace: it.namespace,
        group: { id: it.group?.id },
        role: { id: it.role?.id },
      })),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
});

export const groupsNamed = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({ name: z.string().optional() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/groups/search`,
    query: {
      ...forRelease(line, { "1.0": { q: input.name }, "2.0": { "filters[name][EQUALS]": input.name } }),
      size: 100,
      page: 1,
    },
  }),
  read: json(() =>
    z.object({ results: z.array(z.object({ id: z.string().nullish(), name: z.string().nullish() })) }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
});

export const updateGroup = operation({
  method: "PUT",
  effect: "write",
  edition: "ee",
  where: "tenant",
  input: () =>
    z.strictObject({ id_: z.string(), name: z.string().min(1), description: z.string().optional() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/groups/${input.id_}`,
    body: { kind: "json", value: { name: input.name, description: input.description } },
  }),
  read: json(() =>
    z.object({ id: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish() }),
  ),
  advice: { 404: "There is no such group.", 409: "Another group has this name." },
});
