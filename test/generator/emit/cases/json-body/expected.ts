// Generated from specs/flow/generate_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../../../../runtime/compiled/operation.ts";
import { text } from "../../../../../runtime/compiled/read.ts";
import { instant, path } from "../../../../../runtime/compiled/request.ts";
import { anyJson, anyObject, integer } from "../../../../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../../../../runtime/tool/definition.ts";

export const generateFlow: Tool = {
  name: "generate_flow",
  toolset: "flow",
  behaviour: operation({
    method: "POST",
    effect: "read",
    lines: ["2.0"],
    where: "tenant",
    input: () =>
      z.strictObject({
        prompt: z.string(),
        yaml: z.string().default(""),
        labels: z.array(anyObject()).optional(),
        attempts: z.number().check(integer).optional(),
        at: z.string().optional(),
        extra: anyJson().optional(),
      }),
    request: (input, { uuid }) => ({
      path: path`/api/v1/{tenant}/ai/generate/flow`,
      body: {
        kind: "json",
        value: {
          conversationId: uuid(),
          userPrompt: input.prompt,
          flowYaml: input.yaml || undefined,
          options: {
            attempts: input.attempts,
            mode: { strict: true, "a-b": [1, null] },
            at: instant(input.at, "at"),
            extra: input.extra,
          },
          all: [input.labels ?? null, (input.yaml || undefined) ?? null, input.prompt],
        },
      },
    }),
    read: text((answer) => ({ result: answer })),
    limit: { text: "result", rest: "Ask for a smaller flow." },
  }),
};
