// Generated from specs/ee/manage_group.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { allRoles, bindRole, groupBindings, groupsNamed, updateGroup } from "../operations/people.ts";

/** @param steps in `specs/ee/manage_group.ts` */
export const manageGroup = (steps: {
  readonly create: Steps<typeof create, Output>;
  readonly update: Steps<typeof update, Output>;
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
        where: "tenant",
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
        where: "tenant",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/groups/${input.id_}` }),
        read: nothing(() => ({})),
        advice: { 404: "There is no such group; action create gives the id of the one of a name." },
        ours: true,
      }),
    },
  },
});

const create = {
  where: "tenant" as const,
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
      where: "tenant",
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
    update: updateGroup,
    groups: groupsNamed,
    roles: allRoles,
    bindings: groupBindings,
    bind: bindRole,
  },
};

interface Output {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}

const update = {
  where: "tenant" as const,
  input: () =>
    z.strictObject({
      id_: z.string(),
      name: z.string().min(1),
      description: z.string(),
      role: z.enum(["admin", "developer", "editor", "launcher", "viewer"]).optional(),
    }),
  calls: { update: updateGroup, roles: allRoles, bindings: groupBindings, bind: bindRole },
};
