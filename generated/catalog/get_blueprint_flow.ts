// Generated from specs/catalog/get_blueprint_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite, operation } from "../../runtime/compiled/operation.ts";
import { json } from "../../runtime/compiled/read.ts";
import { path } from "../../runtime/compiled/request.ts";
import { anyJson } from "../../runtime/compiled/zod-json.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  compatiblePlugins,
  installedPlugins,
  pluginSet,
  publicBlueprint,
  publicPlugins,
} from "../operations/catalog.ts";

/** @param steps in `specs/catalog/get_blueprint_flow.ts` */
export const getBlueprintFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "get_blueprint_flow",
  toolset: "catalog",
  argumentAliases: { blueprintId: "id", blueprint_id: "id" },
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: "nowhere" as const,
  input: () => z.strictObject({ id: anyJson() }),
  calls: {
    plugin_set: pluginSet,
    installed: installedPlugins,
    open: publicPlugins,
    compatible: compatiblePlugins,
    custom: operation({
      method: "GET",
      effect: "read",
      edition: "ee",
      where: "tenant",
      input: () => z.strictObject({ id: z.string() }),
      request: (input) => ({ path: path`/api/v1/{tenant}/blueprints/custom/${input.id}` }),
      siblings: ["/api/v1/{tenant}/blueprints/custom/tags"],
      read: json(() => z.object({ title: z.string().nullish(), source: z.string().nullish() })),
    }),
    blueprint: publicBlueprint,
  },
  uses: ["kept"] as const,
  offline: true as const,
  limit: { rows: "missing", rest: "It is longer than a result may be." },
};

interface BehaviourOutput {
  readonly id: string;
  readonly title?: string | null | undefined;
  readonly source: string;
  readonly yaml: string;
  readonly missing: readonly object[];
  readonly inputs: readonly object[];
  readonly secrets: readonly string[];
  readonly ee?: boolean | null | undefined;
  readonly note?: string | null | undefined;
}
