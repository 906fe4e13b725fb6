import { reseal, seals, type Resealed, type SealedKind } from "../../store/seals.ts";
import { allSound } from "./sound-records.ts";
import type { UserContext, UserPrinted } from "./user-context.ts";

/** Seals all by the first key. It may be run again, and beside a server that runs. */
export async function rotateKeys(context: UserContext): Promise<UserPrinted> {
  const { store, vault, tell, broken } = context;
  vault.requireKey();
  const done: Record<Resealed, number> = { resealed: 0, fresh: 0, open: 0, closed: 0 };
  for (const kind of Object.keys(seals) as SealedKind[])
    for await (const record of allSound(context, kind)) done[await reseal(store, vault, kind, record)]++;
  const { resealed, fresh, closed } = done;
  tell({ event: "keys rotated", reason: `encrypted anew: ${resealed}` });
  const out = `Encrypted anew with the first key: ${resealed}. Encrypted with it before: ${fresh}.\n`;
  if (closed === 0 && broken.said() !== "") return { out, exitCode: 1 };
  if (closed === 0) return { out: `${out}The other keys can go.\n`, exitCode: 0 };
  const err = `Not opened by any of the keys: ${closed}. Add the key that encrypted them, or remove them.\n`;
  return { out, err, exitCode: 1 };
}
