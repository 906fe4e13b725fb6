// Generated from specs/ee/manage_announcements.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { ToolDefinition } from "../../runtime/tool/definition.ts";

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
  behaviour: {
    by: "action",
    actions: {
      list: operation({
        method: "GET",
        effect: "read",
        edition: "ee",
        input: () => z.strictObject({ offset: z.number().check(integer).gte(0).default(0) }),
        request: () => ({ path: path`/api/v1/banners/search` }),
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
          (answer) => ({ results: answer }),
        ),
        limit: { rows: "results", offset: "offset" },
        bare: "results",
      }),
      create: operation({
        method: "POST",
        effect: "write",
        edition: "ee",
        input: () =>
          z.strictObject({
            message: z.string(),
            type: z.enum(["INFO", "WARNING", "ERROR"]).optional(),
            startDate: z.string().optional(),
            endDate: z.string().optional(),
            active: z.boolean().default(true),
            tenantId: z.string().optional(),
          }),
        request: (input) => ({
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
        read: json(() =>
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
      }),
      update: operation({
        method: "PUT",
        effect: "write",
        edition: "ee",
        input: () =>
          z.strictObject({
            id_: z.string(),
            message: z.string(),
            type: z.enum(["INFO", "WARNING", "ERROR"]),
            startDate: z.string(),
            endDate: z.string(),
            active: z.boolean().default(true),
            tenantId: z.string().optional(),
          }),
        request: (input) => ({
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
        read: json(() =>
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
        advice: { 404: "There is no such announcement; action list shows those there are." },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        edition: "ee",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/banners/${input.id_}` }),
        read: nothing(() => ({})),
        advice: { 404: "There is no such announcement; action list shows those there are." },
      }),
    },
  },
};
