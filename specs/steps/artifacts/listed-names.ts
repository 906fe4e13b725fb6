import { joined, say, shortened, type Said } from "../../../runtime/text/said.ts";

/** Names in a sentence at most, and characters of each. */
const mostNamed = 20;
const longestName = 100;

/** Names, one after the other, as a sentence has them. */
export function listOf(names: readonly (string | Said)[]): Said {
  const rest = names.length - mostNamed;
  const shown = names
    .slice(0, mostNamed)
    .map((name) => (typeof name === "string" ? shortened(name, longestName, "…") : name));
  return joined([...shown, ...(rest > 0 ? [say`and ${rest} more`] : [])], ", ");
}
