import type { Grant } from "../auth/permission.ts";
import type { Asked } from "../tool/permit.ts";

/** Where somebody may do something: everywhere, or in these namespaces, each with all below it. */
export type Reach = "everywhere" | readonly string[];

/** Where grants allow a behaviour; in no namespace where none does. */
export function reachOf(grants: readonly Grant[], asked: Asked): Reach {
  const fitting = grants.filter((grant) => isFor(grant, asked));
  if (fitting.some(({ namespaces }) => namespaces === undefined)) return "everywhere";
  return [...new Set(fitting.flatMap(({ namespaces }) => namespaces ?? []))].sort();
}

/** Whether grants allow a behaviour anywhere. What is about the whole tenant or instance is in no namespace. */
export function mayUse(grants: readonly Grant[], asked: Asked): boolean {
  const reach = reachOf(grants, asked);
  const { where = "tenant" } = asked.behaviour;
  if (reach === "everywhere") return true;
  const fixed = typeof where === "object" ? (where.fixed ?? []) : [];
  return (
    reach.length > 0 && where !== "tenant" && where !== "instance" && fixed.every((one) => covers(reach, one))
  );
}

/** Whether a namespace is one of these or lies below one, at a dot. What is no namespace is not. */
export function covers(reach: Reach, namespace: string): boolean {
  if (reach === "everywhere") return true;
  if (!/^[a-z0-9][\w.-]*$/i.test(namespace)) return false;
  return reach.some((one) => namespace === one || namespace.startsWith(`${one}.`));
}

function isFor({ effects, tools }: Grant, { tool, toolset, action, behaviour }: Asked): boolean {
  if (!effects.includes(behaviour.effect)) return false;
  return (
    tools === undefined ||
    tools.includes(tool) ||
    (toolset !== undefined && tools.includes(toolset)) ||
    (action !== undefined && tools.includes(`${tool}.${action}`))
  );
}
