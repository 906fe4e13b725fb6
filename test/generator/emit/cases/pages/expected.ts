// Generated from specs/namespace/list_namespaces.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const listNamespaces: Tool = {
  name: "list_namespaces",
  toolset: "namespace",
  behaviour: operation({
    method: "GET",
    effect: "read",
    lines: ["1.0"],
    where: "tenant",
    input: () => z.strictObject({ skip: z.number().check(integer).gte(0).default(0) }),
    request: () => ({ path: path`/api/v1/{tenant}/namespaces/search`, query: { size: 100, page: 1 } }),
    read: json(
      () => z.object({ results: z.array(z.object({ id: z.string() })) }),
      (answer) => ({ namespaces: answer.results.map((it) => it.id) }),
    ),
    limit: { rows: "namespaces", offset: "skip" },
    bare: "namespaces",
    pages: { rows: "namespaces", most: 5 },
  }),
};
