import { nearest } from "../../runtime/near-miss.ts";
import { viewUri } from "../../runtime/view.ts";
import type { OpenObject, OpenSchema } from "../../runtime/json/schema.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ToolModel, ViewModel } from "../model.ts";
import type { OperationGrammar, ToolSpec } from "../spec/spec.ts";
import { argumentsSchema, withEnum, type Argument } from "./request/argument.ts";
import { resolveBehaviour, type ResolvedBehaviour } from "./behaviour.ts";
import { checkMentions } from "./mentions.ts";
import { checkExamplesSent } from "./examples.ts";
import { commonSchema } from "../forms/reading.ts";
import { paramsAt } from "./params.ts";
import { publishedArguments, publishedOutput } from "./request/published.ts";
import { inside, joinFindings, rootScope, type Finding, type ToolScope } from "./context/scope.ts";
import { viewFolder } from "../spec/views.ts";
import type { SharedOperations } from "./shared-operations.ts";
import { titleOf } from "../../runtime/text/title.ts";
import type { World } from "./context/world.ts";

/** A tool's model, where nothing is wrong with it, and everything that is. */
export interface ResolvedTool {
  readonly model?: ToolModel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves one spec against every line and edition that it claims. Pure; errors are returned, never thrown. */
export function resolveTool(world: World, spec: ToolSpec, shared: SharedOperations): ResolvedTool {
  const found: Finding[] = [];
  const scope = rootScope(world, spec, found);
  const model = spec.tool.actions === undefined ? single(scope, shared) : choice(scope, shared);
  if (model !== undefined) {
    checkMentions(scope, model);
    if (found.length === 0) checkExamplesSent(scope, model);
  }
  const diagnostics = joinFindings(found, world.lines);
  return diagnostics.length > 0 || model === undefined ? { diagnostics } : { model, diagnostics };
}

function single(scope: ToolScope, operations: SharedOperations): ToolModel | undefined {
  const resolved = resolveBehaviour(scope, scope.spec.tool, [], operations);
  if (resolved === undefined) return undefined;
  return toolModel(scope, resolved.arguments, resolved.output, resolved.model);
}

function choice(scope: ToolScope, operations: SharedOperations): ToolModel | undefined {
  const { by: written, default: standard, ...named } = scope.spec.tool.actions ?? {};
  const by = typeof written === "string" ? written : "action";
  const shared = paramsAt(scope, scope.spec.tool);
  const actions = Object.entries(named).flatMap(([name, grammar]) => {
    const behaviour = resolveBehaviour(
      inside(scope, "actions", name),
      grammar as OperationGrammar,
      shared,
      operations,
    );
    return behaviour === undefined ? [] : [{ name, ...behaviour }];
  });
  if (typeof standard === "string" && !Object.hasOwn(named, standard)) {
    scope.report(
      ["actions", "default"],
      `There is no action "${standard}".`,
      `There are ${Object.keys(named).join(", ")}.`,
    );
  }
  if (actions.length === 0 || actions.length < Object.keys(named).length) return undefined;
  const first = typeof standard === "string" ? { default: standard } : {};
  const flat = flatArguments(scope, by, first, actions);
  const outputSchema = commonSchema(actions.map((it) => it.output)) as OpenObject;
  return toolModel(scope, flat, outputSchema, {
    kind: "choice",
    by,
    ...first,
    actions: actions.map(({ name, model }) => ({ name, behaviour: model })),
  });
}

/** What clients see, flat: the argument that picks, and the union of what the actions take. */
function flatArguments(
  scope: ToolScope,
  by: string,
  first: { readonly default?: string },
  actions: readonly (ResolvedBehaviour & { readonly name: string })[],
): readonly Argument[] {
  const names = [...new Set(actions.flatMap((action) => action.arguments.map((it) => it.name)))];
  if (names.includes(by)) {
    scope.report(
      ["actions"],
      `"${by}" picks the action, and is an argument of one too: two arguments with one name.`,
      "Rename one of them.",
      "key",
    );
  }
  const description = scope.world.vocabulary[by];
  const picker: Argument = {
    name: by,
    schema: {
      type: "string",
      enum: actions.map((it) => it.name),
      ...(description === undefined ? {} : { description }),
      ...first,
    },
    required: first.default === undefined,
  };
  const flat = names.map((name): Argument => {
    const owners = actions.flatMap((action) =>
      action.arguments.flatMap((it) => (it.name === name ? [{ action: action.name, ...it }] : [])),
    );
    return {
      name,
      schema: owners.map((it) => it.schema).reduce((a, b) => union(scope, name, owners, a, b)),
      required: owners.length === actions.length && owners.every((it) => it.required),
      ...(owners.some((it) => it.long) ? { long: true } : {}),
    };
  });
  return [picker, ...flat];
}

function union(
  scope: ToolScope,
  name: string,
  owners: readonly { readonly action: string }[],
  a: OpenSchema,
  b: OpenSchema,
): OpenSchema {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  if (JSON.stringify(a.type) !== JSON.stringify(b.type)) {
    const at = ["actions", owners.at(-1)?.action ?? "", "params", name];
    scope.report(
      at,
      `"${name}" is two arguments with one name: ${String(a.type)} in one action, ${String(b.type)} in another.`,
      "Rename one of them.",
      "key",
    );
  }
  const both = a.enum !== undefined && b.enum !== undefined;
  return withEnum(a, both ? [...new Set([...a.enum, ...b.enum])] : []);
}

function toolModel(
  scope: ToolScope,
  given: readonly Argument[],
  outputSchema: OpenObject,
  behaviour: ToolModel["behaviour"],
): ToolModel {
  const { name, toolset, file, tool } = scope.spec;
  const longTexts = given.filter((it) => it.long).map((it) => it.name);
  const within = withinOf(scope, given);
  const argumentAliases = aliasesOf(scope, given);
  return {
    name,
    title: titleOf(name),
    toolset,
    source: file.path,
    description: tool.description.trim(),
    aliases: tool.aliases ?? [],
    inputSchema: publishedArguments(argumentsSchema(mayBeHeld(given, within))),
    ...(longTexts.length > 0 ? { longTexts } : {}),
    ...(Object.keys(argumentAliases).length > 0 ? { argumentAliases } : {}),
    ...(Object.keys(within).length > 0 ? { within } : {}),
    outputSchema: publishedOutput(outputSchema),
    ...viewOf(scope, behaviour),
    behaviour,
  };
}

/** The page that shows a tool's results; what does not fit is reported. */
export function viewOf(scope: ToolScope, behaviour: ToolModel["behaviour"]): { readonly view?: ViewModel } {
  const { view: name } = scope.spec.tool;
  if (name === undefined) return {};
  const { views } = scope.world;
  const hash = views.get(name);
  if (hash === undefined) {
    const meant = nearest(name, [...views.keys()]);
    scope.report(
      ["view"],
      `There is no ${viewFolder}${name}.ts.`,
      meant === undefined ? "Write the page there." : `Did you mean "${meant}"?`,
    );
  }
  if (behaviour.kind === "choice")
    scope.report(
      ["view"],
      "A tool with `actions` has no view: it belongs to a tool that does one thing.",
      undefined,
      "key",
    );
  else if (behaviour.effect !== "read")
    scope.report(
      ["view"],
      `A view shows what was read: this tool is \`effect: ${behaviour.effect}\`, and a page calls its tool again and again.`,
      undefined,
      "key",
    );
  return { view: { name, uri: viewUri(scope.spec.name, hash ?? "0") } };
}

/** The other names of its arguments, each of which must be free. */
function aliasesOf(scope: ToolScope, given: readonly Argument[]): Readonly<Record<string, string>> {
  const { params = {}, actions = {} } = scope.spec.tool;
  const places = [
    { at: ["params"], params },
    ...Object.entries(actions).flatMap(([action, grammar]) =>
      typeof grammar === "string"
        ? []
        : [{ at: ["actions", action, "params"], params: grammar.params ?? {} }],
    ),
  ];
  const taken = new Map<string, string>(given.map(({ name }) => [name, name]));
  const aliases: Record<string, string> = {};
  for (const { at, params: written } of places)
    for (const [name, param] of Object.entries(written))
      for (const [i, alias] of (param?.aliases ?? []).entries()) {
        const owner = taken.get(alias) ?? name;
        if (taken.get(alias) === alias || owner !== name)
          scope.report(
            [...at, name, "aliases", i],
            `"${alias}" is the name of two arguments: ${owner} and ${name}.`,
            "Keep one of them.",
          );
        taken.set(alias, name);
        aliases[alias] = name;
      }
  return aliases;
}

/** The arguments that may hold another one of the tool's too: `company.team/get_data` both a namespace and a flow. */
function withinOf(scope: ToolScope, given: readonly Argument[]): Readonly<Record<string, string>> {
  const names = given.map((it) => it.name);
  return Object.fromEntries(
    Object.entries(scope.world.within).filter(
      ([inner, outer]) => names.includes(inner) && names.includes(outer),
    ),
  );
}

/** What another argument may hold need not be given by itself. */
function mayBeHeld(
  given: readonly Argument[],
  within: Readonly<Record<string, string>>,
): readonly Argument[] {
  const held = Object.values(within);
  return given.map((it) => (held.includes(it.name) ? { ...it, required: false } : it));
}
