// Generated from specs/flow/show_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json, link } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { executionsOfFlow, taskRunsOfExecution } from "../operations/executions.ts";
import { flowDependencies } from "../operations/flows.ts";
import { triggersOfFlow } from "../operations/triggers.ts";

/** @param steps in `specs/flow/show_flow.ts` */
export const showFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "show_flow",
  toolset: "flow",
  within: { flow_id: "namespace" },
  view: () => import("../views/show_flow-page.ts"),
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { namespaces: ["namespace"] } as const,
  input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
  calls: {
    flow: operation({
      method: "GET",
      effect: "read",
      where: { namespaces: ["namespace"] },
      input: () => z.strictObject({ namespace: z.string(), flow_id: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/flows/${input.namespace}/${input.flow_id}`,
        query: { allowDeleted: true },
      }),
      siblings: ["/api/v1/{tenant}/flows/export/by-query"],
      read: json(
        () =>
          z.object({
            revision: z.number().check(integer).nullish(),
            disabled: z.boolean().nullish(),
            deleted: z.boolean().nullish(),
            tasks: z.array(anyObject()).nullish(),
            errors: z.array(anyObject()).nullish(),
            finally: z.array(anyObject()).nullish(),
            afterExecution: z.array(anyObject()).nullish(),
            triggers: z.array(anyObject()).nullish(),
            draft: z.boolean().nullish(),
          }),
        (answer, input, ui) => ({
          revision: answer.revision,
          disabled: answer.disabled,
          deleted: answer.deleted,
          tasks: answer.tasks,
          errors: answer.errors,
          finally: answer.finally,
          afterExecution: answer.afterExecution,
          triggers: answer.triggers,
          url: link(ui, path`flows/edit/${input.namespace}/${input.flow_id}`),
          draft: answer.draft,
        }),
      ),
      advice: { 404: "No such flow. `find_flow` finds flows." },
    }),
    triggers: triggersOfFlow,
    executions: executionsOfFlow,
    dependencies: flowDependencies,
    runs: taskRunsOfExecution,
  },
  limit: { rows: "tasks", rest: "`get_flow` reads the source." },
};

interface BehaviourOutput {
  readonly summary: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly revision?: number | null | undefined;
  readonly isSetToRun: boolean;
  readonly tasks: readonly {
    readonly id: string;
    readonly type: string;
    readonly depth?: number | null | undefined;
    readonly branch?: string | null | undefined;
    readonly kind?: string | null | undefined;
    readonly when?: string | null | undefined;
    readonly after?: readonly string[] | null | undefined;
    readonly flow?: string | null | undefined;
    readonly retries?: boolean | null | undefined;
    readonly disabled?: boolean | null | undefined;
    readonly state?: string | null | undefined;
    readonly runs?: number | null | undefined;
    readonly seconds?: number | null | undefined;
  }[];
  readonly triggers: readonly {
    readonly id: string;
    readonly type: string;
    readonly disabled: boolean;
    readonly state?: string | null | undefined;
    readonly nextDate?: string | null | undefined;
    readonly cron?: string | null | undefined;
  }[];
  readonly executions: readonly {
    readonly id: string;
    readonly state: string;
    readonly startDate?: string | null | undefined;
    readonly seconds?: number | null | undefined;
    readonly revision?: number | null | undefined;
  }[];
  readonly url?: string | null | undefined;
  readonly unknown?: readonly string[] | null | undefined;
  readonly truncated?: string | null | undefined;
}
