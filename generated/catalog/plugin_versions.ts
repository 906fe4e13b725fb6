// Generated from specs/catalog/plugin_versions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { installedPlugins, pluginSet, publicPlugins, publicReleases } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/plugin_versions.ts` */
export const pluginVersions = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "plugin_versions",
  toolset: "catalog",
  argumentAliases: {
    name: "plugin",
    repository: "plugin",
    repo: "plugin",
    id: "plugin",
    artifactId: "plugin",
  },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({ plugin: z.string() }),
  calls: {
    plugin_set: pluginSet,
    installed: installedPlugins,
    open: publicPlugins,
    releases: publicReleases,
    managed: operation({
      method: "GET",
      effect: "read",
      edition: "ee",
      where: "instance",
      input: () => z.strictObject({}),
      request: () => ({ path: path`/api/v1/instance/versioned-plugins`, query: { size: 1000 } }),
      read: json(() =>
        z.object({
          results: z.array(
            z.object({ artifactId: z.string().nullish(), versions: z.array(z.string()).nullish() }),
          ),
        }),
      ),
      limit: { rows: "results" },
    }),
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "installed", rest: "Older ones are in the releases of its repository." },
};

interface BehaviourOutput {
  readonly plugin: string;
  readonly installed: readonly string[];
  readonly releases: readonly object[];
  readonly note?: string | null | undefined;
}
