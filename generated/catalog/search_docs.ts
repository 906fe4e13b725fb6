// Generated from specs/catalog/search_docs.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { docPages, newestRelease } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/search_docs.ts` */
export const searchDocs = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "search_docs",
  toolset: "catalog",
  argumentAliases: { q: "query" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({ query: z.string(), version: z.string().optional() }),
  calls: {
    latest: newestRelease,
    children: docPages,
    site: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      where: "nowhere",
      input: () => z.strictObject({ query: z.string().optional() }),
      request: (input) => ({ path: path`/v1/search`, query: { q: input.query, type: "DOCS" } }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              title: z.string().nullish(),
              url: z.string().nullish(),
              parsedUrl: z.string().nullish(),
              description: z.string().nullish(),
              highlights: z.array(z.string()).nullish(),
              highlight: z.string().nullish(),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
    }),
    docs: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      where: "nowhere",
      input: () => z.strictObject({ query: z.string().optional(), version: z.string() }),
      request: (input) => ({
        path: path`/v1/docs/versions/${input.version}/search`,
        query: { q: input.query },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              title: z.string().nullish(),
              url: z.string().nullish(),
              parsedUrl: z.string().nullish(),
              description: z.string().nullish(),
              highlights: z.array(z.string()).nullish(),
              highlight: z.string().nullish(),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "results", rest: "Search for more words." },
};

interface BehaviourOutput {
  readonly results: readonly object[];
  readonly note?: string | null | undefined;
}
