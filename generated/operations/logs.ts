// Generated from specs/operations/logs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { forRelease } from "../../runtime/per-line.ts";

export const lastLine = operation({
  method: "GET",
  effect: "read",
  input: () => z.strictObject({ execution_id: z.string(), min_level: z.literal("INFO") }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/logs/search`,
    query: {
      "filters[executionId][EQUALS]": input.execution_id,
      ...forRelease(line, {
        "1.0": { "filters[level][EQUALS]": input.min_level },
        "2.0": { "filters[level][GREATER_THAN_OR_EQUAL_TO]": input.min_level },
      }),
      size: 1,
      sort: "timestamp:desc",
    },
  }),
  read: json(
    () => z.object({ results: z.array(z.object({ message: z.string().nullish() })) }),
    (answer) => ({ message: answer.results[0]?.message }),
  ),
});
