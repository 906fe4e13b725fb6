// Generated from specs/ee/manage_announcements.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { instant, path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const manageAnnouncements: Tool = {
  name: "manage_announcements",
  toolset: "ee",
  longTexts: ["message"],
  behaviour: {
    by: "action",
    actions: {
      list: operation({
        method: "GET",
        effect: "read",
        edition: "ee",
        where: "instance",
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
        where: "instance",
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
        where: "instance",
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
        siblings: { "1.0": ["/api/v1/{tenant}/triggers"], "2.0": [] },
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
        where: "instance",
        input: () => z.strictObject({ id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/banners/${input.id_}` }),
        siblings: ["/api/v1/{tenant}/apps"],
        read: nothing(() => ({})),
        advice: { 404: "There is no such announcement; action list shows those there are." },
        ours: true,
      }),
    },
  },
};
