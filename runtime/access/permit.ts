import type { Permission } from "../auth/permission.ts";
import { InputError, KestraError } from "../errors.ts";
import type { QueryValue, RequestPlan } from "../http-client/request-plan.ts";
import { own, say, type Said } from "../text/said.ts";
import type { Asked, Permit } from "../tool/permit.ts";
import type { Places } from "../tool/whereabouts.ts";
import { placesIn, waysOf } from "./places.ts";
import { covers, mayUse, reachOf, type Reach } from "./reach.ts";
import { notGranted, notThere, nowhereNamed, ofInstance } from "./refusals.ts";

/**
 * What looks at the calls of somebody with a permission: at their arguments, and then at each request that they make, since
 * steps may ask for what no argument named.
 * @param namespaceOf the namespace of an execution. @throws InputError, KestraError
 * @param denied is told of what is refused, and why
 */
export function permitOf(
  permission: Permission,
  namespaceOf: (execution: string) => Promise<string>,
  denied: (asked: Asked, reason: Denied) => void = () => undefined,
): Permit {
  const check = async ({ where, input, asked, reach }: Checked): Promise<Said | undefined> => {
    const { namespaces, executions } = await placesIn(where, input);
    const outside = namespaces.find((one) => !covers(reach, one));
    if (outside !== undefined) return elsewhere(outside, asked, reach);
    for (const execution of executions)
      if (!covers(reach, await namespaceOf(execution))) {
        denied(asked, "outside its namespaces");
        return notThere(permission, asked, { what: say`the namespace of execution ${execution}`, reach });
      }
    if (namespaces.length + executions.length > 0 || where.made === true) return undefined;
    denied(asked, "no namespace named");
    return nowhereNamed(permission, reach, waysOf(where));
  };
  const elsewhere = (outside: string, asked: Asked, reach: Reach): Said => {
    denied(asked, "outside its namespaces");
    return notThere(permission, asked, { what: say`namespace ${outside}`, namespace: outside, reach });
  };
  return async (asked, input) => {
    const { behaviour } = asked;
    if (!mayUse(permission.grants, asked)) {
      denied(asked, "not granted");
      throw new InputError(say`${own(notGranted(permission, [asked]))}.`);
    }
    const reach = reachOf(permission.grants, asked);
    if (reach === "everywhere") return undefined;
    if (typeof behaviour.where === "object") {
      const wrong = await check({ where: behaviour.where, input, asked, reach });
      if (wrong !== undefined) throw new InputError(wrong);
    }
    return async (where, given, plan) => {
      if (plan.service !== undefined) return;
      if (where === "instance" && behaviour.where !== "nowhere")
        throw new KestraError(ofInstance(permission, reach), 403, { isWithheld: true });
      const outside = namespacesIn(plan).find((one) => !covers(reach, one));
      const wrong =
        outside === undefined
          ? typeof where === "object" && (await check({ where, input: given, asked, reach }))
          : elsewhere(outside, asked, reach);
      if (wrong instanceof Object) throw new KestraError(wrong, 403);
    };
  };
}

/** Why a call is refused, for an audit trail. */
export type Denied = "not granted" | "outside its namespaces" | "no namespace named";

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
