// Generated from specs/operations/catalog.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { operation } from "../../runtime/compiled/operation.ts";
import { json, nothing, text } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyObject, integer } from "../../runtime/compiled/zod-json.ts";
import { forRelease } from "../../runtime/per-line.ts";

export const classDocument = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({ cls: z.string(), all: z.boolean().optional() }),
  request: (input) => ({ path: path`/api/v1/plugins/${input.cls}`, query: { all: input.all || undefined } }),
  siblings: {
    "1.0": [
      "/api/v1/plugins/icons",
      "/api/v1/plugins/inputs",
      "/api/v1/{tenant}/dashboards",
      "/api/v1/{tenant}/dependencies",
      "/api/v1/{tenant}/executions",
      "/api/v1/{tenant}/security-integrations",
      "/api/v1/{tenant}/tenant-access",
      "/api/v1/{tenant}/usages",
    ],
    "1.3": [
      "/api/v1/plugins/icons",
      "/api/v1/plugins/inputs",
      "/api/v1/{tenant}/credentials",
      "/api/v1/{tenant}/dashboards",
      "/api/v1/{tenant}/dependencies",
      "/api/v1/{tenant}/executions",
      "/api/v1/{tenant}/kv",
      "/api/v1/{tenant}/secrets",
      "/api/v1/{tenant}/security-integrations",
      "/api/v1/{tenant}/service-accounts",
      "/api/v1/{tenant}/tenant-access",
      "/api/v1/{tenant}/usages",
    ],
    "2.0": [
      "/api/v1/plugins/icons",
      "/api/v1/plugins/inputs",
      "/api/v1/plugins/triggers",
      "/api/v1/{tenant}/credentials",
      "/api/v1/{tenant}/dashboards",
      "/api/v1/{tenant}/dependencies",
      "/api/v1/{tenant}/executions",
      "/api/v1/{tenant}/kv",
      "/api/v1/{tenant}/quota-limits",
      "/api/v1/{tenant}/secrets",
      "/api/v1/{tenant}/security-integrations",
      "/api/v1/{tenant}/service-accounts",
      "/api/v1/{tenant}/tenant-access",
      "/api/v1/{tenant}/usages",
    ],
  },
  read: json(() => z.object({ schema: anyObject().nullish(), markdown: z.string().nullish() })),
});

export const compatiblePlugins = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ kestra_version: z.string() }),
  request: (input) => ({
    path: path`/v1/plugins/artifacts/core-compatibility/${input.kestra_version}/latest`,
  }),
  read: json(
    () => z.array(z.object({ groupId: z.string(), artifactId: z.string(), version: z.string().nullish() })),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});

export const customBlueprints = operation({
  method: "GET",
  effect: "read",
  edition: "ee",
  where: "tenant",
  input: () => z.strictObject({ query: z.string().optional() }),
  request: (input, { line }) => ({
    path: path`/api/v1/{tenant}/blueprints/custom`,
    query: {
      ...forRelease(line, { "1.0": { q: input.query }, "2.0": { "filters[q][EQUALS]": input.query } }),
      size: 100,
      page: 1,
    },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          id: z.string().nullish(),
          title: z.string().nullish(),
          description: z.string().nullish(),
          includedTasks: z.array(z.string()).nullish(),
          tags: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 3 },
});

export const docPage = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ segments: z.array(z.string()), version: z.string() }),
  request: (input) => ({ path: path`/v1/docs/docs/${input.segments}/versions/${input.version}` }),
  siblings: ["/v1/docs/docs/versions/{version}/children"],
  read: text((answer) => ({ result: answer })),
  limit: { text: "result" },
});

export const docPages = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ version: z.string() }),
  request: (input) => ({ path: path`/v1/docs/docs/versions/${input.version}/children` }),
  siblings: ["/v1/docs/docs/{path}/versions/{version}"],
  read: json(anyObject),
});

