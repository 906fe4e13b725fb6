import type { Limit } from "../../../runtime/tool/definition.ts";
import type { Correction } from "../../contract/correction.ts";
import type { BehaviourModel, ToolModel } from "../../model.ts";
import { atCall, inside, operationScope, rootScope, type Scope } from "../../resolve/context/scope.ts";
import type { World } from "../../resolve/context/world.ts";
import type { OperationGrammar, OperationsSpec, ToolSpec } from "../../spec/spec.ts";
import { whereText } from "../../text/where-text.ts";
import { budget, tokensOf } from "../../tokens.ts";
import { ownWords } from "./arguments.ts";
import type { Citations } from "./citations.ts";
import { explainOperation } from "./operation.ts";
import { explainHints } from "./hints.ts";
import { grouped, indented } from "./text.ts";

/** All that an explanation is made of. */
export interface ExplainGround {
  readonly world: World;
  readonly corrections: readonly Correction[];
  readonly operations: readonly OperationsSpec[];
}

/**
 * Explains one tool that compiles: what the agent sees and why, and per release what is sent and what becomes of the
 * answer. Lines that are alike are told together. Pure.
 * @param lines those to tell of
 */
export function explainTool(
  ground: ExplainGround,
  spec: ToolSpec,
  model: ToolModel,
  citations: Citations,
  lines: readonly string[],
): string {
  const { world } = ground;
  const scope = rootScope(world, spec, []);
  const behaviours = behavioursOf(spec, model);
  const sections = [
    head(model),
    section("Arguments", argumentsOf(world, spec, model)),
    ...behaviours.flatMap((it) => behaviourText(inside(scope, ...it.at), it, ground, lines)),
    section("Cited by", cited(citations)),
  ];
  return `${sections.filter((it) => it !== "").join("\n\n")}\n`;
}

interface Named {
  /** The action; empty of a tool without actions. */
  readonly name: string;
  readonly at: readonly string[];
  readonly grammar: OperationGrammar;
  readonly shared: OperationGrammar["params"];
  readonly behaviour: BehaviourModel;
}

function behavioursOf({ tool }: ToolSpec, { behaviour }: ToolModel): readonly Named[] {
  if (behaviour.kind !== "choice") return [{ name: "", at: [], grammar: tool, shared: {}, behaviour }];
  return behaviour.actions.map(({ name, behaviour: action }) => ({
    name,
    at: ["actions", name],
    grammar: (tool.actions?.[name] ?? {}) as OperationGrammar,
    shared: tool.params ?? {},
    behaviour: action,
  }));
}

function head(model: ToolModel): string {
  const tokens = tokensOf(model);
  const bare = tokensOf({ ...model, inputSchema: {} });
  return [
    `${model.name}: ${model.title}`,
    `${model.source}, of the toolset ${model.toolset}`,
    ...(model.aliases.length === 0 ? [] : [`formerly ${model.aliases.join(", ")}`]),
    "",
    model.description,
    "",
    `${tokens} tokens: ${bare} for name and description, ${tokens - bare} for arguments (${budget.warn} warns, ${budget.most} is refused)`,
    ...explainHints(model),
  ].join("\n");
}

function argumentsOf(world: World, { tool }: ToolSpec, model: ToolModel): readonly string[] {
  const { properties, required = [] } = model.inputSchema;
  return Object.entries(properties).flatMap(([name, schema]) => {
    const { type, description, enum: words, default: standard } = schema;
    const facts = [
      type,
      required.includes(name) ? "required" : "optional",
      ...(words === undefined ? [] : [`one of ${words.join(", ")}`]),
      ...(standard === undefined ? [] : [`${JSON.stringify(standard)} by default`]),
    ];
    const own = tool.params?.[name]?.description !== undefined || world.vocabulary[name] !== description;
    const from = own ? "spec" : "specs/vocabulary.yaml";
    return [`${name}: ${facts.join(", ")}`, `  "${description ?? ""}" (${from})`];
  });
}

