import type { Permission } from "../auth/permission.ts";
import { InputError, KestraError } from "../errors.ts";
import type { QueryValue, RequestPlan } from "../http-client/request-plan.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Asked, Permit } from "../tool/permit.ts";
import type { Places } from "../tool/whereabouts.ts";
import { placesIn, waysOf } from "./places.ts";
import { covers, mayUse, reachOf, type Reach } from "./reach.ts";
import { notGranted, notThere, nowhereNamed } from "./refusals.ts";

/**
 * What looks at the calls of somebody with a permission: at their arguments, and then at each request that they make, since
 * steps may ask for what no argument named.
 * @param namespaceOf the namespace of an execution. @throws InputError, KestraError
 */
export function permitOf(
  permission: Permission,
  namespaceOf: (execution: string) => Promise<string>,
): Permit {
  const check = async ({ where, input, asked, reach }: Checked): Promise<Said | undefined> => {
    const { namespaces, executions } = await placesIn(where, input);
    const outside = namespaces.find((one) => !covers(reach, one));
    if (outside !== undefined)
      return notThere(permission, asked, { what: say`namespace ${outside}`, namespace: outside, reach });
    for (const execution of executions)
      if (!covers(reach, await namespaceOf(execution)))
        return notThere(permission, asked, { what: say`the namespace of execution ${execution}`, reach });
    const isNamed = namespaces.length + executions.length > 0 || where.made === true;
    return isNamed ? undefined : nowhereNamed(permission, reach, waysOf(where));
  };
  return async (asked, input) => {
    const { behaviour } = asked;
    if (!mayUse(permission.grants, asked))
      throw new InputError(say`${own(notGranted(permission, [asked]))}.`);
    const reach = reachOf(permission.grants, asked);
    if (reach === "everywhere") return undefined;
    if (typeof behaviour.where === "object") {
      const wrong = await check({ where: behaviour.where, input, asked, reach });
      if (wrong !== undefined) throw new InputError(wrong);
    }
    return async (where, given, plan) => {
      if (plan.service !== undefined) return;
      const outside = namespacesIn(plan).find((one) => !covers(reach, one));
      const wrong =
        outside === undefined
          ? typeof where === "object" && (await check({ where, input: given, asked, reach }))
          : notThere(permission, asked, { what: say`namespace ${outside}`, namespace: outside, reach });
      if (wrong instanceof Object) throw new KestraError(wrong, 403);
    };
  };
}

interface Checked {
  readonly where: Places;
  readonly input: unknown;
  readonly asked: Asked;
  readonly reach: Reach;
}

/** The namespaces that the query of a request names, its filters among them. */
function namespacesIn({ query = {} }: RequestPlan): readonly string[] {
  return Object.entries(query)
    .filter(([name]) => name === "namespace" || name.startsWith("filters[namespace]"))
    .flatMap(([, value]) => textsOf(value));
}

function textsOf(value: QueryValue): readonly string[] {
  if (value === undefined || value === null) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => String(one).split(","));
}
