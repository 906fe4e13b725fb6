// Generated from specs/ee/manage_announcements.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const listActionInput = lazy(() => z.strictObject({ offset: z.number().check(integer).gte(0).default(0) }));
type ListActionInput = z.output<ReturnType<typeof listActionInput>>;

const listAction = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: listActionInput,
  request: () => ({ method: "GET", path: path`/api/v1/banners/search` }),
  read: json(
    () =>
      z.array(
        z.object({
          id: z.string().nullish(),
          message: z.string(),
          type: z.string().nullish(),
          startDate: z.string().nullish(),
          endDate: z.string().nullish(),
          active: z.boolean().nullish(),
          tenantId: z.string().nullish(),
        }),
      ),
    (answer) => ({
      results: answer.map((it) => ({
        id: it.id,
        message: it.message,
        type: it.type,
        startDate: it.startDate,
        endDate: it.endDate,
        active: it.active,
        tenantId: it.tenantId,
      })),
    }),
  ),
  limit: { rows: "results", offset: "offset" },
  bare: "results",
} satisfies Operation<ListActionInput, object>;

const createInput = lazy(() =>
  z.strictObject({
    message: z.string(),
    type: z.enum(["INFO", "WARNING", "ERROR"]).optional(),
    startDate: z.string().optional(),
    endDate: z.string().optional(),
    active: z.boolean().default(true),
    tenantId: z.string().optional(),
  }),
);
type CreateInput = z.output<ReturnType<typeof createInput>>;

const create = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/banners`,
    body: {
      kind: "json",
      value: {
        message: input.message,
        type: input.type,
        startDate: instant(input.startDate, "startDate"),
        endDate: instant(input.endDate, "endDate"),
        active: input.active,
        tenantId: input.tenantId || undefined,
      },
    },
  }),
  read: json(
    () =>
      z.object({
        id: z.string().nullish(),
        message: z.string(),
        type: z.string().nullish(),
        startDate: z.string().nullish(),
        endDate: z.string().nullish(),
        active: z.boolean().nullish(),
        tenantId: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      message: answer.message,
      type: answer.type,
      startDate: answer.startDate,
      endDate: answer.endDate,
      active: answer.active,
      tenantId: answer.tenantId,
    }),
  ),
} satisfies Operation<CreateInput, object>;

const updateInput = lazy(() =>
  z.strictObject({
    id_: z.string(),
    message: z.string(),
    type: z.enum(["INFO", "WARNING", "ERROR"]),
    startDate: z.string(),
    endDate: z.string(),
    active: z.boolean().default(true),
    tenantId: z.string().optional(),
  }),
);
type UpdateInput = z.output<ReturnType<typeof updateInput>>;

const update = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: updateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/banners/${input.id_}`,
    body: {
      kind: "json",
      value: {
        message: input.message,
        type: input.type,
        startDate: instant(input.startDate, "startDate"),
        endDate: instant(input.endDate, "endDate"),
        active: input.active,
        tenantId: input.tenantId || undefined,
        id: input.id_,
      },
    },
  }),
  siblings: { "1.0": ["/api/v1/{tenant}/triggers"], "2.0": [] },
  read: json(
    () =>
      z.object({
        id: z.string().nullish(),
        message: z.string(),
        type: z.string().nullish(),
        startDate: z.string().nullish(),
        endDate: z.string().nullish(),
        active: z.boolean().nullish(),
        tenantId: z.string().nullish(),
      }),
    (answer) => ({
      id: answer.id,
      message: answer.message,
      type: answer.type,
      startDate: answer.startDate,
      endDate: answer.endDate,
      active: answer.active,
      tenantId: answer.tenantId,
    }),
  ),
  advice: { 404: "There is no such announcement; action list shows those there are." },
} satisfies Operation<UpdateInput, object>;

const deleteActionInput = lazy(() => z.strictObject({ id_: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: deleteActionInput,
  request: (input) => ({ method: "DELETE", path: path`/api/v1/banners/${input.id_}` }),
  siblings: ["/api/v1/{tenant}/apps"],
  read: nothing(() => ({})),
  advice: { 404: "There is no such announcement; action list shows those there are." },
} satisfies Operation<DeleteActionInput, object>;

export const manageAnnouncements: ToolDefinition = {
  name: "manage_announcements",
  title: "Manage announcements",
  toolset: "ee",
  description:
    "List, create, update or delete the announcements that Kestra shows on top of its pages. Needs a superadmin.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["list", "create", "update", "delete"], description: "What to do." },
      offset: { type: "integer", minimum: 0, description: "Announcements to skip.", default: 0 },
      message: { type: "string", description: "What it says." },
      type: { type: "string", enum: ["INFO", "WARNING", "ERROR"], description: "How serious it is." },
      startDate: { type: "string", description: "ISO 8601." },
      endDate: { type: "string", description: "ISO 8601." },
      active: { type: "boolean", description: "Whether it is shown.", default: true },
      tenantId: { type: "string", description: "The one tenant it is for; empty for all." },
      id_: { type: "string", description: "Id of the announcement." },
    },
    required: ["action"],
    additionalProperties: false,
  },
  longTexts: ["message"],
  outputSchema: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          type: "object",
          properties: {
            id: { type: "string" },
            message: { type: "string" },
            type: { type: "string" },
            startDate: { type: "string" },
            endDate: { type: "string" },
            active: { type: "boolean" },
            tenantId: { type: "string" },
          },
          required: ["message"],
        },
      },
      id: { type: "string" },
      message: { type: "string" },
      type: { type: "string" },
      startDate: { type: "string" },
      endDate: { type: "string" },
      active: { type: "boolean" },
      tenantId: { type: "string" },
    },
  },
  behaviour: { by: "action", actions: { list: listAction, create, update, delete: deleteAction } },
};
