import { rolesNamed, type Grant, type Permission } from "../auth/permission.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Asked } from "../tool/permit.ts";
import { covers, mayUse, reachOf, type Reach } from "./reach.ts";

/**
 * Why somebody may do none of these at all, such as `role reader may not do this; role editor may`.
 * @param asked one, or all that a tool does
 */
export function notGranted({ roles, known, grants }: Permission, asked: readonly Asked[]): string {
  const isElsewhere = asked.some((one) => reachOf(grants, one).length > 0);
  const why = isElsewhere
    ? "may do this in some namespaces alone, and it is about the whole tenant: use what takes a namespace"
    : "may not do this";
  const able = needed(known, (others) => asked.some((one) => mayUse(others, one)));
  return `${rolesNamed(roles)} ${why}; ${able}`;
}

/** Why a call is refused that is about a namespace, or an execution in one, that somebody may not do this in. */
export function notThere(
  { known, roles }: Permission,
  asked: Asked,
  { what, namespace, reach }: { readonly what: Said; readonly namespace?: string; readonly reach: Reach },
): Said {
  const others =
    namespace === undefined
      ? ""
      : `; ${needed(known, (grants) => covers(reachOf(grants, asked), namespace))}`;
  return say`${what} is not among those of ${own(rolesNamed(roles))}: this may be done in ${namespacesNamed(reach)} alone${own(others)}. Nothing was sent.`;
}

/** Why a call is refused that names no namespace. */
export function nowhereNamed({ roles }: Permission, reach: Reach, ways: readonly string[]): Said {
  return say`${own(rolesNamed(roles))} may do this in ${namespacesNamed(reach)} alone: give ${own(ways.join(" or "))}. Nothing was sent.`;
}

/** Why a request is not sent that is about what serves all namespaces. */
export function ofInstance({ roles }: Permission, reach: Reach): Said {
  return say`${own(rolesNamed(roles))} may do this in ${namespacesNamed(reach)} alone, and this is about the whole instance.`;
}

/** `company.data and all below it`. */
export function namespacesNamed(reach: Reach): Said {
  if (reach === "everywhere") return say`all namespaces`;
  return say`${reach.join(", ")} and all below ${own(reach.length > 1 ? "them" : "it")}`;
}

/** Of the roles that there are those that allow it, such as `role editor may`. */
function needed(known: readonly Grant[], allows: (grants: readonly Grant[]) => boolean): string {
  const names = [...new Set(known.map(({ role }) => role))].sort();
  const able = names.filter((name) => allows(known.filter(({ role }) => role === name)));
  if (able.length === 0) return "no role may";
  return `${able.length === 1 ? "role" : "roles"} ${able.join(" or ")} may`;
}
