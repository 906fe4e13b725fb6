// Generated from specs/kv/manage_kv_store.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { RequestPlan } from "../../runtime/http-client/request-plan.ts";
import { lazy } from "../../runtime/lazy.ts";
import { makeSince, since } from "../../runtime/per-line.ts";
import type { Calls, Composite, Operation, ToolDefinition } from "../../runtime/tool/definition.ts";

const getInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z.string(),
    offset: z.number().check(integer).gte(0).default(0),
  }),
);
type GetInput = z.output<ReturnType<typeof getInput>>;

const get = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: getInput,
  request: (input) => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
  }),
  siblings: ["/api/v1/{tenant}/namespaces/{namespace}/kv/inheritance"],
  read: json(anyObject, (answer) => answer),
  advice: {
    404: "The namespace has no such key; action list shows those it has.",
    410: "The value has expired, so it is gone.",
  },
  limit: { offset: "offset" },
} satisfies Operation<GetInput, object>;

const setInput = lazy(() =>
  z.strictObject({
    namespace: z.string(),
    key: z.string(),
    value: anyJson().optional(),
    format: z.enum(["text", "json"]).optional(),
  }),
);
export type SetInput = z.output<ReturnType<typeof setInput>>;

const setPutInput = lazy(() => z.strictObject({ namespace: z.string(), key: z.string(), text: z.string() }));
type SetPutInput = z.output<ReturnType<typeof setPutInput>>;

const setPut = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: setPutInput,
  request: (input) => ({
    method: "PUT",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
    body: { kind: "text", mediaType: "text/plain", text: input.text },
  }),
  read: nothing(() => ({ status: "ok" })),
  advice: {
    422: "A key has letters, digits, dots, underscores and hyphens only, and begins with a letter or digit.",
  },
} satisfies Operation<SetPutInput, object>;

const setCalls = { put: setPut };
export type SetCalls = Calls<typeof setCalls>;

export interface SetOutput {
  readonly status: string;
  readonly message?: string | null | undefined;
}

const listActionInput = lazy(() =>
  z.strictObject({ namespace: z.string(), offset: z.number().check(integer).gte(0).default(0) }),
);
export type ListActionInput = z.output<ReturnType<typeof listActionInput>>;

const listKeysInput = lazy(() =>
  z.strictObject({ namespace: z.string(), page: z.number().check(integer).optional() }),
);
type ListKeysInput = z.output<ReturnType<typeof listKeysInput>>;

const listKeys = {
  effect: "read",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: listKeysInput,
  request: (input, { line }) => ({
    method: "GET",
    path: makeSince<RequestPlan["path"]>(line, {
      "1.0": () => path`/api/v1/{tenant}/namespaces/${input.namespace}/kv`,
      "2.0": () => path`/api/v1/{tenant}/kv`,
    }),
    query: since(line, {
      "1.0": {},
      "2.0": { "filters[namespace][EQUALS]": input.namespace, page: input.page, size: 500, sort: "key:asc" },
    }),
  }),
  read: {
    "1.0": json(
      () =>
        z.array(
          z.object({
            key: z.string().nullish(),
            description: z.string().nullish(),
            creationDate: z.string().nullish(),
            updateDate: z.string().nullish(),
            expirationDate: z.string().nullish(),
            namespace: z.string().nullish(),
            version: z.number().check(integer).nullish(),
          }),
        ),
      (answer) => ({
        results: answer.map((it) => ({
          key: it.key,
          description: it.description,
          creationDate: it.creationDate,
          updateDate: it.updateDate,
          expirationDate: it.expirationDate,
          namespace: it.namespace,
          version: it.version,
        })),
      }),
    ),
    "2.0": json(
      () =>
        z.object({
          results: z.array(
            z.object({
              key: z.string().nullish(),
              namespace: z.string().nullish(),
              revision: z.number().check(integer).nullish(),
              description: z.string().nullish(),
              creationDate: z.string().nullish(),
              updateDate: z.string().nullish(),
              expirationDate: z.string().nullish(),
            }),
          ),
        }),
      (answer) => ({
        results: answer.results.map((it) => ({
          key: it.key,
          namespace: it.namespace,
          revision: it.revision,
          description: it.description,
          creationDate: it.creationDate,
          updateDate: it.updateDate,
          expirationDate: it.expirationDate,
        })),
      }),
    ),
  },
  limit: { rows: "results" },
} satisfies Operation<ListKeysInput, object>;

const listActionCalls = { keys: listKeys };
export type ListActionCalls = Calls<typeof listActionCalls>;

export interface ListActionOutput {
  readonly results: readonly object[];
}

const deleteActionInput = lazy(() => z.strictObject({ namespace: z.string(), key: z.string() }));
type DeleteActionInput = z.output<ReturnType<typeof deleteActionInput>>;

const deleteAction = {
  effect: "destructive",
  idempotent: true,
  lines: ["1.0", "1.3", "2.0"],
  input: deleteActionInput,
  request: (input) => ({
    method: "DELETE",
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/kv/${input.key}`,
  }),
  read: json(
    () => z.boolean(),
    (answer) => ({ deleted: answer }),
  ),
} satisfies Operation<DeleteActionInput, object>;

/** @param steps in `specs/kv/manage_kv_store.ts` */
export const manageKvStore = (steps: {
  readonly set: Composite<SetInput, SetOutput, SetCalls>["steps"];
  readonly list: Composite<ListActionInput, ListActionOutput, ListActionCalls>["steps"];
}): ToolDefinition => ({
  name: "manage_kv_store",
  title: "Manage kv store",
  toolset: "kv",
  description: "Get, set, list or delete the key-value pairs of exactly one namespace.",
  inputSchema: {
    type: "object",
    properties: {
      action: { type: "string", enum: ["get", "set", "list", "delete"], description: "What to do." },
      namespace: { type: "string", description: "Namespace, such as company.team." },
      key: { type: "string", description: "The key." },
      offset: {
        type: "integer",
        minimum: 0,
        description: "Skip so many keys, or characters of a value, to read on.",
        default: 0,
      },
      value: {
        type: "string",
        description:
          "Text, or JSON as text: an object or list is stored as one. ISO 8601 dates, date-times, durations get Kestra's types.",
      },
      format: {
        type: "string",
        enum: ["text", "json"],
        description:
          "`text` stores all text as text, but durations; `json` reads all as JSON: 42 is a number.",
      },
    },
    required: ["action", "namespace"],
    additionalProperties: false,
  },
  longTexts: ["value"],
  outputSchema: {
    type: "object",
    properties: {
      status: { type: "string" },
      message: { type: "string" },
      results: { type: "array", items: { type: "object", additionalProperties: true } },
      deleted: { type: "boolean" },
    },
  },
  behaviour: {
    by: "action",
    actions: {
      get,
      set: {
        effect: "destructive",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: setInput,
        calls: setCalls,
        steps: steps.set,
      },
      list: {
        effect: "read",
        idempotent: true,
        lines: ["1.0", "1.3", "2.0"],
        input: listActionInput,
        calls: listActionCalls,
        steps: steps.list,
        limit: { rows: "results", offset: "offset" },
      },
      delete: deleteAction,
    },
  },
});
