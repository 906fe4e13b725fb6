// Generated from specs/catalog/task_schema.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  classDocument,
  compatiblePlugins,
  installedPlugins,
  pluginSet,
  publicDefinition,
  publicPlugins,
} from "../operations/catalog.ts";

/** @param steps in `specs/catalog/task_schema.ts` */
export const taskSchema = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "task_schema",
  toolset: "catalog",
  argumentAliases: { type: "cls", class: "cls", task: "cls", taskType: "cls" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () =>
    z.strictObject({
      cls: z.string(),
      all: z.boolean().default(false),
      version: z.string().optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    plugin_set: pluginSet,
    installed: installedPlugins,
    open: publicPlugins,
    here: classDocument,
    compatible: compatiblePlugins,
    hereOf: operation({
      method: "GET",
      effect: "read",
      where: "tenant",
      input: () => z.strictObject({ cls: z.string(), version: z.string(), all: z.boolean().optional() }),
      request: (input) => ({
        path: path`/api/v1/plugins/${input.cls}/versions/${input.version}`,
        query: { all: input.all || undefined },
      }),
      siblings: {
        "1.0": [
          "/api/v1/{tenant}/auditlogs/{id}/diff",
          "/api/v1/{tenant}/executions/{executionId}/file",
          "/api/v1/{tenant}/executions/{executionId}/flow",
          "/api/v1/{tenant}/executions/{executionId}/follow",
          "/api/v1/{tenant}/executions/{executionId}/follow-dependencies",
          "/api/v1/{tenant}/executions/{executionId}/graph",
          "/api/v1/{tenant}/flows/{namespace}/{id}",
          "/api/v1/{tenant}/groups/{id}/members",
          "/api/v1/{tenant}/logs/{executionId}/download",
          "/api/v1/{tenant}/logs/{executionId}/follow",
          "/api/v1/{tenant}/namespaces/{id}/inherited-plugindefaults",
          "/api/v1/{tenant}/namespaces/{id}/inherited-variables",
          "/api/v1/{tenant}/namespaces/{namespace}/dependencies",
          "/api/v1/{tenant}/namespaces/{namespace}/files",
          "/api/v1/{tenant}/namespaces/{namespace}/inherited-secrets",
          "/api/v1/{tenant}/namespaces/{namespace}/kv",
          "/api/v1/{tenant}/namespaces/{namespace}/secrets",
          "/api/v1/{tenant}/service-accounts/{id}/api-tokens",
          "/api/v1/{tenant}/tests/{namespace}/{id}",
          "/api/v1/{tenant}/triggers/{namespace}/{flowId}",
        ],
        "1.3": [
          "/api/v1/{tenant}/assets/{id}/dependencies",
          "/api/v1/{tenant}/auditlogs/{id}/diff",
          "/api/v1/{tenant}/executions/{executionId}/file",
          "/api/v1/{tenant}/executions/{executionId}/flow",
          "/api/v1/{tenant}/executions/{executionId}/follow",
          "/api/v1/{tenant}/executions/{executionId}/follow-dependencies",
          "/api/v1/{tenant}/executions/{executionId}/graph",
          "/api/v1/{tenant}/flows/{namespace}/{id}",
          "/api/v1/{tenant}/groups/{id}/members",
          "/api/v1/{tenant}/logs/{executionId}/download",
          "/api/v1/{tenant}/logs/{executionId}/follow",
          "/api/v1/{tenant}/namespaces/{id}/inherited-plugindefaults",
          "/api/v1/{tenant}/namespaces/{id}/inherited-variables",
          "/api/v1/{tenant}/namespaces/{namespace}/credentials",
          "/api/v1/{tenant}/namespaces/{namespace}/dependencies",
          "/api/v1/{tenant}/namespaces/{namespace}/files",
          "/api/v1/{tenant}/namespaces/{namespace}/inherited-secrets",
          "/api/v1/{tenant}/namespaces/{namespace}/kv",
          "/api/v1/{tenant}/namespaces/{namespace}/secrets",
          "/api/v1/{tenant}/service-accounts/{id}/api-tokens",
          "/api/v1/{tenant}/tests/{namespace}/{id}",
          "/api/v1/{tenant}/triggers/{namespace}/{flowId}",
        ],
        "2.0": [
          "/api/v1/plugins/icons/{cls}/icon.svg",
          "/api/v1/{tenant}/assets/{id}/dependencies",
          "/api/v1/{tenant}/auditlogs/{id}/diff",
          "/api/v1/{tenant}/executions/{executionId}/file",
          "/api/v1/{tenant}/executions/{executionId}/flow",
          "/api/v1/{tenant}/executions/{executionId}/follow",
          "/api/v1/{tenant}/executions/{executionId}/follow-dependencies",
          "/api/v1/{tenant}/executions/{executionId}/graph",
          "/api/v1/{tenant}/flows/{namespace}/{id}",
          "/api/v1/{tenant}/groups/{id}/members",
          "/api/v1/{tenant}/logs/{executionId}/download",
          "/api/v1/{tenant}/logs/{executionId}/follow",
          "/api/v1/{tenant}/namespaces/{id}/inherited-variables",
          "/api/v1/{tenant}/namespaces/{namespace}/credentials",
          "/api/v1/{tenant}/namespaces/{namespace}/dependencies",
          "/api/v1/{tenant}/namespaces/{namespace}/files",
          "/api/v1/{tenant}/namespaces/{namespace}/inherited-secrets",
          "/api/v1/{tenant}/namespaces/{namespace}/reusable-inputs",
          "/api/v1/{tenant}/outputs/{executionId}/{taskRunId}",
          "/api/v1/{tenant}/policies/{id}/evaluate",
          "/api/v1/{tenant}/service-accounts/{id}/api-tokens",
          "/api/v1/{tenant}/tests/{namespace}/{id}",
          "/api/v1/{tenant}/triggers/{namespace}/{flowId}",
        ],
      },
      read: json(() => z.object({ schema: anyObject().nullish(), markdown: z.string().nullish() })),
    }),
    there: publicDefinition,
    thereOf: operation({
      service: "catalog",
      method: "GET",
      effect: "read",
      where: "nowhere",
      input: () => z.strictObject({ plugin: z.string(), version: z.string(), cls: z.string() }),
      request: (input) => ({
        path: path`/v1/plugins/${input.plugin}/versions/${input.version}/definitions/${input.cls}`,
        query: { markdown: false },
      }),
      read: json(() => z.object({ schema: anyObject().nullish() })),
    }),
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "properties" },
};

interface BehaviourOutput {
  readonly type: string;
  readonly kind?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly plugin?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly installed?: boolean | null | undefined;
  readonly install?: string | null | undefined;
  readonly deprecated?: boolean | null | undefined;
  readonly ee?: boolean | null | undefined;
  readonly properties: readonly object[];
  readonly outputs: object;
  readonly example?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
