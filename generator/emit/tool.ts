import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { Json } from "../../runtime/json.ts";
import type { OpenObject, OpenSchema } from "../../runtime/json/schema.ts";
import type { BehaviourModel, ChoiceModel, CompositeModel, ToolModel } from "../model.ts";
import { entry, printComposite, type PrintedComposite } from "./composite.ts";
import { imports } from "./code/imports.ts";
import { names as newNames, toolName, type Names } from "./code/names.ts";
import { operationStatements } from "./operation.ts";
import type { Scope } from "./code/scope.ts";
import { constant, header, type Statement } from "./code/statements.ts";
import { access, literal, object, propertyKey, quote } from "./code/text.ts";

/**
 * The file of one tool, in the order of a call's life: what it takes, what it sends, how it answers, what it is.
 * @param runtime the way from the file to the runtime's folder
 */
export function toolFile(model: ToolModel, runtime = "../../runtime"): SourceFileStructure {
  const { use, declarations } = imports();
  const name = toolName(model.name);
  const printed = printBehaviour(model, name, use);
  const definition = definitionText(model, printed.behaviour);
  const { steps } = printed;
  const type = use("ToolDefinition");
  const tool =
    steps === undefined
      ? constant(name, definition, { type, exported: true })
      : constant(name, `(steps: ${steps}): ${type} => (${definition})`, {
          exported: true,
          doc: `@param steps in \`${model.source.replace(/\.yaml$/, ".ts")}\``,
        });
  return {
    kind: StructureKind.SourceFile,
    statements: [header(model.source), ...declarations(runtime), ...printed.statements, tool],
  };
}

/** True for a tool that a hand-written function completes. */
export function hasSteps({ behaviour }: ToolModel): boolean {
  const all = behaviour.kind === "choice" ? behaviour.actions.map((it) => it.behaviour) : [behaviour];
  return all.some(needsSteps);
}

function needsSteps(behaviour: BehaviourModel): boolean {
  return behaviour.kind === "composite" && behaviour.saves === undefined && behaviour.chain === undefined;
}

interface PrintedBehaviour {
  readonly statements: readonly Statement[];
  /** The property `behaviour` of the tool. */
  readonly behaviour: string;
  /** The type of the tool's steps, where it has any. */
  readonly steps?: string;
}

function printBehaviour({ behaviour }: ToolModel, name: string, use: Scope["use"]): PrintedBehaviour {
  const names = newNames([name, `${name}Input`]);
  switch (behaviour.kind) {
    case "operation":
      return { statements: operationStatements("behaviour", name, behaviour, use), behaviour: "behaviour" };
    case "composite": {
      const printed = printComposite(behaviour, use, names, {
        name,
        callsName: "calls",
        prefix: "",
        steps: "steps",
      });
      return {
        statements: printed.statements,
        behaviour: `behaviour: ${printed.behaviour}`,
        ...(printed.stepsType === undefined ? {} : { steps: printed.stepsType }),
      };
    }
    case "choice":
      return printChoice(behaviour, use, names);
  }
}

/** Several steps come as one object, by action; those of a single action come as they are. */
function printChoice(choice: ChoiceModel, use: Scope["use"], names: Names): PrintedBehaviour {
  const composites = choice.actions.filter((it) => needsSteps(it.behaviour));
  const isAlone = composites.length === 1;
  const printed = choice.actions.map(({ name, behaviour }) => {
    if (behaviour.kind === "composite") {
      return {
        name,
        ...printAction(name, behaviour, use, names, isAlone ? "steps" : `steps${access(name)}`),
      };
    }
    const own = names.take(name, "Action", ["Input"]);
    return { name, statements: operationStatements(own, own, behaviour, use), behaviour: own };
  });
  const types = printed.flatMap((it) => ("stepsType" in it ? [{ name: it.name, type: it.stepsType }] : []));
  const steps = isAlone
    ? types[0]?.type
    : `{ ${types.map((it) => `readonly ${propertyKey(it.name)}: ${it.type}`).join("; ")} }`;
  const behaviour = object([
    `by: ${quote(choice.by)}`,
    ...(choice.default === undefined ? [] : [`default: ${quote(choice.default)}`]),
    `actions: ${object(printed.map((it) => entry(it.name, it.behaviour)))}`,
  ]);
  return {
    statements: printed.flatMap((it) => it.statements),
    behaviour: `behaviour: ${behaviour}`,
    ...(steps === undefined || types.length === 0 ? {} : { steps }),
  };
}

function printAction(
  name: string,
  composite: CompositeModel,
  use: Scope["use"],
  names: Names,
  steps: string,
): PrintedComposite {
  const own = names.take(name, "Action", ["Input", "Calls"]);
  return printComposite(composite, use, names, { name: own, callsName: `${own}Calls`, prefix: name, steps });
}

function definitionText(model: ToolModel, behaviour: string): string {
  return object([
    `name: ${quote(model.name)}`,
    `title: ${quote(model.title)}`,
    `toolset: ${quote(model.toolset)}`,
    `description: ${paragraphs(model.description)}`,
    ...(model.aliases.length === 0 ? [] : [`aliases: ${literal(model.aliases)}`]),
    `inputSchema: ${schemaText(model.inputSchema)}`,
    ...(model.longTexts === undefined ? [] : [`longTexts: ${literal(model.longTexts)}`]),
    `outputSchema: ${schemaText(model.outputSchema)}`,
    behaviour,
  ]);
}

/** A text of several lines as its lines, so that it can be read. */
function paragraphs(text: string): string {
  if (!text.includes("\n")) return quote(text);
  return `[${text.split("\n").map(quote).join(", ")}].join("\\n")`;
}

/** A schema as data. TypeScript mistakes the type of a key such as `constructor` unless all of it is constant. */
function schemaText(schema: OpenObject): string {
  return `${literal(schema as unknown as Json)}${hasInheritedName(schema) ? " as const" : ""}`;
}

function hasInheritedName({ properties = {}, items }: OpenSchema): boolean {
  const below = [...Object.values(properties), ...(items === undefined ? [] : [items])];
  return Object.keys(properties).some((name) => name in Object.prototype) || below.some(hasInheritedName);
}
