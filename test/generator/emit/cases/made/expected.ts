// Generated from specs/kv/made.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { kvText } from "../../../../../specs/functions/kv-value.ts";
import { levelToSearch } from "../../../../../specs/functions/log-lines.ts";
import { withWord } from "../../../../../specs/functions/namespace.ts";
import { startOrEarliest } from "../../../../../specs/functions/time-range.ts";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json, nothing } from "../../../../../runtime/compiled/read.ts";
import { instant, path } from "../../../../../runtime/compiled/request.ts";
import { anyJson } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const made: Tool = {
  name: "made",
  toolset: "kv",
  behaviour: {
    by: "action",
    actions: {
      search: operation({
        method: "GET",
        effect: "read",
        where: "tenant",
        input: () =>
          z.strictObject({
            namespace: z.string().default(""),
            level: z.string().default(""),
            start_date: z.string().default(""),
            end_date: z.string().default(""),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/namespaces`,
          query: {
            level: levelToSearch(input.level),
            from: instant(startOrEarliest(input.start_date, input.end_date), "start_date"),
          },
        }),
        read: json(
          () => z.array(z.string()),
          (answer, input) => ({
            namespaces: answer
              .map((it) => withWord(it, input.namespace) satisfies string | undefined)
              .filter((it) => it !== undefined),
          }),
        ),
        limit: { rows: "namespaces" },
      }),
      put: operation({
        method: "PUT",
        effect: "write",
        where: "tenant",
        input: () =>
          z.strictObject({
            key: z.string(),
            value: anyJson().optional(),
            format: z.enum(["text", "json"]).optional(),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/kv/${input.key}`,
          body: { kind: "text", mediaType: "text/plain", text: kvText(input.value, input.format) },
        }),
        read: nothing(() => ({ status: "ok" })),
      }),
      wrap: operation({
        method: "PUT",
        effect: "write",
        where: "tenant",
        input: () =>
          z.strictObject({
            key: z.string(),
            value: anyJson().optional(),
            format: z.enum(["text", "json"]).optional(),
          }),
        request: (input) => ({
          path: path`/api/v1/{tenant}/kv/${input.key}`,
          body: { kind: "json", value: { value: kvText(input.value, input.format) } },
        }),
        read: nothing(() => ({ status: "ok" })),
      }),
    },
  },
};
