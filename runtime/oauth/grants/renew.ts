import { userIn } from "../../store/records.ts";
import { fixedTimes, type Granting } from "./granting.ts";
import { findGrant, prolong, type KeptGrant } from "./grant.ts";
import { keepUser } from "./user.ts";

/**
 * `ended`: the provider takes the login no more; `gone`: the grant was revoked meanwhile; `unreachable`: nobody could say for a day;
 * `often`: it was renewed too often in this minute.
 */
export type Renewed = KeptGrant | "ended" | "gone" | "unreachable" | "often";

/** How often a grant is renewed in a minute, each time with tokens that are kept: several processes of a client do it at once. */
const mostRenewals = 100;

/**
 * Keeps a grant that is used for longer and, where that was not done lately, asks the identity provider again about its user and
 * keeps the roles that it says. Of several refreshes at once one does it: a provider that rotates its tokens takes each but once,
 * and none writes over what another wrote.
 */
export async function renew(granting: Granting, known: KeptGrant): Promise<Renewed> {
  const { store, now, times, sealing } = granting;
  const { points } = await store.tally(`renew ${known.id}`, 1, fixedTimes.asking);
  if (points > mostRenewals) return "often";
  const isOthers = points > 1;
  const grant = isOthers ? known : await findGrant(granting, known.id);
  if (grant === undefined) return "gone";
  const { user, body } = grant;
  const age = now() - (body.checkedAt ?? body.born);
  const isDue = body.sealedRefresh !== undefined && age >= times.recheck;
  const isLost = isDue && age > fixedTimes.away;
  if (isOthers) return isLost ? "unreachable" : grant;
  if (body.sealedRefresh === undefined || !isDue) return (await prolong(granting, grant)) ?? "gone";
  const token = sealing?.open(body.sealedRefresh, grant.id);
  const answer = token === undefined ? undefined : await granting.upstream.recheck(token);
  if (token === undefined || answer === undefined || answer === "unreachable")
    return isLost ? "unreachable" : ((await prolong(granting, grant)) ?? "gone");
  if (answer === "ended") return "ended";
  const before = await store.get("user", user);
  if (before === undefined || userIn(before).sub !== answer.subject || userIn(before).iss !== answer.issuer)
    return "ended";
  await keepUser(granting, answer);
  const fresh = answer.refreshToken === undefined ? undefined : sealing?.seal(answer.refreshToken, grant.id);
  const checked = { ...body, checkedAt: now(), sealedRefresh: fresh ?? body.sealedRefresh };
  return (await prolong(granting, { ...grant, body: checked })) ?? "gone";
}
