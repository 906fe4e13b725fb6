// Generated from specs/catalog/blueprints.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  customBlueprints,
  installedPlugins,
  pluginSet,
  publicBlueprints,
  publicPlugins,
} from "../operations/catalog.ts";

/** @param steps in `specs/catalog/blueprints.ts` */
export const blueprints = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "blueprints",
  toolset: "catalog",
  aliases: ["search_blueprints"],
  argumentAliases: { q: "query", text: "query" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () =>
    z.strictObject({
      query: z.string().optional(),
      tags: z.string().optional(),
      types: z.string().optional(),
      offset: z.number().check(integer).gte(0).default(0),
    }),
  calls: {
    plugin_set: pluginSet,
    installed: installedPlugins,
    open: publicPlugins,
    custom: customBlueprints,
    blueprints: publicBlueprints,
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "blueprints" },
};

interface BehaviourOutput {
  readonly blueprints: readonly object[];
  readonly total: number;
  readonly note?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
