// Generated from specs/ee/manage_apps.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { notSaved } from "../../runtime/compiled/upsert.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";

export const manageApps: Tool = {
  name: "manage_apps",
  toolset: "ee",
  longTexts: ["yaml_source"],
  behaviour: {
    by: "action",
    actions: {
      create: composite({
        where: { yaml: "yaml_source" },
        input: () => z.strictObject({ yaml_source: z.string() }),
        calls: {
          find: operation({
            method: "GET",
            effect: "read",
            edition: "ee",
            where: { namespaces: ["namespace"] },
            input: () => z.strictObject({ namespace: z.string().optional() }),
            request: (input, { line }) => ({
              path: path`/api/v1/{tenant}/apps/search`,
              query: {
                ...forRelease(line, {
                  "1.0": { namespace: input.namespace },
                  "2.0": { "filters[namespace][EQUALS]": input.namespace },
                }),
                size: 100,
                page: 1,
              },
            }),
            read: json(() =>
              z.object({
                results: z.array(
                  z.object({
                    uid: z.string().nullish(),
                    id: z.string().nullish(),
                    namespace: z.string().nullish(),
                  }),
                ),
              }),
            ),
            limit: { rows: "results" },
            pages: { rows: "results", most: 20 },
          }),
          create: operation({
            method: "POST",
            effect: "write",
            edition: "ee",
            where: { yaml: "yaml" },
            input: () => z.strictObject({ yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/apps`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() =>
              z.object({
                uid: z.string().nullish(),
                name: z.string().nullish(),
                namespace: z.string().nullish(),
                tags: z.array(z.string()).nullish(),
                disabled: z.boolean().nullish(),
                created: z.string().nullish(),
                updated: z.string().nullish(),
                source: z.string().nullish(),
              }),
            ),
          }),
          update: operation({
            method: "PUT",
            effect: "write",
            edition: "ee",
            where: { yaml: "yaml" },
            input: () => z.strictObject({ uid: z.string(), yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/apps/${input.uid}`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() =>
              z.object({
                uid: z.string().nullish(),
                name: z.string().nullish(),
                namespace: z.string().nullish(),
                tags: z.array(z.string()).nullish(),
                disabled: z.boolean().nullish(),
                created: z.string().nullish(),
                updated: z.string().nullish(),
                source: z.string().nullish(),
              }),
            ),
          }),
        },
        steps: async ({ yaml_source: yaml }, kestra) => {
          try {
            const key = await yamlKey(yaml, "app");
            const { results: rows } = await kestra.find({ namespace: key.namespace });
            const found = rows.find((it) => it.id === key.id && it.namespace === key.namespace);
            if (found === undefined) return await kestra.create({ yaml });
            return await kestra.update({ uid: found.uid ?? "", yaml });
          } catch (error) {
            throw notSaved(error);
          }
        },
        limit: { rows: "tags" },
      }),
      enable: operation({
        method: "POST",
        effect: "write",
        edition: "ee",
        where: "tenant",
        input: () => z.strictObject({ uid: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.uid}/enable` }),
        read: json(() =>
          z.object({
            uid: z.string().nullish(),
            id: z.string().nullish(),
            name: z.string().nullish(),
            namespace: z.string().nullish(),
            tags: z.array(z.string()).nullish(),
            type: z.string().nullish(),
            enabled: z.boolean().nullish(),
            created: z.string().nullish(),
            updated: z.string().nullish(),
            flowId: z.string().nullish(),
          }),
        ),
        advice: { 404: "There is no such app; `search_apps` gives uids." },
      }),
      disable: operation({
        method: "POST",
        effect: "write",
        edition: "ee",
        where: "tenant",
        input: () => z.strictObject({ uid: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.uid}/disable` }),
        read: json(() =>
          z.object({
            uid: z.string().nullish(),
            id: z.string().nullish(),
            name: z.string().nullish(),
            namespace: z.string().nullish(),
            tags: z.array(z.string()).nullish(),
            type: z.string().nullish(),
            enabled: z.boolean().nullish(),
            created: z.string().nullish(),
            updated: z.string().nullish(),
            flowId: z.string().nullish(),
          }),
        ),
        advice: { 404: "There is no such app; `search_apps` gives uids." },
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        edition: "ee",
        where: "tenant",
        input: () => z.strictObject({ uid: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.uid}` }),
        read: nothing(() => ({})),
        advice: { 404: "There is no such app; `search_apps` gives uids." },
        ours: true,
      }),
    },
  },
};
