import type { Chosen } from "../../tool/choose.ts";
import type { ToolDefinition } from "../../tool/definition.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * The arguments of a call with the one namespace that a server works in, where they name none and nothing that lies in one.
 * @param pin that namespace; undefined where there is no such one
 */
export function pinned(
  { within = {} }: Pick<ToolDefinition, "within">,
  { behaviour: { where } }: Chosen,
  values: Values,
  pin: string | undefined,
): Values {
  if (pin === undefined || typeof where !== "object") return values;
  const { namespaces = [], executions = [], yaml } = where;
  const [argument] = namespaces;
  if (argument === undefined) return values;
  const places = [...namespaces, ...executions, ...(yaml === undefined ? [] : [yaml])];
  const isNamed = places.some((name) => isGiven(values[name]));
  // As in `company.team/get_data`.
  const isWithin = Object.entries(within).some(([name, named]) => {
    const value = values[name];
    return named === argument && typeof value === "string" && value.includes("/");
  });
  return isNamed || isWithin ? values : { ...values, [argument]: pin };
}

function isGiven(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return !Array.isArray(value) || value.length > 0;
}
