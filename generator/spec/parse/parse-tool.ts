import { toolName } from "../words/names.ts";
import { toolSchema } from "../grammar/tool.ts";
import { validator } from "../grammar/validate.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ToolGrammar, ToolSpec } from "../spec.ts";
import { checkGrammar } from "./check-grammar.ts";
import { schemaErrors } from "./schema-errors.ts";
import { callsOf, checkActions, checkTool } from "./tool-rules.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";

const validateTool = validator(toolSchema);
const validateName = validator(toolName);

/** A tool as its author wrote it, where that can be told, and every error that the file alone shows. */
export interface ParsedTool {
  /** Also where there are errors after which it is plain what was meant. */
  readonly spec?: ToolSpec;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `specs/<toolset>/<tool>.yaml`. Pure; errors are returned with their places, never thrown.
 * @param options.hasSteps whether `<tool>.ts` lies beside it
 */
export function parseTool(file: SourceFile, options: { readonly hasSteps: boolean }): ParsedTool {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { diagnostics };
  const { error } = source;
  const { name, toolset } = homeOf(file.path);
  const checked = checkGrammar(source, validateTool);
  const found = [...diagnostics, ...checkName(name, error), ...checked.diagnostics];
  if (!checked.valid) return { diagnostics: once(found) };
  const tool = checked.value as ToolGrammar;
  const twins = checkActions(tool, error);
  found.push(...twins, ...checkTool(tool, error), ...checkSteps(file, tool, options.hasSteps, error));
  if (twins.length > 0) return { diagnostics: once(found) };
  return {
    spec: { name, toolset, file, tool, hasSteps: options.hasSteps, error },
    diagnostics: once(found),
  };
}

/** `specs/flow/find_flow.yaml`: the tool `find_flow` of the toolset `flow`. */
function homeOf(path: string): { readonly name: string; readonly toolset: string } {
  const [base = "", toolset = ""] = path.split("/").toReversed();
  return { name: base.replace(/\.ya?ml$/u, ""), toolset };
}

function checkName(name: string, error: YamlSource["error"]): readonly Diagnostic[] {
  return schemaErrors(validateName(name), name).map(({ message }) =>
    error([], message, "The tool is named as its file: rename the file."),
  );
}

function checkSteps(
  file: SourceFile,
  tool: ToolGrammar,
  hasSteps: boolean,
  error: YamlSource["error"],
): readonly Diagnostic[] {
  const calls = callsOf(tool);
  const steps = file.path.replace(/\.ya?ml$/u, ".ts");
  if (calls !== undefined && !hasSteps) {
    return [
      error(
        calls,
        `\`calls\` need steps, and ${steps} is missing.`,
        "Write the function that makes these calls there.",
        "key",
      ),
    ];
  }
  if (calls === undefined && hasSteps) {
    return [
      error(
        [],
        `${steps} holds steps, but this tool has no \`calls\`.`,
        "Remove that file, or say here what it may ask Kestra.",
      ),
    ];
  }
  return [];
}

/** An alias shows what is wrong with its anchor a second time. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = new Map(diagnostics.map((it) => [JSON.stringify(it), it]));
  return [...byText.values()];
}
