// Generated from specs/operations/plugins.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";

export const inputTypes = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/plugins/inputs` }),
  read: json(
    () => z.array(z.object({ type: z.string().nullish() })),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});
