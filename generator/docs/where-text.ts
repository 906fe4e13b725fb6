import type { BehaviourModel } from "../model.ts";

/** What tells which namespaces a call is about, in words. @param quoted how the name of an argument is set */
export function whereText(
  { where, inputSchema }: Pick<BehaviourModel, "where" | "inputSchema">,
  quoted: (name: string) => string,
): string {
  if (where === "tenant") return "the whole tenant";
  if (where === "nowhere") return "nowhere";
  const { namespaces = [], executions = [], yaml, made } = where;
  const isRequired = namespaces.some((name) => inputSchema.required?.includes(name) === true);
  return [
    ...namespaces.map((name) => `argument ${quoted(name)}, ${isRequired ? "required" : "optional"}`),
    ...(executions.length === 0 ? [] : [`execution ${executions.map(quoted).join(", ")}`]),
    ...(yaml === undefined ? [] : [`${quoted("namespace")} in the YAML ${quoted(yaml)}`]),
    ...(made === undefined ? [] : [`${quoted("namespace")} in the YAML that is sent`]),
  ].join("; ");
}
