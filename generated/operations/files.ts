// Generated from specs/operations/files.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { filePath, plusPath } from "../../runtime/compiled/file-path.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { QueryValue } from "../../runtime/http-client/request-plan.ts";
import { makeForRelease } from "../../runtime/per-line.ts";

export const kindOfPath = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), path: z.string() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeForRelease<QueryValue>(line, {
        "1.0": () => plusPath(input.path, "path"),
        "2.0": () => filePath(input.path, "path"),
      }),
    },
  }),
  read: json(() => z.object({ type: z.string().nullish() })),
  on: { 404: nothing(() => ({ type: "none" })) },
});

export const kindOfTarget = operation({
  method: "GET",
  effect: "read",
  where: { namespaces: ["namespace"] },
  input: () => z.strictObject({ namespace: z.string(), to_path: z.string() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/namespaces/${input.namespace}/files/stats`,
    query: {
      path: makeForRelease<QueryValue>(line, {
        "1.0": () => plusPath(input.to_path, "to_path"),
        "2.0": () => filePath(input.to_path, "to_path"),
      }),
    },
  }),
  read: json(() => z.object({ type: z.string().nullish() })),
  on: { 404: nothing(() => ({ type: "none" })) },
});
