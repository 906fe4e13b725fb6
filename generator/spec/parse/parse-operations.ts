import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";
import { operationsSchema } from "../grammar/operations.ts";
import { validator } from "../grammar/validate.ts";
import type { OperationsSpec } from "../spec.ts";
import { checkGrammar } from "./check-grammar.ts";
import { checkPlace } from "./tool-rules.ts";
import { readYaml } from "./yaml-source.ts";

const validateOperations = validator(operationsSchema);

/** Reads `specs/operations/<area>.yaml`. Pure; errors are returned with their places, never thrown. */
export function parseOperations(file: SourceFile): {
  readonly spec?: OperationsSpec;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { diagnostics };
  const { error } = source;
  const checked = checkGrammar(source, validateOperations);
  const found = [...diagnostics, ...checked.diagnostics];
  if (!checked.valid) return { diagnostics: found };
  const operations = checked.value as OperationsSpec["operations"];
  const area = (file.path.split("/").at(-1) ?? file.path).replace(/\.ya?ml$/u, "");
  const wrong = Object.entries(operations).flatMap(([name, grammar]) =>
    checkPlace({ at: [name], grammar }, error),
  );
  return { spec: { area, file, operations, error }, diagnostics: [...found, ...wrong] };
}
