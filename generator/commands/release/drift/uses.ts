import { heldOn } from "../../../spec/by-line.ts";
import { serviceRequest } from "../../../spec/service-request.ts";
import type { OperationGrammar, OperationsSpec, ParamGrammar, ToolSpec } from "../../../spec/spec.ts";
import type { YamlPath } from "../../../diagnostics/source-file.ts";

/** An argument of an operation, and where it is written. */
export interface UsedParam {
  readonly name: string;
  readonly param: ParamGrammar;
  readonly at: YamlPath;
}

/** One place of a tool that sends a request: the tool itself, an action, or a call of steps. */
export interface Use {
  /** All that its file says. */
  readonly written: unknown;
  /** `kill`, `kill / get`; empty where the tool is one request. */
  readonly name: string;
  readonly at: YamlPath;
  readonly grammar: OperationGrammar;
  readonly params: readonly UsedParam[];
}

/** Every place of a tool that sends a request of its own, in the author's order; see `spec/asked.ts` for the others. */
export function usesOf(spec: ToolSpec): readonly Use[] {
  const { actions } = spec.tool;
  if (actions === undefined) return usesAt(spec, spec.tool, [], [], []);
  const shared = paramsAt(spec.tool, []);
  return Object.entries(actions).flatMap(([name, action]) =>
    typeof action === "string" ? [] : usesAt(spec, action, ["actions", name], [name], shared),
  );
}

function usesAt(
  spec: ToolSpec,
  grammar: OperationGrammar,
  at: YamlPath,
  names: readonly string[],
  shared: readonly UsedParam[],
): readonly Use[] {
  if (grammar.calls === undefined && grammar.uses === undefined) {
    if (grammar.request === undefined) return [];
    return [
      {
        written: spec.tool,
        name: names.join(" / "),
        at,
        grammar,
        params: [...shared, ...paramsAt(grammar, at)],
      },
    ];
  }
  return Object.entries(grammar.calls ?? {}).flatMap(([name, call]) =>
    typeof call === "string" ? [] : usesAt(spec, call, [...at, "calls", name], [...names, name], []),
  );
}

/** The requests that tools share, in the author's order. */
export function sharedUses({ operations }: OperationsSpec): readonly Use[] {
  return Object.entries(operations).map(([name, grammar]) => ({
    written: operations,
    name,
    at: [name],
    grammar,
    params: paramsAt(grammar, [name]),
  }));
}

function paramsAt(grammar: OperationGrammar, at: YamlPath): readonly UsedParam[] {
  return Object.entries(grammar.params ?? {}).map(([name, param]) => ({
    name,
    param: param ?? {},
    at: [...at, "params", name],
  }));
}

/** The request of a use on a line, `METHOD /path`; undefined on a line that it does not have, and where it is not Kestra's. */
export function requestOn({ grammar }: Use, line: string): string | undefined {
  if (grammar.request === undefined) return undefined;
  const { service, request } = serviceRequest(grammar.request, []);
  return service === undefined ? (heldOn(request, line, []).value ?? undefined) : undefined;
}
