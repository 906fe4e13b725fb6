// Generated from specs/catalog/plugin_tasks.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { installedPlugins, pluginSet, publicPlugins } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/plugin_tasks.ts` */
export const pluginTasks = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "plugin_tasks",
  toolset: "catalog",
  argumentAliases: {
    name: "plugin",
    group: "plugin",
    plugin_name: "plugin",
    pluginName: "plugin",
    id: "plugin",
  },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({ plugin: z.string(), offset: z.number().check(integer).gte(0).default(0) }),
  calls: { plugin_set: pluginSet, installed: installedPlugins, open: publicPlugins },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "groups" },
};

interface BehaviourOutput {
  readonly plugin: object;
  readonly groups: readonly { readonly group: string; readonly types: readonly object[] }[];
  readonly total: number;
  readonly note?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
