import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { BehaviourModel, ProjectModel } from "../model.ts";

/**
 * Whether all that a behaviour gives is known to be of our own making: sentences over its arguments, constants, links,
 * numbers. Everything else may hold what others wrote, such as names, logs and outputs.
 */
export function isOurs(model: BehaviourModel): boolean {
  if (model.kind === "composite") return holdsNoText(model.outputSchema);
  const reads = [...model.read.map(({ value }) => value), ...model.on.map(({ read }) => read)];
  return reads.every(({ project }) => isOurOwn(project));
}

function isOurOwn(project: ProjectModel): boolean {
  switch (project.kind) {
    case "sentence":
    case "constant":
    case "link":
      return true;
    case "object":
      return project.entries.every(({ value }) => isOurOwn(value));
    case "made":
    case "whole":
    case "rows":
    case "first":
      return false;
  }
}

/** Whether a value of that schema can be numbers and truth values alone. */
function holdsNoText({ type, properties = {}, items, additionalProperties }: OpenSchema): boolean {
  const inner = Object.values(properties);
  if (type === "object")
    return additionalProperties === undefined && inner.length > 0 && inner.every((one) => holdsNoText(one));
  if (type === "array") return items !== undefined && holdsNoText(items);
  return type === "boolean" || type === "integer" || type === "number";
}
