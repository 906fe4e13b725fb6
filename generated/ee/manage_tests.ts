// Generated from specs/ee/manage_tests.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, link, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { notSaved, verdictOn, withWarnings } from "../../runtime/compiled/upsert.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import type { Tool } from "../../runtime/tool/definition.ts";
import { yamlKey } from "../../runtime/yaml/key.ts";

export const manageTests: Tool = {
  name: "manage_tests",
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
            input: () => z.strictObject({ namespace: z.string(), id: z.string() }),
            request: (input) => ({ path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}` }),
            siblings: ["/api/v1/{tenant}/tests/results/search", "/api/v1/{tenant}/tests/results/{id}"],
            read: nothing(() => ({ exists: true })),
            on: { 404: nothing(() => ({ exists: false })) },
          }),
          validate: operation({
            method: "POST",
            effect: "read",
            edition: "ee",
            where: { yaml: "yaml" },
            input: () => z.strictObject({ yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/tests/validate`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() =>
              z.object({
                constraints: z.string().nullish(),
                warnings: z.array(z.string()).nullish(),
                deprecationPaths: z.array(z.string()).nullish(),
                infos: z.array(z.string()).nullish(),
              }),
            ),
          }),
          create: operation({
            method: "POST",
            effect: "write",
            edition: "ee",
            where: { yaml: "yaml" },
            input: () => z.strictObject({ yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/tests`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() =>
              z.object({
                id: z.string(),
                namespace: z.string(),
                flowId: z.string(),
                description: z.string().nullish(),
                disabled: z.boolean().nullish(),
                deleted: z.boolean().nullish(),
                testCases: z.array(anyObject()),
                source: z.string().nullish(),
              }),
            ),
          }),
          update: operation({
            method: "PUT",
            effect: "write",
            edition: "ee",
            where: { namespaces: ["namespace"], yaml: "yaml" },
            input: () => z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }),
            request: (input) => ({
              path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}`,
              body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
            }),
            read: json(() =>
              z.object({
                id: z.string(),
                namespace: z.string(),
                flowId: z.string(),
                description: z.string().nullish(),
                disabled: z.boolean().nullish(),
                deleted: z.boolean().nullish(),
                testCases: z.array(anyObject()),
                source: z.string().nullish(),
              }),
            ),
          }),
        },
        steps: async ({ yaml_source: yaml }, kestra) => {
          try {
            const key = await yamlKey(yaml, "test suite");
            const found = await kestra.find(key);
            const { faults, warnings } = await verdictOn(() => kestra.validate({ yaml }));
            if (!found.exists) return withWarnings(await kestra.create({ yaml }), [...faults, ...warnings]);
            if (faults.length > 0)
              throw new InputError(
                say`The test suite stays as it was, since the YAML is not valid: ${faults.join(" ")}`,
              );
            return withWarnings(await kestra.update({ ...key, yaml }), warnings);
          } catch (error) {
            throw notSaved(error);
          }
        },
        limit: { rows: "testCases" },
      }),
      run: operation({
        method: "POST",
        effect: "write",
        edition: "ee",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id_}/run` }),
        read: json(
          () =>
            z.object({
              id: z.string(),
              testSuiteId: z.string(),
              namespace: z.string(),
              flowId: z.string(),
              state: z.string(),
              startDate: z.string(),
              endDate: z.string(),
              results: z
                .array(
                  z.object({
                    testId: z.string(),
                    testType: z.string(),
                    state: z.string(),
                    executionId: z.string().nullish(),
                    url: z.string().nullish(),
                    assertionResults: z.array(anyObject()),
                    errors: z.array(anyObject()),
                    fixtures: anyObject().nullish(),
                  }),
                )
                .nullish(),
            }),
          (answer, input, ui) => ({
            id: answer.id,
            testSuiteId: answer.testSuiteId,
            namespace: answer.namespace,
            flowId: answer.flowId,
            state: answer.state,
            startDate: answer.startDate,
            endDate: answer.endDate,
            results: answer.results,
            url: link(ui, path`tests/${input.namespace}/${input.id_}`),
          }),
        ),
        advice: { 404: "There is no such test suite in this namespace; action create makes one." },
        limit: { rows: "results" },
        slow: true,
      }),
      delete: operation({
        method: "DELETE",
        effect: "destructive",
        edition: "ee",
        where: { namespaces: ["namespace"] },
        input: () => z.strictObject({ namespace: z.string(), id_: z.string() }),
        request: (input) => ({ path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id_}` }),
        read: nothing(() => ({})),
        advice: { 404: "There is no such test suite in this namespace; action create makes one." },
        ours: true,
      }),
    },
  },
};
