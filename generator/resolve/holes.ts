import { nearest } from "../../runtime/near-miss.ts";
import type { OutputForm } from "./forms/output-form.ts";
import type { Scope } from "./context/scope.ts";
import type { YamlPath } from "../diagnostics/source-file.ts";

/** Reports `{holes}` of a sentence or of constants that no argument fills. Advice has no holes. */
export function checkHoles(
  scope: Scope,
  form: OutputForm,
  at: YamlPath,
  names: readonly string[],
  where: "output" | "advice" = "output",
): void {
  if (form.kind === "sentence") check(scope, form.text, at, where === "advice" ? [] : names);
  for (const { link, from } of form.kind === "pick" ? form.entries : []) {
    if (link !== undefined) check(scope, link, [...from.at, "link"], names);
  }
  if (form.kind !== "constants") return;
  for (const [key, value] of Object.entries(form.values)) {
    if (typeof value === "string") check(scope, value, [...at, key], names);
  }
}

function check(scope: Scope, text: string, at: YamlPath, names: readonly string[]): void {
  for (const [, hole = ""] of text.matchAll(/\{([^{}]+)\}/g)) {
    if (names.includes(hole)) continue;
    const near = nearest(hole, names);
    scope.report(
      at,
      `No argument is called "${hole}".`,
      near === undefined ? undefined : `Did you mean "{${near}}"?`,
    );
  }
}
