// Generated from specs/catalog/get_doc.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { newestRelease } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/get_doc.ts` */
export const getDoc = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_doc",
  toolset: "catalog",
  argumentAliases: {
    pathOrDocId: "path",
    path_or_doc_id: "path",
    parsedUrl: "path",
    id: "path",
    url: "path",
  },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () =>
    z.strictObject({
      path: z.string(),
      version: z.string().optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    latest: newestRelease,
    page: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      where: "nowhere",
      input: () => z.strictObject({ segments: z.array(z.string()), version: z.string() }),
      request: (input) => ({ path: path`/v1/docs/docs/${input.segments}/versions/${input.version}` }),
      siblings: ["/v1/docs/docs/versions/{version}/children"],
      read: text((answer) => ({ result: answer })),
      limit: { text: "result" },
      excerpt: "text",
    }),
    byId: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      where: "nowhere",
      input: () => z.strictObject({ doc_id: z.string(), version: z.string() }),
      request: (input) => ({ path: path`/v1/docs/versions/${input.version}/doc/${input.doc_id}` }),
      read: text((answer) => ({ result: answer })),
      limit: { text: "result" },
      excerpt: "text",
    }),
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { text: "result", offset: "offset" },
};

interface BehaviourOutput {
  readonly path: string;
  readonly version: string;
  readonly result: string;
  readonly note?: string | null | undefined;
}
