import { nearest } from "../../runtime/near-miss.ts";
import type { Hole } from "../forms/form.ts";
import type { Scope } from "./context/scope.ts";

/**
 * Reports `{holes}` that no argument fills.
 * @param names of the arguments; advice has none
 */
export function checkHoles(scope: Scope, holes: readonly Hole[], names: readonly string[]): void {
  for (const { text, at } of holes) {
    for (const [, hole = ""] of text.matchAll(/\{([^{}]+)\}/g)) {
      if (names.includes(hole)) continue;
      const near = nearest(hole, names);
      scope.report(
        at,
        `No argument is called "${hole}".`,
        near === undefined ? undefined : `Did you mean "{${near}}"?`,
      );
    }
  }
}
