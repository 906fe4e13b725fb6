// Generated from specs/ee/manage_invitations.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const manageInvitations: Tool = {
  name: "manage_invitations",
  toolset: "ee",
  behaviour: {
    by: "action",
    actions: {
      get: operation({
        method: "GET",
        effect: "read",
        edition: "ee",
        where: "tenant",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/invitations/${input.id_}` }),
        siblings: ["/api/v1/{tenant}/invitations/search"],
        read: json(() =>
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
        advice: { 404: "There is no such invitation; `invite_user` gives the id of the one it made." },
        limit: { rows: "groups" },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        edition: "ee",
        where: "tenant",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/invitations/${input.id_}` }),
        read: nothing(() => ({})),
        advice: { 404: "There is no such invitation; `invite_user` gives the id of the one it made." },
        ours: true,
      }),
    },
  },
};
