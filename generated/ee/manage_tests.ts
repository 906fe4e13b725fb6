// Generated from specs/ee/manage_tests.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, link, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { saving } from "../../runtime/compiled/saving.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import { lazy } from "../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const createInput = lazy(() => z.strictObject({ yaml_source: z.string() }));

const createFindInput = lazy(() => z.strictObject({ namespace: z.string(), id: z.string() }));
type CreateFindInput = z.output<ReturnType<typeof createFindInput>>;

const createFind = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createFindInput,
  request: (input) => ({ method: "GET", path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}` }),
  siblings: ["/api/v1/{tenant}/tests/results/search", "/api/v1/{tenant}/tests/results/{id}"],
  read: nothing(() => ({ exists: true })),
  on: { 404: nothing(() => ({ exists: false })) },
} satisfies Operation<CreateFindInput, object>;

const createValidateInput = lazy(() => z.strictObject({ yaml: z.string() }));
type CreateValidateInput = z.output<ReturnType<typeof createValidateInput>>;

const createValidate = {
  effect: "read",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createValidateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/tests/validate`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
      z.object({
        constraints: z.string().nullish(),
        warnings: z.array(z.string()).nullish(),
        deprecationPaths: z.array(z.string()).nullish(),
        infos: z.array(z.string()).nullish(),
      }),
    (answer) => ({
      constraints: answer.constraints,
      warnings: answer.warnings,
      deprecationPaths: answer.deprecationPaths,
      infos: answer.infos,
    }),
  ),
} satisfies Operation<CreateValidateInput, object>;

const createCreateInput = lazy(() => z.strictObject({ yaml: z.string() }));
type CreateCreateInput = z.output<ReturnType<typeof createCreateInput>>;

const createCreate = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createCreateInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/tests`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      description: answer.description,
      disabled: answer.disabled,
      deleted: answer.deleted,
      testCases: answer.testCases,
      source: answer.source,
    }),
  ),
} satisfies Operation<CreateCreateInput, object>;

const createUpdateInput = lazy(() =>
  z.strictObject({ namespace: z.string(), id: z.string(), yaml: z.string() }),
);
type CreateUpdateInput = z.output<ReturnType<typeof createUpdateInput>>;

const createUpdate = {
  effect: "write",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: createUpdateInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id}`,
    body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
  }),
  read: json(
    () =>
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
    (answer) => ({
      id: answer.id,
      namespace: answer.namespace,
      flowId: answer.flowId,
      description: answer.description,
      disabled: answer.disabled,
      deleted: answer.deleted,
      testCases: answer.testCases,
      source: answer.source,
    }),
  ),
} satisfies Operation<CreateUpdateInput, object>;

const createCalls = {
  find: createFind,
  validate: createValidate,
  create: createCreate,
  update: createUpdate,
};

const runInput = lazy(() => z.strictObject({ namespace: z.string(), id_: z.string() }));
type RunInput = z.output<ReturnType<typeof runInput>>;

const run = {
  effect: "write",
  idempotent: false,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: runInput,
  request: (input) => ({
    method: "POST",
    path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id_}/run`,
  }),
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
      results: answer.results?.map((it) => ({
        testId: it.testId,
        testType: it.testType,
        state: it.state,
        executionId: it.executionId,
        url: it.url,
        assertionResults: it.assertionResults,
        errors: it.errors,
        fixtures: it.fixtures,
      })),
      url: link(ui, path`tests/${input.namespace}/${input.id_}`),
    }),
  ),
  advice: { 404: "There is no such test suite in this namespace; action create makes one." },
  limit: { rows: "results" },
  slow: true,
} satisfies Operation<RunInput, object>;

const deleteActionInput = lazy(() => z.strictObject({ namespace: z.string(), id_: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  edition: "ee",
  input: deleteActionInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/tests/${input.namespace}/${input.id_}`,
  }),
  read: nothing(() => ({})),
  advice: { 404: "There is no such test suite in this namespace; action create makes one." },
} satisfies Operation<DeleteActionInput, object>;

export const manageTests: ToolDefinition = {
  name: "manage_tests",
  title: "Manage tests",
  toolset: "ee",
  description:
    "Create a test suite of a flow from its YAML (or update the one of its id and namespace), run or delete one.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["create", "run", "delete"], description: "What to do." },
      yaml_source: {
        type: "string",
        description: "The whole test suite in YAML, with `id` and `namespace`.",
      },
      namespace: { type: "string", description: "Namespace, such as company.team." },
      id_: { type: "string", description: "Id of the test suite." },
    },
    required: ["action"],
    additionalProperties: false,
  },
  longTexts: ["yaml_source"],
  outputSchema: {
    type: "object",
    properties: {
      id: { type: "string" },
      namespace: { type: "string" },
      flowId: { type: "string" },
      description: { type: "string" },
      disabled: { type: "boolean" },
      deleted: { type: "boolean" },
      testCases: { type: "array", items: { type: "object", additionalProperties: true } },
      source: { type: "string" },
      warning: { type: "string" },
      testSuiteId: { type: "string" },
      state: { type: "string" },
      startDate: { type: "string" },
      endDate: { type: "string" },
      results: {
        type: "array",
        items: {
          type: "object",
          properties: {
            testId: { type: "string" },
            testType: { type: "string" },
            state: { type: "string" },
            executionId: { type: "string" },
            url: { type: "string" },
            assertionResults: { type: "array", items: { type: "object", additionalProperties: true } },
            errors: { type: "array", items: { type: "object", additionalProperties: true } },
            fixtures: { type: "object", additionalProperties: true },
          },
          required: ["testId", "testType", "state", "assertionResults", "errors"],
        },
      },
      url: { type: "string" },
    },
  },
  behaviour: {
    by: "action",
    actions: {
      create: {
        effect: "write",
        idempotent: false,
        lines: ["1.0", "1.3", "2.0"],
        edition: "ee",
        input: createInput,
        calls: createCalls,
        steps: saving({
          what: "test suite",
          yaml: "yaml_source",
          takes: {
            find: ["namespace", "id"],
            validate: ["yaml"],
            create: ["yaml"],
            update: ["namespace", "id", "yaml"],
          },
        }),
        limit: { rows: "testCases" },
      },
      run,
      delete: deleteAction,
    },
  },
};
