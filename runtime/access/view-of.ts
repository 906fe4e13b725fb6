import type { Principal } from "../auth/principal.ts";
import type { SeenTools } from "./view.ts";

/** What a caller sees of all that the operator allows: all of it, or what the caller's roles leave of it. */
export async function viewOf(
  all: SeenTools,
  { permission }: Pick<Principal, "permission">,
): Promise<SeenTools> {
  if (permission === "all") return all;
  const { onFirstUse } = await import("./on-first-use.ts");
  return onFirstUse.viewFor(all.selection, permission);
}
