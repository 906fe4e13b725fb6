import type { KeptFacts } from "../../../runtime/tool/kept.ts";
import { catalogService } from "../catalog/known-catalog.ts";

/** Whose words an answer holds, and how old they are. */
export function siteNote(kept: KeptFacts): string {
  const origin = kept.origin(catalogService);
  return `Words of kestra.io${origin === undefined ? "" : `, as of ${origin.at}`}.`;
}
