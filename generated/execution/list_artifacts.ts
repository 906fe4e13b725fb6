// Generated from specs/execution/list_artifacts.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionArtifacts,
  executionFileSize,
  flowOutputs,
  runOutputs,
  runsWithOutputs,
} from "../operations/executions.ts";

/** @param steps in `specs/execution/list_artifacts.ts` */
export const listArtifacts = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_artifacts",
  toolset: "execution",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      task_id: z.string().optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    execution: executionArtifacts,
    outputs: flowOutputs,
    runs: runsWithOutputs,
    run: runOutputs,
    size: executionFileSize,
    metrics: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string(), task_id: z.string().optional() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/metrics/${input.execution_id}`,
        query: { taskId: input.task_id, size: 25 },
      }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({
              taskId: z.string().nullish(),
              name: z.string(),
              type: z.string(),
              value: z.number(),
              tags: anyObject().nullish(),
            }),
          ),
          total: z.number().check(integer),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  limit: { rows: "tasks" },
};

interface BehaviourOutput {
  readonly summary: string;
  readonly executionId: string;
  readonly state: string;
  readonly tasks: readonly {
    readonly taskId?: string | null | undefined;
    readonly taskRunId?: string | null | undefined;
    readonly value?: string | null | undefined;
    readonly iteration?: number | null | undefined;
    readonly outputs: readonly {
      readonly name: string;
      readonly type: string;
      readonly size?: number | null | undefined;
    }[];
    readonly more?: number | null | undefined;
    readonly reason?: string | null | undefined;
  }[];
  readonly outputs: readonly {
    readonly name: string;
    readonly type: string;
    readonly size?: number | null | undefined;
  }[];
  readonly files: readonly {
    readonly uri: string;
    readonly size?: number | null | undefined;
    readonly from: readonly string[];
    readonly reason?: string | null | undefined;
  }[];
  readonly metrics: readonly {
    readonly taskId?: string | null | undefined;
    readonly name: string;
    readonly type: string;
    readonly value: number;
    readonly tags?: object | null | undefined;
  }[];
  readonly totals: {
    readonly taskRuns?: number | null | undefined;
    readonly files?: number | null | undefined;
    readonly metrics?: number | null | undefined;
  };
  readonly truncated?: string | null | undefined;
}
