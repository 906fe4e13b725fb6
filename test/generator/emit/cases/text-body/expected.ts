// Generated from specs/flow/update_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { nothing } from "../../../../../runtime/compiled/read.ts";
import { path, plain } from "../../../../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const updateFlow: Tool = {
  name: "update_flow",
  toolset: "flow",
  behaviour: operation({
    method: "PUT",
    effect: "write",
    lines: ["2.0"],
    where: "tenant",
    input: () =>
      z.strictObject({
        revision: z.number().check(integer),
        yaml: z.string(),
        dry_run: z.boolean().default(false),
        tags: z.array(z.string()).default([]),
        others: z.array(anyJson()).optional(),
        hint: anyObject().optional(),
      }),
    request: (input) => ({
      path: path`/api/v1/{tenant}/flows/${input.revision}`,
      query: {
        tags: input.tags,
        others: input.others?.map((it) => plain(it)),
        hint: input.hint === undefined ? undefined : plain(input.hint),
      },
      body: { kind: "text", mediaType: "application/x-yaml", text: input.yaml },
    }),
    read: nothing((input) => ({
      message: `Revision ${input.revision} with tags ${input.tags.join(", ")}, others ${JSON.stringify(input.others ?? "")} and ${JSON.stringify(input.hint ?? "")}`,
      yaml: input.yaml,
      revision: String(input.revision),
    })),
  }),
};
