// Generated from specs/operations/plugins.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { forRelease } from "../../runtime/per-line.ts";

export const inputTypes = operation({
  method: "GET",
  effect: "read",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/plugins/inputs` }),
  read: json(
    () => z.array(z.object({ type: z.string().nullish() })),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});

export const pluginTypes = operation({
  method: "GET",
  effect: "read",
  input: () => z.strictObject({}),
  request: (_, { line }) => ({
    path: path`/api/v1/plugins`,
    query: forRelease(line, { "1.0": {}, "2.0": { size: 1000 } }),
  }),
  read: {
    "1.0": json(
      () =>
        z.array(
          z.object({
            group: z.string().nullish(),
            aliases: z.array(z.string()).nullish(),
            tasks: z.array(z.object({ cls: z.string().nullish() })).nullish(),
            triggers: z.array(z.object({ cls: z.string().nullish() })).nullish(),
            taskRunners: z.array(z.object({ cls: z.string().nullish() })).nullish(),
            additionalPlugins: z.array(z.object({ cls: z.string().nullish() })).nullish(),
          }),
        ),
      (answer) => ({ results: answer }),
    ),
    "2.0": json(() =>
      z.object({
        results: z.array(
          z.object({
            group: z.string().nullish(),
            aliases: z.array(z.string()).nullish(),
            tasks: z.array(z.object({ cls: z.string().nullish() })).nullish(),
            triggers: z.array(z.object({ cls: z.string().nullish() })).nullish(),
            taskRunners: z.array(z.object({ cls: z.string().nullish() })).nullish(),
            additionalPlugins: z.array(z.object({ cls: z.string().nullish() })).nullish(),
          }),
        ),
      }),
    ),
  },
  limit: { rows: "results" },
});
