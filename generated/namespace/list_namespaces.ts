// Generated from specs/namespace/list_namespaces.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { namespaceEntry, withWord } from "../../specs/functions/namespace.ts";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";

/** @param steps in `specs/namespace/list_namespaces.ts` */
export const listNamespaces = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_namespaces",
  toolset: "namespace",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "tenant" as const,
  input: () =>
    z.strictObject({
      query: z.string().default(""),
      page_size: z.number().check(integer).gte(1).default(100),
      with_flows_only: z.boolean().default(false),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () =>
        z.strictObject({
          query: z.string().optional(),
          page_size: z.number().check(integer).gte(1).optional(),
        }),
      request: (input, { line }) => ({
        path: path`/api/v1/{tenant}/namespaces/search`,
        query: {
          ...forRelease(line, { "1.0": { q: input.query }, "2.0": { "filters[q][EQUALS]": input.query } }),
          size: input.page_size,
          sort: "id:asc",
          page: 1,
        },
      }),
      read: json(
        () => z.object({ results: z.array(anyObject()) }),
        (answer) => ({ results: answer.results.map((it) => namespaceEntry(it) satisfies string) }),
      ),
      limit: { rows: "results" },
      pages: { rows: "results", most: 1000 },
    }),
    with_flows: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () => z.strictObject({ query: z.string().optional() }),
      request: () => ({ path: path`/api/v1/{tenant}/flows/distinct-namespaces` }),
      read: json(
        () => z.array(z.string()),
        (answer, input) => ({
          results: answer
            .map((it) => withWord(it, input.query) satisfies string | undefined)
            .filter((it) => it !== undefined),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  limit: { rows: "results", offset: "offset" },
};

interface BehaviourOutput {
  readonly results: readonly string[];
}
