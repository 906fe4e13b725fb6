import type { Limit } from "../../runtime/tool/definition.ts";
import type { OperationModel } from "../model.ts";

/**
 * The operation, told to keep of a large answer only what the result shows: where the answer is a text or a file, given
 * as it is, and an argument says from where on it is shown. It is not what other tools share then.
 * @param limit of the behaviour whose result it gives
 */
export function withExcerpt(operation: OperationModel, limit: Limit | undefined): OperationModel {
  if (limit?.offset === undefined || limit.text === undefined) return operation;
  const [from, ...others] = [
    ...new Set(operation.read.map(({ value }) => (isWhole(value, limit.text) ? value.from : undefined))),
  ];
  if (others.length > 0 || (from !== "text" && from !== "file")) return operation;
  const { shared: _, ...own } = operation;
  return { ...own, excerpt: from };
}

function isWhole(
  { from, project }: OperationModel["read"][number]["value"],
  key: string | undefined,
): boolean {
  if (project.kind !== "object") return false;
  const text = project.entries.find((it) => it.key === key)?.value;
  const path = from === "file" ? ["content"] : [];
  return text?.kind === "whole" && text.path.join(".") === path.join(".");
}
