import { allOf } from "../../store/all-of.ts";
import { reseal, seals, type Resealed, type SealedKind } from "../../store/seals.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/** Seals all by the first key. It may be run again, and beside a server that runs. */
export async function rotateKeys({ store, vault }: UserContext): Promise<UserPrinted> {
  vault.requireKey();
  const done: Record<Resealed, number> = { resealed: 0, fresh: 0, open: 0, closed: 0 };
  for (const kind of Object.keys(seals) as SealedKind[])
    for await (const record of allOf(store, kind)) done[await reseal(store, vault, kind, record)]++;
  const { resealed, fresh, closed } = done;
  const out = `Encrypted anew with the first key: ${resealed}. Encrypted with it before: ${fresh}.\n`;
  if (closed === 0) return { out: `${out}The other keys can go.\n`, exitCode: 0 };
  const err = `Not opened by any of the keys: ${closed}. Add the key that encrypted them, or remove them.\n`;
  return { out, err, exitCode: 1 };
}
