// Generated from specs/flow/validate_flow.yaml by `npm run generate`. Do not edit.

import * as z from "zod";
import { composite } from "../../runtime/compiled/operation.ts";
import type { Steps, Tool } from "../../runtime/tool/definition.ts";
import {
  classDocument,
  compatiblePlugins,
  installedPlugins,
  pluginSet,
  publicPlugins,
} from "../operations/catalog.ts";
import { checkedFlow } from "../operations/flows.ts";
import { inputTypes } from "../operations/plugins.ts";

/** @param steps in `specs/flow/validate_flow.ts` */
export const validateFlow = (steps: Steps<typeof behaviour, BehaviourOutput>): Tool => ({
  name: "validate_flow",
  toolset: "flow",
  longTexts: ["yaml_definition"],
  behaviour: composite({ ...behaviour, steps }),
});

const behaviour = {
  where: { made: true } as const,
  input: () => z.strictObject({ yaml_definition: z.string() }),
  calls: {
    validate: checkedFlow,
    inputs: inputTypes,
    plugin_set: pluginSet,
    installed: installedPlugins,
    open: publicPlugins,
    document: classDocument,
    compatible: compatiblePlugins,
  },
  uses: ["kept"] as const,
  limit: { rows: "problems", rest: "Mend these first." },
};

interface BehaviourOutput {
  readonly valid: boolean;
  readonly message: string;
  readonly problems: readonly {
    readonly severity: string;
    readonly message: string;
    readonly path?: string | null | undefined;
    readonly line?: number | null | undefined;
    readonly column?: number | null | undefined;
    readonly didYouMean?: readonly string[] | null | undefined;
    readonly fix?:
      | { readonly line: number; readonly column: number; readonly replace: string; readonly with: string }
      | null
      | undefined;
    readonly document?: number | null | undefined;
  }[];
}
