// Generated from specs/ee/manage_invitations.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const getInput = lazy(() => z.strictObject({ id_: z.string() }));
type GetInput = z.output<ReturnType<typeof getInput>>;

const get = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: getInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/invitations/${input.id_}` }),
  siblings: ["/api/v1/{tenant}/invitations/search"],
  read: json(
    () =>
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
    (answer) => ({
      id: answer.id,
      email: answer.email,
      status: answer.status,
      tenantId: answer.tenantId,
      groups: answer.groups?.map((it) => ({ id: it.id, name: it.name })),
      roles: answer.roles?.map((it) => ({ id: it.id, name: it.name })),
      superAdmin: answer.superAdmin,
      sentAt: answer.sentAt,
      expiredAt: answer.expiredAt,
      acceptedAt: answer.acceptedAt,
      link: answer.link,
    }),
  ),
  advice: { 404: "There is no such invitation; `invite_user` gives the id of the one it made." },
  limit: { rows: "groups" },
} satisfies Operation<GetInput, object>;

const deleteActionInput = lazy(() => z.strictObject({ id_: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: deleteActionInput,
  request: (input) => ({ method: "DELETE", path: path`/api/v1/{tenant}/invitations/${input.id_}` }),
  read: nothing(() => ({})),
  advice: { 404: "There is no such invitation; `invite_user` gives the id of the one it made." },
} satisfies Operation<DeleteActionInput, object>;

export const manageInvitations: ToolDefinition = {
  name: "manage_invitations",
  title: "Manage invitations",
  toolset: "ee",
  description: "Get or delete an invitation. To invite someone use `invite_user`.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["get", "delete"], description: "What to do." },
      id_: { type: "string", description: "Id of the invitation." },
    },
    required: ["action", "id_"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      id: { type: "string" },
      email: { type: "string" },
      status: { type: "string" },
      tenantId: { type: "string" },
      groups: {
        type: "array",
        items: { type: "object", properties: { id: { type: "string" }, name: { type: "string" } } },
      },
      roles: {
        type: "array",
        items: { type: "object", properties: { id: { type: "string" }, name: { type: "string" } } },
      },
      superAdmin: { type: "boolean" },
      sentAt: { type: "string" },
      expiredAt: { type: "string" },
      acceptedAt: { type: "string" },
      link: { type: "string" },
    },
  },
  behaviour: { by: "action", actions: { get, delete: deleteAction } },
};
