// Generated from specs/ee/invite_user.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { allRoles, groupsNamed } from "../operations/people.ts";

/** @param steps in `specs/ee/invite_user.ts` */
export const inviteUser = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "invite_user",
  toolset: "ee",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "tenant" as const,
  input: () =>
    z.strictObject({
      email: z.string(),
      group_names: z.array(z.string()).optional(),
      role: z.enum(["admin", "developer", "editor", "launcher", "viewer"]).optional(),
    }),
  calls: {
    invitations: operation({
      method: "GET",
      effect: "read",
      edition: "ee",
      where: "tenant",
      input: () => z.strictObject({ email: z.string().optional() }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/invitations/search`,
        query: {
          ...forRelease(line, {
            "1.0": { email: input.email },
            "2.0": { "filters[email][EQUALS]": input.email },
          }),
          size: 100,
          page: 1,
        },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              id: z.string().nullish(),
              email: z.string().nullish(),
              status: z.string().nullish(),
              tenantId: z.string().nullish(),
              groups: z.array(z.object({ id: z.string().nullish(), name: z.string().nullish() })).nullish(),
              roles: z.array(z.object({ id: z.string().nullish(), name: z.string().nullish() })).nullish(),
              superAdmin: z.boolean().nullish(),
              sentAt: z.string().nullish(),
              expiredAt: z.string().nullish(),
              acceptedAt: z.string().nullish(),
              link: z.string().nullish(),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
      pages: { rows: "results", most: 5 },
    }),
    groups: groupsNamed,
    roles: allRoles,
    invite: operation({
      method: "POST",
      effect: "write",
      edition: "ee",
      where: "tenant",
      input: () =>
        z.strictObject({
          email: z.string(),
          group_names: z.array(z.string()).optional(),
          roles: z.array(anyObject()).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/invitations`,
        body: { kind: "json", value: { email: input.email, groups: input.group_names, roles: input.roles } },
      }),
      read: nothing(() => ({ invited: true })),
      on: { 204: nothing(() => ({ invited: false })) },
      advice: {
        403: "Only a superadmin may invite a superadmin.",
        409: "Most likely the user has access to the tenant already.",
      },
    }),
  },
  limit: { rows: "groups" },
};

interface BehaviourOutput {
  readonly id?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly status?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
  readonly groups?: readonly object[] | null | undefined;
  readonly roles?: readonly object[] | null | undefined;
  readonly superAdmin?: boolean | null | undefined;
  readonly sentAt?: string | null | undefined;
  readonly expiredAt?: string | null | undefined;
  readonly acceptedAt?: string | null | undefined;
  readonly link?: string | null | undefined;
  readonly message?: string | null | undefined;
}
