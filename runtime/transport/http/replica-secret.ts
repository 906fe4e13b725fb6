import { hkdfSync, randomBytes } from "node:crypto";
import type { Store } from "../../store/store.ts";

/** What replicas of one store have in common, and nobody else: keys by what they are for. */
export interface ReplicaKeys {
  /** Tells callers apart. */
  readonly callers: Buffer;
  /** Signs tokens of calls that are confirmed. */
  readonly confirmations: Buffer;
}

/** Of kind `confirmation`; tokens have other ids. */
const id = "secret of all replicas";

/** Makes the secret for the first replica, and finds it for the others. Rejects with StoreError. */
export async function replicaKeys(store: Pick<Store, "add" | "get">): Promise<ReplicaKeys> {
  await store.add("confirmation", { id, body: { secret: randomBytes(32).toString("base64url") } });
  const kept = (await store.get("confirmation", id))?.body.secret;
  if (typeof kept !== "string") throw new Error("The store does not keep what it is given.");
  const secret = Buffer.from(kept, "base64url");
  const keyFor = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
  return { callers: keyFor("callers"), confirmations: keyFor("confirmations") };
}
