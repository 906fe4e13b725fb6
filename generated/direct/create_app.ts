// Generated from specs/direct/create_app.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { sourceText } from "../../specs/functions/app-source.ts";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyJson } from "../../runtime/compiled/zod-json.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const createApp: Tool = {
  name: "create_app",
  toolset: "direct",
  argumentAliases: { yaml_source: "app_data", source: "app_data" },
  behaviour: operation({
    method: "POST",
    effect: "write",
    edition: "ee",
    where: { yaml: "app_data" },
    input: () => z.strictObject({ app_data: anyJson() }),
    request: (input) => ({
      path: path`/api/v1/{tenant}/apps`,
      body: { kind: "text", mediaType: "application/x-yaml", text: sourceText(input.app_data) },
    }),
    read: json(() =>
      z.object({
        uid: z.string().nullish(),
        name: z.string().nullish(),
        namespace: z.string().nullish(),
        tags: z.array(z.string()).nullish(),
        disabled: z.boolean().nullish(),
        created: z.string().nullish(),
        updated: z.string().nullish(),
        source: z.string().nullish(),
      }),
    ),
  }),
};
