// Generated from specs/execution/get_artifact.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { file, json, nothing } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyJson, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  executionArtifacts,
  executionFileSize,
  flowOutputs,
  runOutputs,
  runsWithOutputs,
} from "../operations/executions.ts";

/** @param steps in `specs/execution/get_artifact.ts` */
export const getArtifact = (steps: {
  readonly get: Steps<typeof get, GetOutput>;
  readonly save: Steps<typeof save, SaveOutput>;
}): Tool => ({
  name: "get_artifact",
  toolset: "execution",
  behaviour: {
    by: "action",
    default: "get",
    actions: {
      get: composite({ ...get, steps: steps.get }),
      save: composite({ ...save, steps: steps.save }),
    },
  },
});

const get = {
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      uri: z.string().optional(),
      task_id: z.string().optional(),
      name: z.string().optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    execution: executionArtifacts,
    outputs: flowOutputs,
    runs: runsWithOutputs,
    run: runOutputs,
    size: executionFileSize,
    file: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string(), uri: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/${input.execution_id}/file`,
        query: { path: input.uri },
      }),
      read: file((answer) => ({
        result: answer.content,
        encoding: answer.encoding,
        mediaType: answer.mediaType,
      })),
      on: { 404: nothing(() => ({ result: "", encoding: "none" })) },
      limit: { text: "result" },
      excerpt: "file",
    }),
    preview: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
      input: () =>
        z.strictObject({ execution_id: z.string(), uri: z.string(), rows: z.number().check(integer) }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/${input.execution_id}/file/preview`,
        query: { path: input.uri, maxRows: input.rows },
      }),
      siblings: ["/api/v1/{tenant}/executions/flows/{namespace}/{flowId}"],
      read: json(() => z.object({ type: z.string(), content: anyJson().optional(), truncated: z.boolean() })),
      on: { 404: nothing(() => ({ type: "none", content: "", truncated: false })) },
    }),
  },
  limit: { text: "result", offset: "offset" },
  links: "kestra:///{+folder}/executions/{execution_id}/{+file}",
};

interface GetOutput {
  readonly executionId: string;
  readonly taskId?: string | null | undefined;
  readonly taskRunId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly uri?: string | null | undefined;
  readonly type: string;
  readonly size: number;
  readonly encoding?: string | null | undefined;
  readonly mediaType?: string | null | undefined;
  readonly value?: object | null | undefined;
  readonly rows?: unknown;
  readonly result?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}

const save = {
  effect: "write" as const,
  where: { executions: ["execution_id"] } as const,
  input: () =>
    z.strictObject({
      execution_id: z.string(),
      uri: z.string().optional(),
      task_id: z.string().optional(),
      name: z.string().optional(),
      file_name: z.string().optional(),
    }),
  calls: {
    execution: executionArtifacts,
    outputs: flowOutputs,
    runs: runsWithOutputs,
    run: runOutputs,
    size: executionFileSize,
    file: operation({
      method: "GET",
      effect: "read",
      where: { executions: ["execution_id"] },
      input: () => z.strictObject({ execution_id: z.string(), uri: z.string() }),
      request: (input) => ({
        path: path`/api/v1/{tenant}/executions/${input.execution_id}/file`,
        query: { path: input.uri },
      }),
      read: file((answer) => ({
        result: answer.content,
        encoding: answer.encoding,
        mediaType: answer.mediaType,
      })),
      on: { 404: nothing(() => ({ result: "", encoding: "none" })) },
      limit: { text: "result" },
    }),
  },
  uses: ["downloads"] as const,
};

interface SaveOutput {
  readonly executionId: string;
  readonly path: string;
  readonly size: number;
}
