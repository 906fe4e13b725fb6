// Generated from specs/catalog/versions.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import { integer } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import { installedPlugins, pluginSet, publicPlugins } from "../operations/catalog.ts";

/** @param steps in `specs/catalog/versions.ts` */
export const versions = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "versions",
  toolset: "catalog",
  argumentAliases: { name: "plugin", query: "plugin" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () =>
    z.strictObject({ plugin: z.string().optional(), offset: z.number().check(integer).gte(0).default(0) }),
  calls: { plugin_set: pluginSet, installed: installedPlugins, open: publicPlugins },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "versions" },
};

interface BehaviourOutput {
  readonly versions: readonly {
    readonly plugin: string;
    readonly version?: string | null | undefined;
    readonly newest?: string | null | undefined;
    readonly installed?: boolean | null | undefined;
  }[];
  readonly total: number;
  readonly note?: string | null | undefined;
  readonly truncated?: string | null | undefined;
}
