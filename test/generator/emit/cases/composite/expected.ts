// Generated from specs/flow/find_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../../../../runtime/compiled/operation.ts";
import { json } from "../../../../../runtime/compiled/read.ts";
import { path } from "../../../../../runtime/compiled/request.ts";
import type { Steps, Tool } from "../../../../../runtime/tool/definition.ts";

/** @param steps in `specs/flow/find_flow.ts` */
export const findFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "find_flow",
  toolset: "flow",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "tenant" as const,
  input: () => z.strictObject({ text: z.string() }),
  calls: {
    search: operation({
      method: "GET",
      effect: "read",
      lines: ["1.0", "2.0"],
      where: "tenant",
      input: () =>
        z.strictObject({ namespace: z.string().optional(), page: z.int().gte(1).lte(1000).default(1) }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/search`,
        query: { "filters[namespace][PREFIX]": input.namespace, page: input.page },
      }),
      read: json(
        () => z.object({ results: z.array(z.object({ id: z.string(), description: z.string().nullish() })) }),
        (answer) => ({ flows: answer.results }),
      ),
    }),
  },
  limit: { rows: "matches" },
  bare: "matches",
};

interface BehaviourOutput {
  readonly found: boolean;
  readonly matches: readonly {
    readonly id: string;
    readonly score: number;
    readonly description?: string | null | undefined;
    readonly labels?: object | null | undefined;
  }[];
  readonly first?: unknown;
}
