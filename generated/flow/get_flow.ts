// Generated from specs/flow/get_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionsOfFlow } from "../operations/executions.ts";
import { flowDependencies, flowTraces } from "../operations/flows.ts";
import { triggersOfFlow } from "../operations/triggers.ts";

/** @param steps in `specs/flow/get_flow.ts` */
export const getFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_flow",
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
    }),
  calls: {
    flow: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () =>
        z.strictObject({
          namespace: z.string(),
          flow_id: z.string(),
          revision: z.number().check(integer).optional(),
        }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
        query: { revision: input.revision || undefined, source: true, allowDeleted: true },
      }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(() =>
        z.object({
          revision: z.number().check(integer).nullish(),
          description: z.string().nullish(),
          disabled: z.boolean().nullish(),
          deleted: z.boolean().nullish(),
          labels: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
          inputs: z.array(anyObject()).nullish(),
          triggers: z.array(anyObject()).nullish(),
          concurrency: anyObject().nullish(),
          sla: z.array(anyObject()).nullish(),
          tasks: z.array(anyObject()).nullish(),
          errors: z.array(anyObject()).nullish(),
          finally: z.array(anyObject()).nullish(),
          afterExecution: z.array(anyObject()).nullish(),
          source: z.string().nullish(),
          workerGroup: anyObject().nullish(),
          updated: z.string().nullish(),
          workerSelector: anyObject().nullish(),
          draft: z.boolean().nullish(),
        }),
      ),
      advice: {
        404: "No such flow, or no such revision. `find_flow` finds flows, and `manage_flow` lists their revisions.",
      },
      limit: { rows: "labels" },
    }),
    latest: flowTraces,
    triggers: triggersOfFlow,
    executions: executionsOfFlow,
    running: executionsOfFlow,
    queued: executionsOfFlow,
    dependencies: flowDependencies,
    limits: operation({
      method: "GET",
      effect: "read",
      lines: ["1.3", "2.0"],
      where: "tenant",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/api/v1/{tenant}/concurrency-limit/search` }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              namespace: z.string().nullish(),
              flowId: z.string().nullish(),
              running: z.number().check(integer).nullish(),
            }),
          ),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  limit: { rows: "labels", rest: "`manage_flow` get_yaml reads the whole source." },
};

interface BehaviourOutput {
  readonly namespace: string;
  readonly flowId: string;
  readonly revision?: number | null | undefined;
  readonly latestRevision?: number | null | undefined;
  readonly updated?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly isSetToRun: boolean;
  readonly message: string;
  readonly disabled: boolean;
  readonly draft?: boolean | null | undefined;
  readonly deleted?: boolean | null | undefined;
  readonly labels?: readonly { readonly key: string; readonly value: string }[] | null | undefined;
  readonly inputs?: object | null | undefined;
  readonly triggers: readonly object[];
  readonly concurrency?: object | null | undefined;
  readonly workers?: readonly object[] | null | undefined;
  readonly sla?: readonly object[] | null | undefined;
  readonly dependsOn: readonly object[];
  readonly dependents: readonly object[];
  readonly executions: object;
  readonly warnings?: readonly string[] | null | undefined;
  readonly source?: string | null | undefined;
}
