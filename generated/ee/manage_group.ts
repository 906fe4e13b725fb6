// Generated from specs/ee/manage_group.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { lazy } from "../../runtime/lazy.ts";
import { since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const createInput = lazy(() =>
  z.strictObject({
    name: z.string().min(1),
    description: z.string().optional(),
    role: z.enum(["admin", "developer", "editor", "launcher", "viewer"]).optional(),
  }),
);
export type CreateInput = z.output<ReturnType<typeof createInput>>;

const createCreateInput = lazy(() =>
  z.strictObject({ name: z.string().min(1), description: z.string().optional() }),
);
type CreateCreateInput = z.output<ReturnType<typeof createCreateInput>>;

const createCreate = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createCreateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/groups`,
    body: { kind: "json", value: { name: input.name, description: input.description } },
  }),
  read: json(
    () =>
      z.object({ id: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish() }),
    (answer) => ({ id: answer.id, name: answer.name, description: answer.description }),
  ),
  advice: { 409: "A group of this name exists, maybe in other letters; action update changes it by its id." },
} satisfies Operation<CreateCreateInput, object>;

const createUpdateInput = lazy(() =>
  z.strictObject({ id_: z.string(), name: z.string().min(1), description: z.string().optional() }),
);
type CreateUpdateInput = z.output<ReturnType<typeof createUpdateInput>>;

const createUpdate = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createUpdateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/groups/${input.id_}`,
    body: { kind: "json", value: { name: input.name, description: input.description } },
  }),
  read: json(
    () =>
      z.object({ id: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish() }),
    (answer) => ({ id: answer.id, name: answer.name, description: answer.description }),
  ),
  advice: { 404: "There is no such group.", 409: "Another group has this name." },
} satisfies Operation<CreateUpdateInput, object>;

const createGroupsInput = lazy(() => z.strictObject({ name: z.string().optional() }));
type CreateGroupsInput = z.output<ReturnType<typeof createGroupsInput>>;

const createGroups = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createGroupsInput,
  request: (input, { line }) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/groups/search`,
    query: {
      ...since(line, { "1.0": { q: input.name }, "2.0": { "filters[name][EQUALS]": input.name } }),
      size: 100,
      page: 1,
    },
  }),
  read: json(
    () => z.object({ results: z.array(z.object({ id: z.string().nullish(), name: z.string().nullish() })) }),
    (answer) => ({ results: answer.results.map((it) => ({ id: it.id, name: it.name })) }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
} satisfies Operation<CreateGroupsInput, object>;

const createRolesInput = lazy(() => z.strictObject({}));
type CreateRolesInput = z.output<ReturnType<typeof createRolesInput>>;

const createRoles = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createRolesInput,
  request: () => ({
    method: "GET",
    path: path`/api/v1/{tenant}/roles/search`,
    query: { size: 100, page: 1 },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({
            id: z.string().nullish(),
            name: z.string().nullish(),
            isManaged: z.boolean().nullish(),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({ id: it.id, name: it.name, isManaged: it.isManaged })),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
} satisfies Operation<CreateRolesInput, object>;

const createBindingsInput = lazy(() => z.strictObject({ group: z.string().optional() }));
type CreateBindingsInput = z.output<ReturnType<typeof createBindingsInput>>;

const createBindings = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createBindingsInput,
  request: (input, { line }) => ({
    method: "GET",
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
} satisfies Operation<CreateBindingsInput, object>;

const createBindInput = lazy(() => z.strictObject({ group: z.string(), role: z.string() }));
type CreateBindInput = z.output<ReturnType<typeof createBindInput>>;

const createBind = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createBindInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/bindings`,
    body: { kind: "json", value: { externalId: input.group, roleId: input.role, type: "GROUP" } },
  }),
  read: nothing(() => ({ bound: true })),
  on: { 409: nothing(() => ({ bound: true })) },
} satisfies Operation<CreateBindInput, object>;

const createCalls = {
  create: createCreate,
  update: createUpdate,
  groups: createGroups,
  roles: createRoles,
  bindings: createBindings,
  bind: createBind,
};
export type CreateCalls = Calls<typeof createCalls>;

