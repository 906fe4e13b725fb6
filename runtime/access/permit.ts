import type { Bound } from "../auth/bound.ts";
import type { Permission } from "../auth/permission.ts";
import { InputError, KestraError } from "../errors.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Asked, Permit } from "../tool/permit.ts";
import type { Places } from "../tool/whereabouts.ts";
import { extentOfBound, extentOfRoles, wholeTenant, type Extent } from "./extent.ts";
import { queriedIn } from "./narrowed-plan.ts";
import { placesIn, waysOf } from "./places.ts";
import { mayUse } from "./reach.ts";
import { notGranted } from "./refusals.ts";

/** What a caller may do: what the roles of the caller allow, and of that what lies within the server's own bound. */
export interface Allowed {
  readonly permission: Permission | "all";
  readonly bound?: Bound | undefined;
}

/**
 * What looks at the calls of somebody who may not do all: at their arguments, and then at each request that they make, since
 * steps may ask for what no argument named.
 * @param namespaceOf the namespace of an execution. @throws InputError, KestraError
 * @param denied is told of what is refused, and why
 */
export function permitOf(
  { permission, bound }: Allowed,
  namespaceOf: (execution: string) => Promise<string>,
  denied: (asked: Asked, reason: Denied, namespaces?: readonly string[]) => void = () => undefined,
): Permit {
  const check = async ({ where, input, asked, extents }: Checked): Promise<Said | undefined> => {
    const { namespaces, executions } = await placesIn(where, input);
    const wrong = namespaces.map((one) => elsewhere(one, extents)).find((one) => one !== undefined);
    if (wrong !== undefined) {
      denied(asked, "outside its namespaces", namespaces);
      return wrong;
    }
    for (const execution of executions) {
      const namespace = await namespaceOf(execution);
      const outside = extents.find((one) => !one.covers(namespace));
      if (outside === undefined) continue;
      denied(asked, "outside its namespaces", [namespace]);
      return outside.elsewhere(say`the namespace of execution ${execution}`);
    }
    if (namespaces.length + executions.length > 0 || where.made === true) return undefined;
    denied(asked, "no namespace named");
    return extents[0]?.unnamed(waysOf(where));
  };
  return async (asked, input) => {
    const { where: place = "tenant", offline } = asked.behaviour;
    const isWide = place === "tenant" || place === "instance";
    if (permission !== "all" && !mayUse(permission.grants, asked)) {
      denied(asked, "not granted", typeof place === "object" ? await namedIn(place, input) : undefined);
      throw new InputError(say`${own(notGranted(permission, [asked]))}.`);
    }
    if (bound !== undefined && isWide && offline !== true) {
      denied(asked, "outside its namespaces");
      throw new InputError(wholeTenant(bound));
    }
    const extents = [
      bound && extentOfBound(bound),
      permission === "all" ? undefined : extentOfRoles(permission, asked),
    ].filter((one) => one !== undefined);
    if (extents.length === 0) return undefined;
    if (typeof place === "object") {
      const wrong = await check({ where: place, input, asked, extents });
      if (wrong !== undefined) throw new InputError(wrong);
    }
    return async (where, given, plan) => {
      if (plan.service !== undefined) return;
      const [first] = extents;
      if (where === "instance" && place !== "nowhere" && offline !== true && first !== undefined)
        throw new KestraError(first.instance(), 403, { isWithheld: true });
      // What answers without Kestra tells of this server, and of nothing that lies in the tenant.
      if (bound !== undefined && isWide && String(plan.path).includes("{tenant}"))
        throw new KestraError(wholeTenant(bound), 403);
      const queried = queriedIn(plan);
      const outside = queried
        .map(({ namespace, below }) => elsewhere(namespace, extents, below))
        .find((one) => one !== undefined);
      if (outside !== undefined)
        denied(
          asked,
          "outside its namespaces",
          queried.map(({ namespace }) => namespace),
        );
      const wrong =
        outside ??
        (typeof where === "object" ? await check({ where, input: given, asked, extents }) : undefined);
      if (wrong !== undefined) throw new KestraError(wrong, 403);
    };
  };
}

/** What a call names that is refused whatever it names. */
function namedIn(where: Places, input: unknown): Promise<readonly string[]> {
  return placesIn(where, input).then(
    ({ namespaces }) => namespaces,
    () => [],
  );
}

/** Why a namespace is out of bounds; undefined where it is not. @param below of a search that takes in all below it */
function elsewhere(namespace: string, extents: readonly Extent[], below = false): Said | undefined {
  const outside = extents.find((one) => !(below ? one.coversBelow(namespace) : one.covers(namespace)));
  if (outside === undefined) return undefined;
  const isWide = below && outside.covers(namespace);
  const what = isWide ? say`what lies below namespace ${namespace}` : say`namespace ${namespace}`;
  return outside.elsewhere(what, namespace);
}

/** Why a call is refused, for an audit trail. */
export type Denied = "not granted" | "outside its namespaces" | "no namespace named";

interface Checked {
  readonly where: Places;
  readonly input: unknown;
  readonly asked: Asked;
  readonly extents: readonly Extent[];
}
