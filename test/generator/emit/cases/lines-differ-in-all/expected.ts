// Generated from specs/execution/resume.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { anyObject } from "../../../../../runtime/compiled/zod-json.ts";
import { makeForRelease } from "../../../../../runtime/per-line.ts";
import type { Request, Tool } from "../../../../../runtime/tool/definition.ts";

export const resume: Tool = {
  name: "resume",
  toolset: "execution",
  behaviour: operation({
    method: "POST",
    effect: "write",
    lines: ["1.3", "2.0"],
    where: "tenant",
    input: () => z.strictObject({ id: z.string(), force: z.boolean().default(false) }),
    request: (input, { line }) =>
      makeForRelease<Request>(line, {
        "1.3": () => ({
          path: path`/api/v1/{tenant}/executions/${input.id}/resume`,
          query: { force: input.force },
        }),
        "2.0": () => ({
          path: path`/api/v1/{tenant}/executions/actions/resume`,
          body: { kind: "json", value: [input.id] },
        }),
      }),
    read: json(anyObject),
  }),
};
