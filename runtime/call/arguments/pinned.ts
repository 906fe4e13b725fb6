import type { BoundNamespace } from "../../auth/bound.ts";
import type { Chosen } from "../../tool/choose.ts";
import type { ToolDefinition } from "../../tool/definition.ts";
import { mayBeLeftOut } from "../../catalog/usual-namespace.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * The arguments of a call with the one namespace that a server works in, where they need name none, and name none and nothing that
 * lies in one.
 * @param usual that namespace; undefined where there is no such one
 */
export function pinned(
  tool: ToolDefinition,
  { behaviour: { where } }: Chosen,
  values: Values,
  usual: BoundNamespace | undefined,
): Values {
  if (usual === undefined || typeof where !== "object") return values;
  const { namespaces = [], executions = [], yaml } = where;
  const [argument] = namespaces;
  if (argument === undefined || !mayBeLeftOut(tool, argument, usual)) return values;
  const places = [...namespaces, ...executions, ...(yaml === undefined ? [] : [yaml])];
  const isNamed = places.some((name) => isGiven(values[name]));
  // As in `company.team/get_data`.
  const isWithin = Object.entries(tool.within ?? {}).some(([name, named]) => {
    const value = values[name];
    return named === argument && typeof value === "string" && value.includes("/");
  });
  return isNamed || isWithin ? values : { ...values, [argument]: usual.namespace };
}

function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return !Array.isArray(value) || value.length > 0;
}
