// Generated from specs/flow/read_report.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { file } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import { integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const readReport: Tool = {
  name: "read_report",
  toolset: "flow",
  behaviour: operation({
    method: "GET",
    effect: "read",
    lines: ["1.3"],
    where: "tenant",
    input: () => z.strictObject({ offset: z.number().check(integer).default(0) }),
    request: () => ({ path: path`/api/v1/{tenant}/report` }),
    read: file((answer) => ({ content: answer.content })),
    limit: { text: "content", offset: "offset" },
    slow: true,
    excerpt: "file",
  }),
};
