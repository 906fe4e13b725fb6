// Generated from specs/catalog/list_doc_children.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { docPages, newestRelease } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/list_doc_children.ts` */
export const listDocChildren = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_doc_children",
  toolset: "catalog",
  argumentAliases: { parsedUrl: "path", parent: "path" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({ path: z.string().default("docs"), version: z.string().optional() }),
  calls: { latest: newestRelease, children: docPages },
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