function behaviourText(
  scope: Scope,
  named: Named,
  ground: ExplainGround,
  lines: readonly string[],
): readonly string[] {
  const { name, behaviour, grammar, shared } = named;
  const { corrections } = ground;
  const title = name === "" ? "" : `${name}: `;
  const told = lines.map((line): readonly [string, string] => {
    if (!behaviour.lines.includes(line)) return [line, "is not there on this release"];
    if (behaviour.kind === "operation") {
      const params = { ...shared, ...grammar.params };
      return [line, explainOperation(scope, grammar, params, behaviour, line, corrections).join("\n")];
    }
    const calls = behaviour.calls.flatMap(({ name: call, operation }) => {
      const { home, here, grammar: asked } = writtenCall(scope, grammar.calls?.[call] ?? {}, call, ground);
      const text = operation.lines.includes(line)
        ? explainOperation(here, asked, asked.params ?? {}, operation, line, corrections)
        : ["is not asked on this release"];
      return [`call ${call}${home}`, ...indented(text)];
    });
    return [line, [...joinedBy(named), ...calls].join("\n")];
  });
  const bounds = limits(behaviour.limit);
  return [
    ...grouped(told).map(([on, text]) => section(`${title}Kestra ${on}`, text.split("\n"))),
    section(`${title}Where`, [
      whereText(behaviour.where, behaviour.inputSchema.required ?? [], (name) => name),
    ]),
    ...(bounds.length === 0 ? [] : [section(`${title}Limits`, bounds)]),
  ];
}

/** Where a call is written: in the tool, or in a file of operations that tools share. */
function writtenCall(
  scope: Scope,
  written: OperationGrammar | string,
  call: string,
  { world, operations }: ExplainGround,
): { readonly home: string; readonly here: Scope; readonly grammar: OperationGrammar } {
  if (typeof written !== "string") return { home: "", here: atCall(scope, call), grammar: written };
  const spec = operations.find((it) => Object.hasOwn(it.operations, written));
  const grammar = spec?.operations[written];
  if (spec === undefined || grammar === undefined) throw new Error(`There is no operation ${written}.`);
  const home = `: ${written} of ${spec.file.path}`;
  return { home, here: operationScope(world, spec, written, []), grammar };
}

/** How the calls of a composite are joined, and what is given to that alone. */
function joinedBy({ grammar }: Named): readonly string[] {
  const { chain, upsert } = grammar;
  const how =
    chain !== undefined
      ? ["a chain: each call is asked in turn", ...chain.map((it) => `  ${JSON.stringify(it)}`)]
      : upsert !== undefined
        ? [`an upsert of ${upsert.what}: find, then create or update`]
        : ["steps: the function beside the YAML asks the calls"];
  const given = Object.entries(grammar.params ?? {}).map(([name, param]) => {
    const own = ownWords(param ?? {});
    return `${name} -> the steps; ${own.length === 0 ? "of the type that a call's argument of this name has" : own.join("")}`;
  });
  return [...how, ...given];
}

function limits(limit: Limit | undefined): readonly string[] {
  if (limit === undefined) return [];
  const { rows, text, offset, rest } = limit;
  return [
    "20000 characters at most",
    ...(rows === undefined ? [] : [`cut by the rows of ${rows}`]),
    ...(text === undefined ? [] : [`cut at the end of a line of ${text}`]),
    ...(offset === undefined ? [] : [`the rest: with the argument ${offset}`]),
    ...(rest === undefined ? [] : [`the rest: "${rest}"`]),
  ];
}

function cited({ unit, endToEnd, recordings }: Citations): readonly string[] {
  return [
    ...unit.map((path) => `test       ${path}`),
    ...endToEnd.map((path) => `end to end ${path}`),
    ...recordings.map((name) => `recording  ${name}`),
    ...(unit.length + endToEnd.length + recordings.length === 0 ? ["nothing"] : []),
  ];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...indented(lines)].join("\n");
}
