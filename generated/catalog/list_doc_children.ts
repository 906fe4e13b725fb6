// Generated from specs/catalog/list_doc_children.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/catalog/list_doc_children.ts` */
export const listDocChildren = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_doc_children",
  toolset: "catalog",
  argumentAliases: { parsedUrl: "path" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  input: () => z.strictObject({ path: z.string().default("docs"), version: z.string().optional() }),
  calls: {
    latest: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/v1/versions/latest` }),
      read: json(() => z.object({ version: z.string().nullish() })),
    }),
    children: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      input: () => z.strictObject({ version: z.string() }),
      request: (input) => ({ path: path`/v1/docs/docs/versions/${input.version}/children` }),
      siblings: ["/v1/docs/docs/{path}/versions/{version}"],
      read: json(anyObject),
    }),
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "pages", rest: "Ask for one of the pages below." },
};

interface BehaviourOutput {
  readonly pages: readonly {
    readonly path: string;
    readonly title?: string | null | undefined;
    readonly description?: string | null | undefined;
  }[];
  readonly note?: string | null | undefined;
}
