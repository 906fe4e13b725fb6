// Generated from specs/flow/compare_revisions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { flowRevisions } from "../operations/flows.ts";
import { auditEntries } from "../operations/people.ts";

/** @param steps in `specs/flow/compare_revisions.ts` */
export const compareRevisions = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "compare_revisions",
  toolset: "flow",
  within: { flow_id: "namespace" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () =>
    z.strictObject({
      namespace: z.string(),
      flow_id: z.string(),
      revision: z.number().check(integer).optional(),
      base_revision: z.number().check(integer).optional(),
    }),
  calls: { revisions: flowRevisions, audit: auditEntries },
  limit: { rest: "`manage_flow` with action list_revisions shows whole sources." },
};

interface BehaviourOutput {
  readonly namespace: string;
  readonly flowId: string;
  readonly base: {
    readonly revision: number;
    readonly updated?: string | null | undefined;
    readonly by?: string | null | undefined;
    readonly disabled?: boolean | null | undefined;
  };
  readonly revision: {
    readonly revision: number;
    readonly updated?: string | null | undefined;
    readonly by?: string | null | undefined;
    readonly disabled?: boolean | null | undefined;
  };
  readonly equal: boolean;
  readonly added?: number | null | undefined;
  readonly removed?: number | null | undefined;
  readonly message: string;
  readonly diff?: string | null | undefined;
}
