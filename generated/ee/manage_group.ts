// Generated from specs/ee/manage_group.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { since } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

const updateCall = operation({
  method: "PUT",
  effect: "write",
  edition: "ee",
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

const rolesCall = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
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

const bindingsCall = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  input: () => z.strictObject({ group: z.string().optional() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/bindings/search`,
    query: {
      ...since(line, {
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

const bindCall = operation({
  method: "POST",
  effect: "write",
  edition: "ee",
  input: () => z.strictObject({ group: z.string(), role: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/bindings`,
    body: { kind: "json", value: { externalId: input.group, roleId: input.role, type: "GROUP" } },
  }),
  read: nothing(() => ({ bound: true })),
  on: { 409: nothing(() => ({ bound: true })) },
});

/** @param steps in `specs/ee/manage_group.ts` */
export const manageGroup = (steps: {
  readonly create: Steps<typeof create, CreateOutput>;
  readonly update: Steps<typeof update, UpdateOutput>;
}): Tool => ({
  name: "manage_group",
  toolset: "ee",
  longTexts: ["description"],
  behaviour: {
    by: "action",
    actions: {
      create: composite({ ...create, steps: steps.create }),
      get: operation({
        method: "GET",
        effect: "read",
        edition: "ee",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/groups/${input.id_}` }),
        siblings: ["/api/v1/{tenant}/groups/search"],
        read: json(() =>
          z.object({
            id: z.string().nullish(),
            name: z.string().nullish(),
            description: z.string().nullish(),
          }),
        ),
        advice: { 404: "There is no such group; action create gives the id of the one of a name." },
      }),
      update: composite({ ...update, steps: steps.update }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        edition: "ee",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/groups/${input.id_}` }),
        read: nothing(() => ({})),
        advice: { 404: "There is no such group; action create gives the id of the one of a name." },
      }),
    },
  },
});

const create = {
  input: () =>
    z.strictObject({
      name: z.string().min(1),
      description: z.string().optional(),
      role: z.enum(["admin", "developer", "editor", "launcher", "viewer"]).optional(),
    }),
  calls: {
    create: operation({
      method: "POST",
      effect: "write",
      edition: "ee",
      input: () => z.strictObject({ name: z.string().min(1), description: z.string().optional() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/groups`,
        body: { kind: "json", value: { name: input.name, description: input.description } },
      }),
      read: json(() =>
        z.object({ id: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish() }),
      ),
      advice: {
        409: "A group of this name exists, maybe in other letters; action update changes it by its id.",
      },
    }),
    update: updateCall,
    groups: operation({
      method: "GET",
      effect: "read",
      edition: "ee",
      input: () => z.strictObject({ name: z.string().optional() }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/groups/search`,
        query: {
          ...since(line, { "1.0": { q: input.name }, "2.0": { "filters[name][EQUALS]": input.name } }),
          size: 100,
          page: 1,
        },
      }),
      read: json(() =>
        z.object({ results: z.array(z.object({ id: z.string().nullish(), name: z.string().nullish() })) }),
      ),
      limit: { rows: "results" },
      pages: { rows: "results", most: 10 },
    }),
    roles: rolesCall,
    bindings: bindingsCall,
    bind: bindCall,
  },
};

interface CreateOutput {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

const update = {
  input: () =>
    z.strictObject({
      id_: z.string(),
      name: z.string().min(1),
      description: z.string(),
      role: z.enum(["admin", "developer", "editor", "launcher", "viewer"]).optional(),
    }),
  calls: { update: updateCall, roles: rolesCall, bindings: bindingsCall, bind: bindCall },
};

interface UpdateOutput {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}