export interface CreateOutput {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

const getInput = lazy(() => z.strictObject({ id_: z.string() }));
type GetInput = z.output<ReturnType<typeof getInput>>;

const get = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: getInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/groups/${input.id_}` }),
  siblings: ["/api/v1/{tenant}/groups/search"],
  read: json(
    () =>
      z.object({ id: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish() }),
    (answer) => ({ id: answer.id, name: answer.name, description: answer.description }),
  ),
  advice: { 404: "There is no such group; action create gives the id of the one of a name." },
} satisfies Operation<GetInput, object>;

const updateInput = lazy(() =>
  z.strictObject({
    id_: z.string(),
    name: z.string().min(1),
    description: z.string(),
    role: z.enum(["admin", "developer", "editor", "launcher", "viewer"]).optional(),
  }),
);
export type UpdateInput = z.output<ReturnType<typeof updateInput>>;

const updateUpdateInput = lazy(() =>
  z.strictObject({ id_: z.string(), name: z.string().min(1), description: z.string().optional() }),
);
type UpdateUpdateInput = z.output<ReturnType<typeof updateUpdateInput>>;

const updateUpdate = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: updateUpdateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/groups/${input.id_}`,
    body: { kind: "json", value: { name: input.name, description: input.description } },
  }),
  read: json(
    () =>
      z.object({ id: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish() }),
    (answer) => ({ id: answer.id, name: answer.name, description: answer.description }),
  ),
  advice: { 404: "There is no such group.", 409: "Another group has this name." },
} satisfies Operation<UpdateUpdateInput, object>;

const updateRolesInput = lazy(() => z.strictObject({}));
type UpdateRolesInput = z.output<ReturnType<typeof updateRolesInput>>;

const updateRoles = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: updateRolesInput,
  request: () => ({
    method: "GET",
    path: path`/api/v1/{tenant}/roles/search`,
    query: { size: 100, page: 1 },
  }),
  read: json(
    () =>
      z.object({
        results: z.array(
          z.object({
            id: z.string().nullish(),
            name: z.string().nullish(),
            isManaged: z.boolean().nullish(),
          }),
        ),
      }),
    (answer) => ({
      results: answer.results.map((it) => ({ id: it.id, name: it.name, isManaged: it.isManaged })),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 10 },
} satisfies Operation<UpdateRolesInput, object>;

const updateBindingsInput = lazy(() => z.strictObject({ group: z.string().optional() }));
type UpdateBindingsInput = z.output<ReturnType<typeof updateBindingsInput>>;

const updateBindings = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: updateBindingsInput,
  request: (input, { line }) => ({
    method: "GET",
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
} satisfies Operation<UpdateBindingsInput, object>;

const updateBindInput = lazy(() => z.strictObject({ group: z.string(), role: z.string() }));
type UpdateBindInput = z.output<ReturnType<typeof updateBindInput>>;

const updateBind = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: updateBindInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/bindings`,
    body: { kind: "json", value: { externalId: input.group, roleId: input.role, type: "GROUP" } },
  }),
  read: nothing(() => ({ bound: true })),
  on: { 409: nothing(() => ({ bound: true })) },
} satisfies Operation<UpdateBindInput, object>;

const updateCalls = { update: updateUpdate, roles: updateRoles, bindings: updateBindings, bind: updateBind };
export type UpdateCalls = Calls<typeof updateCalls>;

export interface UpdateOutput {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

const deleteActionInput = lazy(() => z.strictObject({ id_: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: deleteActionInput,
  request: (input) => ({ method: "DELETE", path: path`/api/v1/{tenant}/groups/${input.id_}` }),
  read: nothing(() => ({})),
  advice: { 404: "There is no such group; action create gives the id of the one of a name." },
} satisfies Operation<DeleteActionInput, object>;

/** @param steps in `specs/ee/manage_group.ts` */
export const manageGroup = (steps: {
  readonly create: Composite<CreateInput, CreateOutput, CreateCalls>["steps"];
  readonly update: Composite<UpdateInput, UpdateOutput, UpdateCalls>["steps"];
}): ToolDefinition => ({
  name: "manage_group",
  title: "Manage group",
  toolset: "ee",
  description:
    "Create a group (or update the one of this name), and get, update or delete one. A role is given to the group for the whole tenant, beside those that it has.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["create", "get", "update", "delete"], description: "What to do." },
      name: { type: "string", minLength: 1, description: "Name of the group." },
      description: { type: "string", description: "What the group is for." },
      role: {
        type: "string",
        enum: ["admin", "developer", "editor", "launcher", "viewer"],
        description: "Role for the whole tenant.",
      },
      id_: { type: "string", description: "Id of the group." },
    },
    required: ["action"],
    additionalProperties: false,
  },
  longTexts: ["description"],
  outputSchema: {
    type: "object",
    properties: { id: { type: "string" }, name: { type: "string" }, description: { type: "string" } },
  },
  behaviour: {
    by: "action",
    actions: {
      create: {
        effect: "write",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        edition: "ee",
        input: createInput,
        calls: createCalls,
        steps: steps.create,
      },
      get,
      update: {
        effect: "write",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        edition: "ee",
        input: updateInput,
        calls: updateCalls,
        steps: steps.update,
      },
      delete: deleteAction,
    },
  },
});
