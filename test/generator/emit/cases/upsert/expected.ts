// Generated from specs/ee/save_app.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { previewOf } from "../../../../../runtime/compiled/preview.ts";
import { json, nothing, text } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { notSaved, outcomeOf, verdictOn, withWarnings } from "../../../../../runtime/compiled/upsert.ts";
import { anyJson } from "../../../../../runtime/compiled/zod-json.ts";
import { InputError } from "../../../../../runtime/errors.ts";
import { say } from "../../../../../runtime/text/said.ts";
import { sentences } from "../../../../../runtime/text/sentences.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";
import { yamlKey } from "../../../../../runtime/yaml/key.ts";

const createCall = operation({
  method: "POST",
  effect: "write",
  lines: ["1.0"],
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({ yaml: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/apps`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(() => z.object({ uid: z.string().optional() })),
});

const validateCall = operation({
  method: "POST",
  effect: "write",
  lines: ["1.0"],
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({ yaml: z.string() }),
  request: (input) => ({
    path: path`/api/v1/{tenant}/apps/validate`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(() =>
    z.object({ constraints: z.string().optional(), warnings: z.array(z.string()).optional() }),
  ),
});

export const saveApp: Tool = {
  name: "save_app",
  toolset: "ee",
  behaviour: {
    by: "action",
    actions: {
      save: composite({
        where: "tenant",
        input: () => z.strictObject({ source: z.string() }),
        calls: {
          find: operation({
            method: "GET",
            effect: "read",
            lines: ["1.0"],
            edition: "ee",
            where: "tenant",
            input: () => z.strictObject({ namespace: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.namespace}` }),
            read: json(
              () =>
                z.array(
                  z.object({ uid: z.string(), id: z.string(), namespace: z.string() }).catchall(anyJson()),
                ),
              (answer) => ({ results: answer }),
            ),
          }),
          create: createCall,
          update: operation({
            method: "PUT",
            effect: "write",
            lines: ["1.0"],
            edition: "ee",
            where: "tenant",
            input: () => z.strictObject({ uid: z.string(), yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/apps/${input.uid}`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() => z.object({ uid: z.string().optional() })),
          }),
        },
        steps: async ({ source: yaml }, kestra) => {
          try {
            const key = await yamlKey(yaml, "app");
            const { results: rows } = await kestra.find({ namespace: key.namespace });
            const found = rows.find((it) => it.id === key.id && it.namespace === key.namespace);
            if (found === undefined) return await kestra.create({ yaml });
            return await kestra.update({ uid: found.uid, yaml });
          } catch (error) {
            throw notSaved(error);
          }
        },
      }),
      check: composite({
        where: "tenant",
        input: () => z.strictObject({ source: z.string() }),
        calls: {
          find: operation({
            method: "GET",
            effect: "read",
            lines: ["1.0"],
            edition: "ee",
            where: "tenant",
            input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.namespace}/${input.id}` }),
            read: nothing(() => ({ exists: true })),
          }),
          validate: validateCall,
          create: createCall,
          update: operation({
            method: "PUT",
            effect: "write",
            lines: ["1.0"],
            edition: "ee",
            where: "tenant",
            input: () => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/apps/${input.namespace}/${input.id}`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() => z.object({ uid: z.string().optional() })),
          }),
        },
        steps: async ({ source: yaml }, kestra) => {
          try {
            const key = await yamlKey(yaml, "app");
            const found = await kestra.find(key);
            const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
            if (!found.exists) return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
            if (faults.length > 0)
              throw new InputError(
                sentences(
                  say`The app stays as it was, since the YAML is not valid: ${faults.join(" ")}`,
                  say`\`check_app\` says more.`,
                ),
              );
            return withWarnings(await kestra.update({ ...key, yaml }), warnings);
          } catch (error) {
            throw notSaved(error);
          }
        },
      }),
      preview: composite({
        where: "tenant",
        input: () => z.strictObject({ source: z.string(), preview: z.boolean().default(false) }),
        calls: {
          validate: validateCall,
          deployed: operation({
            method: "GET",
            effect: "read",
            lines: ["1.0"],
            edition: "ee",
            where: "tenant",
            input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.namespace}/${input.id}` }),
            read: json(() => z.object({ source: z.string().optional() })),
          }),
          create: createCall,
        },
        steps: async ({ source: yaml, preview }, kestra) => {
          try {
            const key = await yamlKey(yaml, "app");
            if (preview)
              return await previewOf(
                "app",
                { key, yaml },
                { deployed: () => kestra.deployed(key), validate: () => kestra.validate({ yaml }) },
                "`check_app` says more.",
              );
            const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
            return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
          } catch (error) {
            throw notSaved(error);
          }
        },
      }),
      generate: composite({
        where: "tenant",
        input: () => z.strictObject({ key: z.string(), save: z.boolean().default(false) }),
        calls: {
          generate: operation({
            method: "POST",
            effect: "write",
            lines: ["1.0"],
            edition: "ee",
            where: "tenant",
            input: () => z.strictObject({ key: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/ai/${input.key}` }),
            read: text((answer) => ({ result: answer })),
          }),
          create: createCall,
        },
        steps: async ({ key: keyArgument, save }, kestra, { mask }) => {
          const { result: yaml } = await kestra.generate({ key: keyArgument });
          if (!save) return { result: yaml };
          try {
            return await kestra.create({ yaml });
          } catch (error) {
            const warning = say`The dashboard was generated ${outcomeOf(error)}`;
            return { result: yaml, warning: warning.masked(mask) };
          }
        },
      }),
    },
  },
};
