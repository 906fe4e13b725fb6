// Generated from specs/direct/get_app.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { Tool } from "../../runtime/tool/definition.ts";

export const getApp: Tool = {
  name: "get_app",
  toolset: "direct",
  behaviour: operation({
    method: "GET",
    effect: "read",
    edition: "ee",
    where: "tenant",
    input: () => z.strictObject({ uid: z.string() }),
    request: (input) => ({ path: path`/api/v1/{tenant}/apps/${input.uid}` }),
    siblings: ["/api/v1/{tenant}/apps/catalog", "/api/v1/{tenant}/apps/search", "/api/v1/{tenant}/apps/tags"],
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
    advice: { 404: "There is no such app; `list_apps` gives uids." },
  }),
};
