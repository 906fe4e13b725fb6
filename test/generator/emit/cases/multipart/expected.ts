// Generated from specs/execution/execute_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { form, instant, path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import { makeForRelease } from "../../../../../runtime/per-line.ts";
import type { Request, Tool } from "../../../../../runtime/tool/definition.ts";

export const executeFlow: Tool = {
  name: "execute_flow",
  toolset: "execution",
  behaviour: operation({
    method: "POST",
    effect: "write",
    lines: ["1.0", "2.0"],
    where: "tenant",
    input: () =>
      z.strictObject({
        namespace: z.string(),
        id: z.string(),
        inputs: anyObject().optional(),
        note: z.string().optional(),
        at: z.string().optional(),
        wait: z.boolean().default(false),
      }),
    request: (input, { line }) => ({
      path: path`/api/v1/{tenant}/executions/${input.namespace}/${input.id}`,
      query: { wait: input.wait },
      body: makeForRelease<Request["body"]>(line, {
        "1.0": () => form(input.inputs),
        "2.0": () =>
          form({
            note: input.note || undefined,
            "scheduled-at": instant(input.at, "at"),
            source: "agent",
            ...input.inputs,
          }),
      }),
    }),
    read: json(() => z.object({ id: z.string() })),
  }),
};
