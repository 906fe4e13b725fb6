import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { BehaviourModel, CompositeModel, ToolModel } from "../model.ts";
import { compositeText, needsSteps } from "./composite.ts";
import { imports } from "./code/imports.ts";
import { capital, names as newNames, toolName, type Names } from "./code/names.ts";
import { operationText } from "./operation.ts";
import { operations, ownNames, type PrintedOperations } from "./operations.ts";
import type { PrintScope } from "./code/scope.ts";
import { constant, header, outputType } from "./code/statements.ts";
import { access, entry, literal, object, propertyKey, quote } from "./code/text.ts";

/**
 * The file of one tool, in the order of a call's life: what it is, what it takes, what it sends, how it answers. Above it
 * stand the calls that it makes in several places; below it what hand-written steps complete, for their types are made of
 * that.
 * @param lines all that there are @param runtime the way from the file to the runtime's folder
 */
export function toolFile(
  model: ToolModel,
  lines: readonly string[],
  runtime = "../../runtime",
): SourceFileStructure {
  const { use, declarations } = imports(ownNames(model));
  const name = toolName(model.name);
  const names = newNames([name]);
  const open = openComposites(model, names);
  const printed = operations(model, lines, names, use);
  const behaviour = behaviourText(model, open, lines, printed.text, use);
  const below = open.flatMap((it, i) => [
    constant(it.own, compositeText(it.composite, printed.text, use)),
    ...(open.slice(0, i).some(({ output }) => output === it.output)
      ? []
      : [outputType(it.output, it.composite.outputSchema)]),
  ]);
  const type = use("Tool");
  const definition = definitionText(model, behaviour);
  const tool =
    open.length === 0
      ? constant(name, definition, { type, exported: true })
      : constant(name, `(steps: ${stepsType(open, use)}): ${type} => (${definition})`, {
          exported: true,
          doc: `@param steps in \`${model.source.replace(/\.yaml$/, ".ts")}\``,
        });
  return {
    kind: StructureKind.SourceFile,
    statements: [header(model.source), ...declarations(runtime), ...printed.statements, tool, ...below],
  };
}

/** True for a tool that a hand-written function completes. */
export function hasSteps({ behaviour }: ToolModel): boolean {
  const all = behaviour.kind === "choice" ? behaviour.actions.map((it) => it.behaviour) : [behaviour];
  return all.some(isOpen);
}

function isOpen(behaviour: BehaviourModel): behaviour is CompositeModel {
  return behaviour.kind === "composite" && needsSteps(behaviour);
}

/** A composite that hand-written steps complete. */
interface OpenComposite {
  /** Its action; absent where the tool has none. */
  readonly action?: string;
  readonly composite: CompositeModel;
  /** The constant that holds it, and the type of what its steps return. */
  readonly own: string;
  readonly output: string;
}

function openComposites({ behaviour }: ToolModel, names: Names): readonly OpenComposite[] {
  const open = (own: string, composite: CompositeModel): OpenComposite => ({
    composite,
    own,
    output: `${capital(own)}Output`,
  });
  if (behaviour.kind !== "choice") return isOpen(behaviour) ? [open("behaviour", behaviour)] : [];
  const all = behaviour.actions.flatMap(({ name: action, behaviour: it }) =>
    isOpen(it) ? [{ ...open(names.take(action, "Action"), it), action }] : [],
  );
  // What several give alike is one type.
  const shapes = new Set(all.map(({ composite }) => JSON.stringify(composite.outputSchema)));
  return all.length > 1 && shapes.size === 1 ? all.map((it) => ({ ...it, output: "Output" })) : all;
}

/** Several steps come as one object, by action; those of a single action come as they are. */
function stepsType(open: readonly OpenComposite[], use: PrintScope["use"]): string {
  const types = open.map(({ own, output }) => `${use("Steps")}<typeof ${own}, ${output}>`);
  if (open.length === 1) return types.join("");
  const members = open.map(({ action = "" }, i) => `readonly ${propertyKey(action)}: ${types[i] ?? ""}`);
  return `{ ${members.join("; ")} }`;
}

function behaviourText(
  { behaviour }: ToolModel,
  open: readonly OpenComposite[],
  lines: readonly string[],
  operation: PrintedOperations["text"],
  use: PrintScope["use"],
): string {
  const text = (it: BehaviourModel, name?: string): string => {
    if (it.kind === "operation") return operationText(it, lines, use);
    const own = open.find(({ action }) => action === name);
    if (own === undefined) return `${use("composite")}(${compositeText(it, operation, use)})`;
    const steps = open.length === 1 ? "steps" : `steps${access(own.action ?? "")}`;
    return `${use("composite")}({ ...${own.own}, ${entry("steps", steps)} })`;
  };
  if (behaviour.kind !== "choice") return text(behaviour);
  const actions = behaviour.actions.map((it) => `${propertyKey(it.name)}: ${text(it.behaviour, it.name)}`);
  return object([
    `by: ${quote(behaviour.by)}`,
    ...(behaviour.default === undefined ? [] : [`default: ${quote(behaviour.default)}`]),
    `actions: ${object(actions)}`,
  ]);
}

function definitionText(model: ToolModel, behaviour: string): string {
  return object([
    `name: ${quote(model.name)}`,
    `toolset: ${quote(model.toolset)}`,
    ...(model.aliases.length === 0 ? [] : [`aliases: ${literal(model.aliases)}`]),
    ...(model.longTexts === undefined ? [] : [`longTexts: ${literal(model.longTexts)}`]),
    ...(model.argumentAliases === undefined ? [] : [`argumentAliases: ${literal(model.argumentAliases)}`]),
    ...(model.within === undefined ? [] : [`within: ${literal(model.within)}`]),
    ...(model.view === undefined
      ? []
      : [`view: () => import(${quote(`../views/${model.view.name}-page.ts`)})`]),
    `behaviour: ${behaviour}`,
  ]);
}
