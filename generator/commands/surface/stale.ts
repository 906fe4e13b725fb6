import { isDeepStrictEqual } from "node:util";
import type { Compilation } from "../../compile.ts";
import { toldText } from "../../emit/told.ts";
import { apart } from "../../made.ts";
import { SurfaceError } from "./surface.ts";

/**
 * Refuses what clients would not see once it is generated anew.
 * @param told the text of `generated/tools.json` @throws SurfaceError where it is not what the specs say
 */
export function refuseStale(told: string, { models, toolsets, diagnostics }: Compilation): void {
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new SurfaceError("The specs have errors: run `npm run generate`, which tells them.");
  const { tools } = apart(models, toolsets.toolsets);
  if (!isDeepStrictEqual(parsed(told), JSON.parse(toldText(tools))))
    throw new SurfaceError("generated/tools.json is not what the specs say: run `npm run generate` first.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
