import { boundText, boundVariable, isBelow, isWithin, type Bound } from "../auth/bound.ts";
import type { Permission } from "../auth/permission.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Asked } from "../tool/permit.ts";
import { covers, reachOf } from "./reach.ts";
import { notThere, nowhereNamed, ofInstance } from "./refusals.ts";

/** The namespaces in which one behaviour may be used, and what is told of others. */
export interface Extent {
  covers(namespace: string): boolean;
  /** Whether it and all below it is covered, which a search by its beginning asks for. */
  coversBelow(namespace: string): boolean;
  /** Why it is not done. @param namespace where it is known which */
  elsewhere(what: Said, namespace?: string): Said;
  /** Why a request is not sent that is about what serves all namespaces. */
  instance(): Said;
  /** Why it is not done where a call names none. @param ways how it could */
  unnamed(ways: readonly string[]): Said;
}

/** Where somebody's roles allow it; undefined for everywhere. */
export function extentOfRoles(permission: Permission, asked: Asked): Extent | undefined {
  const reach = reachOf(permission.grants, asked);
  if (reach === "everywhere") return undefined;
  const isCovered = (namespace: string) => covers(reach, namespace);
  return {
    covers: isCovered,
    coversBelow: isCovered,
    elsewhere: (what, namespace) =>
      notThere(permission, asked, { what, ...(namespace !== undefined && { namespace }), reach }),
    instance: () => ofInstance(permission, reach),
    unnamed: (ways) => nowhereNamed(permission, reach, ways),
  };
}

/** Where this server may work at all. */
export function extentOfBound(bound: Bound): Extent {
  const allowed = own(`${boundVariable}, which is ${boundText(bound)}`);
  return {
    covers: (namespace) => isWithin(bound, namespace),
    coversBelow: (namespace) => isBelow(bound, namespace),
    elsewhere: (what) => say`${what} is outside ${allowed}. Nothing was sent.`,
    instance: () => say`it is about the whole instance, which is outside ${allowed}.`,
    unnamed: (ways) => say`Give ${own(ways.join(" or "))}: one inside ${allowed}. Nothing was sent.`,
  };
}

/** Why what is about the whole tenant is not done. */
export function wholeTenant(bound: Bound): Said {
  return say`it is about the whole tenant, which is outside ${own(`${boundVariable}, which is ${boundText(bound)}`)}. Nothing was sent.`;
}