export const installedPlugins = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({}),
  request: (_, { line }) => ({
    path: path`/api/v1/plugins`,
    query: forRelease(line, { "1.0": {}, "2.0": { size: 1000 } }),
  }),
  read: {
    "1.0": json(
      () =>
        z.array(
          z.object({
            name: z.string().nullish(),
            title: z.string().nullish(),
            description: z.string().nullish(),
            license: z.string().nullish(),
            group: z.string().nullish(),
            version: z.string().nullish(),
            aliases: z.array(z.string()).nullish(),
            categories: z.array(z.string()).nullish(),
            tasks: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            triggers: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            conditions: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            taskRunners: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            storages: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            secrets: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            logExporters: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            apps: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            appBlocks: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            charts: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            dataFilters: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            dataFiltersKPI: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
            additionalPlugins: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                }),
              )
              .nullish(),
          }),
        ),
      (answer) => ({ results: answer }),
    ),
    "2.0": json(() =>
      z.object({
        results: z.array(
          z.object({
            name: z.string().nullish(),
            title: z.string().nullish(),
            description: z.string().nullish(),
            license: z.string().nullish(),
            group: z.string().nullish(),
            version: z.string().nullish(),
            aliases: z.array(z.string()).nullish(),
            categories: z.array(z.string()).nullish(),
            tasks: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            triggers: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            taskRunners: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            storages: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            secrets: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            logExporters: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            apps: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            appBlocks: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            charts: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            dataFilters: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            dataFiltersKPI: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
            additionalPlugins: z
              .array(
                z.object({
                  cls: z.string().nullish(),
                  title: z.string().nullish(),
                  description: z.string().nullish(),
                  deprecated: z.boolean().nullish(),
                }),
              )
              .nullish(),
          }),
        ),
      }),
    ),
  },
  limit: { rows: "results" },
});

export const newestRelease = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/v1/versions/latest` }),
  read: json(() => z.object({ version: z.string().nullish() })),
});

export const pluginSet = operation({
  method: "GET",
  effect: "read",
  where: "tenant",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/api/v1/configs` }),
  read: json(() =>
    z.object({ version: z.string().nullish(), pluginsHash: z.number().check(integer).nullish() }),
  ),
});

export const publicBlueprint = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ id: z.string() }),
  request: (input) => ({ path: path`/v1/blueprints/${input.id}/versions/latest` }),
  read: json(() =>
    z.object({
      title: z.string().nullish(),
      flow: z.string().nullish(),
      source: z.string().nullish(),
      ee: z.boolean().nullish(),
    }),
  ),
});

export const publicBlueprints = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ query: z.string().optional() }),
  request: (input) => ({
    path: path`/v1/blueprints/versions/latest`,
    query: { q: input.query, size: 200, page: 1 },
  }),
  read: json(() =>
    z.object({
      results: z.array(
        z.object({
          id: z.string(),
          title: z.string().nullish(),
          shortDescription: z.string().nullish(),
          description: z.string().nullish(),
          includedTasks: z.array(z.string()).nullish(),
          tags: z.array(z.string()).nullish(),
          subTags: z.array(z.string()).nullish(),
          ee: z.boolean().nullish(),
        }),
      ),
    }),
  ),
  limit: { rows: "results" },
  pages: { rows: "results", most: 4 },
});

export const publicDefinition = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ cls: z.string() }),
  request: (input) => ({ path: path`/v1/plugins/definitions/${input.cls}`, query: { markdown: false } }),
  siblings: ["/v1/plugins/{name}/versions"],
  read: json(() => z.object({ schema: anyObject().nullish() })),
});

export const publicPlugins = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({}),
  request: () => ({ path: path`/v1/plugins` }),
  read: json(
    () =>
      z.array(
        z.object({
          name: z.string().nullish(),
          title: z.string().nullish(),
          description: z.string().nullish(),
          license: z.string().nullish(),
          group: z.string().nullish(),
          version: z.string().nullish(),
          aliases: z.array(z.string()).nullish(),
          categories: z.array(z.string()).nullish(),
          tasks: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          triggers: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          conditions: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          taskRunners: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          storages: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          secrets: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          logExporters: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          apps: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          appBlocks: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          charts: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          dataFilters: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          dataFiltersKPI: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
          additionalPlugins: z
            .array(
              z.object({
                cls: z.string().nullish(),
                title: z.string().nullish(),
                description: z.string().nullish(),
                deprecated: z.boolean().nullish(),
              }),
            )
            .nullish(),
        }),
      ),
    (answer) => ({ results: answer }),
  ),
  limit: { rows: "results" },
});

export const publicReleases = operation({
  service: "catalog",
  method: "GET",
  effect: "read",
  where: "nowhere",
  input: () => z.strictObject({ plugin: z.string() }),
  request: (input) => ({ path: path`/v1/plugins/artifacts/${input.plugin}` }),
  siblings: ["/v1/plugins/{name}/versions"],
  read: json(
    () =>
      z.array(
        z.object({
          version: z.string(),
          minCoreCompatibilityVersion: z.string().nullish(),
          publishedAt: z.string().nullish(),
          releaseNotesUrl: z.string().nullish(),
        }),
      ),
    (answer) => ({ results: answer }),
  ),
  on: { 404: nothing(() => ({ results: [] })) },
  limit: { rows: "results" },
});
