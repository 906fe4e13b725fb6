import { isObject } from "../../../runtime/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { meantKeys } from "../../forms/forms.ts";
import { nearest } from "../../../runtime/near-miss.ts";
import { isByLine } from "../by-line.ts";
import { servicesIn } from "../service-request.ts";
import type { OperationGrammar, ToolGrammar } from "../spec.ts";
import type { YamlSource } from "./yaml-source.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";

/** An operation of a tool: the tool's own, an action, a call. */
interface Place {
  readonly at: YamlPath;
  readonly grammar: OperationGrammar;
}

/** Reports what no JSON Schema can say of a tool, but the tool alone shows. */
export function checkTool(tool: ToolGrammar, error: YamlSource["error"]): readonly Diagnostic[] {
  return operationsOf(tool).flatMap((place) => checkPlace(place, error));
}

/** The same of one operation alone. */
export function checkPlace(place: Place, error: YamlSource["error"]): readonly Diagnostic[] {
  return [
    ...checkBounds(place, error),
    ...checkBecause(place, error),
    ...checkService(place, error),
    ...checkOutput(place, error),
  ];
}

/** The first `calls` of a tool, or of one of its actions, that need steps. */
export function callsOf(tool: ToolGrammar): YamlPath | undefined {
  const place = operationsOf(tool).find(
    ({ grammar: { calls, uses, upsert, chain } }) =>
      (calls ?? uses) !== undefined && upsert === undefined && chain === undefined,
  );
  return place && [...place.at, place.grammar.calls === undefined ? "uses" : "calls"];
}

function operationsOf(tool: ToolGrammar): readonly Place[] {
  const behaviours = [{ at: [], grammar: tool }, ...actionsOf(tool)];
  const calls = behaviours.flatMap(({ at, grammar }) =>
    Object.entries(grammar.calls ?? {}).flatMap(([name, call]) =>
      typeof call === "string" ? [] : [{ at: [...at, "calls", name], grammar: call }],
    ),
  );
  return [...behaviours, ...calls];
}

function actionsOf(tool: ToolGrammar): readonly (Place & { readonly name: string })[] {
  return Object.entries(tool.actions ?? {}).flatMap(([name, grammar]) =>
    typeof grammar === "string" ? [] : [{ name, at: ["actions", name], grammar }],
  );
}

/** Reports a tool whose actions are none, or have arguments that the tool gives them already. */
export function checkActions(tool: ToolGrammar, error: YamlSource["error"]): readonly Diagnostic[] {
  if (tool.actions === undefined) return [];
  const actions = actionsOf(tool);
  if (actions.length === 0)
    return [error(["actions"], "There is no action.", "Write at least one, by its name.", "key")];
  const shared = Object.keys(tool.params ?? {});
  return actions.flatMap(({ at, grammar }) =>
    Object.keys(grammar.params ?? {})
      .filter((name) => shared.includes(name))
      .map((name) =>
        error(
          [...at, "params", name],
          `"${name}" is two arguments with one name: the tool's \`params\` give it to every action.`,
          "Keep one of them.",
          "key",
        ),
      ),
  );
}

function checkBounds({ at, grammar }: Place, error: YamlSource["error"]): readonly Diagnostic[] {
  return Object.entries(grammar.params ?? {}).flatMap(([name, param]) => {
    const { min, max } = param ?? {};
    if (min === undefined || max === undefined || min <= max) return [];
    return [error([...at, "params", name, "min"], `\`min\` is ${min}, and \`max\` only ${max}.`)];
  });
}

function checkBecause({ at, grammar }: Place, error: YamlSource["error"]): readonly Diagnostic[] {
  if (grammar.because === undefined || grammar.effect === "read") return [];
  return [
    error(
      [...at, "because"],
      "`because` is for an `effect: read` whose method is not GET.",
      "Remove it.",
      "key",
    ),
  ];
}

function checkService({ at, grammar }: Place, error: YamlSource["error"]): readonly Diagnostic[] {
  const names = servicesIn(grammar.request);
  const path = [...at, "request"];
  return [
    ...(names.length > 1
      ? [error(path, `\`request\` names ${names.join(" and ")}: one operation asks one service.`)]
      : []),
    ...(names.includes("kestra")
      ? [error([...path, "kestra"], "A request that names no service asks Kestra.", "Write it alone.", "key")]
      : []),
  ];
}

/** A misspelt `pick` or `each` would make a constant of the output. */
function checkOutput({ at, grammar }: Place, error: YamlSource["error"]): readonly Diagnostic[] {
  const { output, calls, uses } = grammar;
  if ((calls ?? uses) !== undefined || !isObject(output)) return [];
  const path = [...at, "output"];
  if (!isByLine(output)) return misspelt(output, path, error);
  return Object.entries(output).flatMap(([line, form]) =>
    isObject(form) ? misspelt(form, [...path, line], error) : [],
  );
}

function misspelt(
  form: Readonly<Record<string, unknown>>,
  path: YamlPath,
  error: YamlSource["error"],
): readonly Diagnostic[] {
  return Object.entries(form).flatMap(([key, value]) => {
    const near = nearest(key, meantKeys(form, value));
    if (near === undefined || near === key) return [];
    return [error([...path, key], `"${key}" is not a key of an output.`, `Did you mean "${near}"?`, "key")];
  });
}
