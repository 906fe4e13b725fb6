import type { Scope } from "./context/scope.ts";
import type { Projection } from "../forms/form.ts";

/** The key of the rows in an output. */
export function rowsKey({ read: { project } }: Projection): string | undefined {
  return project.kind === "object" ? project.entries.find((it) => it.value.kind === "rows")?.key : undefined;
}

/** Reports rows that are left out of a page: one that is not full is taken for the last. */
export function checkFull(scope: Scope, { read: { project } }: Projection): void {
  if (project.kind !== "object") return;
  if (!project.entries.some(({ value }) => value.kind === "rows" && value.some === true)) return;
  const message = "A page of which rows are left out is not full, and would be taken for the last.";
  scope.report(
    [...scope.at, "output", "some"],
    message,
    "Leave them out by a link of a chain: it is given all pages.",
  );
}
