// Generated from specs/namespace/list_namespaces.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { integer } from "../../../../../runtime/compiled/zod-json.ts";
import { lazy } from "../../../../../runtime/lazy.ts";
import type { Operation, ToolDefinition } from "../../../../../runtime/tool/definition.ts";

const listNamespacesInput = lazy(() => z.strictObject({ skip: z.number().check(integer).gte(0).default(0) }));
type ListNamespacesInput = z.output<ReturnType<typeof listNamespacesInput>>;

const behaviour = {
  effect: "read",
  idempotent: true,
  lines: ["1.0"],
  input: listNamespacesInput,
  request: () => ({
    method: "GET",
    path: path`/api/v1/{tenant}/namespaces/search`,
    query: { size: 100, page: 1 },
  }),
  read: json(
    () => z.object({ results: z.array(z.object({ id: z.string() })) }),
    (answer) => ({ namespaces: answer.results.map((it) => it.id) }),
  ),
  limit: { rows: "namespaces", most: 200, offset: "skip" },
  bare: "namespaces",
  pages: { rows: "namespaces", most: 5 },
} satisfies Operation<ListNamespacesInput, object>;

export const listNamespaces: ToolDefinition = {
  name: "list_namespaces",
  title: "List namespaces",
  toolset: "namespace",
  description: "List all namespaces.",
  inputSchema: {
    type: "object",
    properties: { skip: { type: "integer", minimum: 0, description: "Rows to skip.", default: 0 } },
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: { namespaces: { type: "array", items: { type: "string" } } },
    required: ["namespaces"],
  },
  behaviour,
};
