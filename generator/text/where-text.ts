import type { Whereabouts } from "../../runtime/tool/whereabouts.ts";

/**
 * What tells which namespaces a call is about, in words.
 * @param required the arguments that must be given @param quoted how the name of an argument is set
 */
export function whereText(
  where: Whereabouts,
  required: readonly string[],
  quoted: (name: string) => string,
): string {
  if (where === "tenant") return "the whole tenant";
  if (where === "instance") return "the whole instance";
  if (where === "nowhere") return "nowhere";
  const { namespaces = [], executions = [], yaml, made } = where;
  const isRequired = namespaces.some((name) => required.includes(name));
  return [
    ...namespaces.map((name) => `argument ${quoted(name)}, ${isRequired ? "required" : "optional"}`),
    ...(executions.length === 0 ? [] : [`execution ${executions.map(quoted).join(", ")}`]),
    ...(yaml === undefined ? [] : [`${quoted("namespace")} in the YAML ${quoted(yaml)}`]),
    ...(made === undefined ? [] : [`${quoted("namespace")} in the YAML that is sent`]),
  ].join("; ");
}
