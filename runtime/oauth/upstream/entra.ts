import type { Claims } from "../../access/claims.ts";
import { hasOverage } from "../../access/claims.ts";
import { foreignOr } from "../../json/foreign-json.ts";
import { isObject } from "../../json.ts";
import { NotFetched, type BoundedFetch } from "../../network/bounded-fetch.ts";
import { UpstreamError } from "./upstream.ts";

/** At this host alone: what a token says of where its groups are could be anywhere. */
const memberGroups = "https://graph.microsoft.com/v1.0/me/getMemberGroups";

/** What asking for the groups of whoever logged in needs besides, of delegated permissions. */
export const graphScopes = ["User.Read", "GroupMember.Read.All"];

/** What says that there are more groups than a token holds. */
const overages = ["_claim_names", "_claim_sources", "hasgroups"];

/**
 * The claims with the groups of the user, where the token has more of them than it could hold; asked of Microsoft Graph.
 * @throws UpstreamError
 */
export async function withGroups(claims: Claims, accessToken: string, fetch: BoundedFetch): Promise<Claims> {
  if (!hasOverage(claims)) return claims;
  const groups = await groupsOf(accessToken, fetch);
  const others = Object.entries(claims).filter(([name]) => !overages.includes(name));
  return { ...Object.fromEntries(others), groups };
}

async function groupsOf(accessToken: string, fetch: BoundedFetch): Promise<readonly string[]> {
  const answer = await fetch(memberGroups, {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ securityEnabledOnly: true }),
  }).catch((error: unknown) => {
    throw failed(error instanceof NotFetched ? error.message : "");
  });
  if (answer.status !== 200)
    throw failed(
      `It answered ${answer.status}. The application needs the delegated permissions ${graphScopes.join(" and ")}.`,
    );
  const body = foreignOr(await answer.text(), undefined);
  const groups = isObject(body) ? body.value : undefined;
  if (!Array.isArray(groups) || !groups.every((one): one is string => typeof one === "string"))
    throw failed("Its answer holds no list of groups.");
  return groups;
}

function failed(reason: string): UpstreamError {
  return new UpstreamError(`Asking Microsoft Graph for the groups of the user failed. ${reason}`);
}
