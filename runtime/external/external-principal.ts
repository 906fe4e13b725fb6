import { may } from "../access/access.ts";
import { claimValues, rolesOf, type Claims } from "../access/claims.ts";
import type { Roles } from "../access/roles-file.ts";
import { narrowed } from "../auth/permission.ts";
import type { Principal } from "../auth/principal.ts";
import { effectsOf, scopes as ours } from "../auth/scopes.ts";
import { tolerance, type TokenClaims } from "./token-issuer.ts";

/** Somebody with a good token, who may do something or not. */
export interface External {
  readonly principal: Principal;
  /** Why they may do nothing; absent: they may do something. */
  readonly refused?: { readonly reason: string; readonly isForScope: boolean };
}

/** Who calls, by what a checked token says. @param asked scopes that the operator configured; none: scopes bound nothing */
export function externalPrincipal(claims: TokenClaims, roles: Roles, asked: readonly string[]): External {
  const found = rolesOf(claims, roles);
  const overage = "overage" in found ? found.overage : undefined;
  const given = may("roles" in found ? found.roles : [], roles);
  const granted = scopesOf(claims);
  const bounding = asked.map(shortOf).filter((one) => (ours as readonly string[]).includes(one));
  const needed = asked.filter((one) => !bounding.includes(shortOf(one)));
  const isMissing = !needed.every((one) => granted.includes(one) || granted.includes(shortOf(one)));
  const permission =
    bounding.length === 0
      ? given.permission
      : narrowed(given.permission, effectsOf(granted.map(shortOf).filter((one) => bounding.includes(one))));
  const principal: Principal = {
    subject: claims.sub,
    issuer: claims.iss,
    roles: given.roles,
    scopes: asked.length === 0 ? [] : granted,
    proof: "external token",
    user: userOf(claims),
    ...(claims.exp !== undefined && { until: (claims.exp + tolerance) * 1000 }),
    permission,
  };
  const refuse = (reason: string, isForScope = false): External => ({
    principal,
    refused: { reason, isForScope },
  });
  if (overage !== undefined) return refuse(overage);
  if (given.permission.grants.length === 0)
    return refuse("No role lets the user of this token use this server. Whoever runs it can give one.");
  if (isMissing || permission.grants.length === 0)
    return refuse(`The token lacks a scope: it needs ${asked.join(" ")}.`, true);
  return { principal };
}

/** What the user let the client do: one text, or what Microsoft and Okta write. */
function scopesOf(claims: Claims): readonly string[] {
  return [...claimValues(claims, ["scope"]), ...claimValues(claims, ["scp"])];
}

/** Without the resource that some servers write before it, as in `api://kestra/kestra.read`. */
function shortOf(scope: string): string {
  return scope.slice(scope.lastIndexOf("/") + 1);
}

function userOf(claims: Claims): NonNullable<Principal["user"]> {
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => claims[name]).find((one): one is string => typeof one === "string" && one !== "");
  const [name, email] = [text("name", "preferred_username"), text("email")];
  const client = text("azp", "client_id", "appid", "cid");
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    emailVerified: claims.email_verified === true,
    ...(client !== undefined && { client: { id: client } }),
  };
}
