import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { OperationsSpec, ToolSpec } from "../../spec/spec.ts";
import type { World } from "./world.ts";
import type { YamlPath } from "../../diagnostics/source-file.ts";
import { listed } from "../../text/listed.ts";

/** Where in a spec's YAML the compiler is, and how it reports what is wrong there. */
export interface Scope {
  readonly world: World;
  /** All that the file says. */
  readonly written: unknown;
  /** That of the whole tool. */
  readonly edition?: "ee";
  /** What is here is asked by steps: agents do not see its arguments. */
  readonly forSteps?: true;
  readonly at: YamlPath;
  readonly report: Report;
  /** Reports what holds on one release line; the lines of one error are joined into one sentence. */
  readonly reportOn: (line: string) => Report;
  /** Reports what is an error only if it holds on every line. */
  readonly reportEverywhere: (line: string) => Report;
}

/** A scope in the YAML of a tool. */
export interface ToolScope extends Scope {
  readonly spec: ToolSpec;
}

export type Report = (at: YamlPath, message: string, hint?: string, on?: "key" | "value") => void;

/** An error, and the release line on which it was found where it holds on single lines. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  readonly line?: string;
  /** No error unless it was found on every line. */
  readonly everywhere?: true;
}

/** A scope at the root of a tool, whose errors go to `into`. */
export function rootScope(world: World, spec: ToolSpec, into: Finding[]): ToolScope {
  const { edition } = spec.tool;
  return {
    world,
    spec,
    written: spec.tool,
    ...(edition === undefined ? {} : { edition }),
    at: [],
    ...reports(spec, into),
  };
}

/** A scope at one of the operations that tools share. */
export function operationScope(world: World, spec: OperationsSpec, name: string, into: Finding[]): Scope {
  return { world, written: spec.operations, forSteps: true, at: [name], ...reports(spec, into) };
}

function reports(
  { error }: Pick<ToolSpec, "error">,
  into: Finding[],
): Pick<Scope, "report" | "reportOn" | "reportEverywhere"> {
  return {
    report: (at, message, hint, on) => into.push({ diagnostic: error(at, message, hint, on) }),
    reportOn: (line) => (at, message, hint, on) =>
      into.push({ diagnostic: error(at, message, hint, on), line }),
    reportEverywhere: (line) => (at, message, hint, on) =>
      into.push({ diagnostic: error(at, message, hint, on), line, everywhere: true }),
  };
}

/** The same, further down. */
export function inside<In extends Scope>(scope: In, ...keys: YamlPath): In {
  return { ...scope, at: [...scope.at, ...keys] };
}

/** The same, at one of the calls of steps. */
export function atCall(scope: Scope, name: string): Scope {
  return { ...inside(scope, "calls", name), forSteps: true };
}

/** The same, for what holds on one release line. */
export function onLine(scope: Scope, line: string): Scope {
  return { ...scope, report: scope.reportOn(line) };
}

/** A scope in which what is missing is an error only if it is missing on every line. */
export function whereItIs(scope: Scope, line: string): Scope {
  return { ...scope, report: scope.reportEverywhere(line) };
}

/** The errors, each once: one found on some lines names them, one found on all names none. */
export function joinFindings(found: readonly Finding[], lines: readonly string[]): readonly Diagnostic[] {
  const groups = new Map<string, Finding & { readonly lines: Set<string> }>();
  for (const finding of found) {
    const { diagnostic, line } = finding;
    const key = `${diagnostic.line}:${diagnostic.column} ${diagnostic.message}`;
    const group = groups.get(key) ?? { ...finding, lines: new Set<string>() };
    if (line !== undefined) group.lines.add(line);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.lines.size === 0) return [group.diagnostic];
    const all = group.lines.size === lines.length;
    if (group.everywhere === true && !all) return [];
    if (all) return [group.diagnostic];
    const message = group.diagnostic.message.replace(/\.$/, ` on ${listed([...group.lines].sort())}.`);
    return [{ ...group.diagnostic, message }];
  });
}
