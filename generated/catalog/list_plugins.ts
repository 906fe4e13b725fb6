// Generated from specs/catalog/list_plugins.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { installedPlugins, pluginSet, publicPlugins } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/list_plugins.ts` */
export const listPlugins = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "list_plugins",
  toolset: "catalog",
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () =>
    z.strictObject({ category: z.string().optional(), offset: z.number().check(integer).gte(0).default(0) }),
  calls: { plugin_set: pluginSet, installed: installedPlugins, open: publicPlugins },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "plugins" },
};

interface BehaviourOutput {
  readonly plugins: readonly object[];
  readonly total: number;
  readonly note?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
