import { allOf } from "./all-of.ts";
import { credentialIn } from "./records.ts";
import { isClosed } from "./seals.ts";
import { isSound } from "./sound.ts";
import type { Store } from "./store.ts";
import { sealedBy, type Vault } from "./vault.ts";

/** What the operator is told of stored credentials that none of the keys opens; undefined where there are none. */
export async function closedCredentials(
  store: Pick<Store, "page">,
  vault: Vault,
): Promise<string | undefined> {
  const counts = new Map<string, number>();
  for await (const record of allOf(store, "credential")) {
    if (!isSound("credential", record) || !isClosed(vault, "credential", record)) continue;
    const key = sealedBy(credentialIn(record).sealed);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const all = [...counts.values()].reduce((sum, one) => sum + one);
  const what = all === 1 ? "1 stored credential was" : `${all} stored credentials were`;
  const keys = [...counts].map(([key, count]) => `${key} (${count})`).join(", ");
  return `${what} sealed with a key that is not among KESTRA_MCP_ENCRYPTION_KEYS: ${keys}. Add it as it was then, or have those users register their credentials anew.`;
}
