import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ExampleGrammar, OperationGrammar, ToolGrammar } from "../../../generator/spec/spec.ts";
import { lazy } from "../../../runtime/lazy.ts";
import { root } from "../../support/source.ts";

/** A spec as it is written, for what the compiled tools no longer tell. */
export interface WrittenSpec {
  readonly name: string;
  readonly toolset: string;
  readonly tool: ToolGrammar;
}

/** Every spec, by name. */
export const readSpecs = lazy((): readonly WrittenSpec[] =>
  readdirSync(join(root, "specs"), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /^(?!operations\/)[^/]+\/[^/.]+\.yaml$/.test(path))
    .map((path) => {
      const [toolset = "", file = ""] = path.split("/");
      const tool = parse(readFileSync(join(root, "specs", path), "utf8")) as ToolGrammar;
      return { name: file.replace(/\.yaml$/, ""), toolset, tool };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
);

/** The examples of a spec, those of its actions included. */
export function examplesOf({ tool }: WrittenSpec): readonly ExampleGrammar[] {
  return [...(tool.examples ?? []), ...actionsOf(tool).flatMap((it) => it.examples ?? [])];
}

/** Whether a spec says somewhere why another method than GET only reads. */
export function hasReason(grammar: OperationGrammar & Partial<ToolGrammar>): boolean {
  const calls = Object.values(grammar.calls ?? {}).map((it) =>
    typeof it === "string" ? (readOperations()[it] ?? {}) : it,
  );
  return grammar.because !== undefined || [...actionsOf(grammar), ...calls].some(hasReason);
}

/** The operations that tools share, by name. */
export function readOperations(): Readonly<Record<string, OperationGrammar>> {
  const folder = join(root, "specs/operations");
  const files = readdirSync(folder).filter((path) => path.endsWith(".yaml"));
  return Object.assign(
    {},
    ...files.map((path) => parse(readFileSync(join(folder, path), "utf8")) as object),
  ) as Readonly<Record<string, OperationGrammar>>;
}

function actionsOf({ actions = {} }: Partial<ToolGrammar>): readonly OperationGrammar[] {
  return Object.values(actions).filter((it): it is OperationGrammar => typeof it === "object");
}
