import { StructureKind, type SourceFileStructure } from "ts-morph";
import type { OperationModel, PullModel, ToolModel } from "../model.ts";
import { byText } from "../text/by-text.ts";
import { imports } from "./code/imports.ts";
import { camelCase, names as newNames, toolName, type Names } from "./code/names.ts";
import type { PrintScope } from "./code/scope.ts";
import { constant, header, type Statement } from "./code/statements.ts";
import { operationText, readsText } from "./operation.ts";

/** Prints the operations of one tool. Those that it asks in several places are printed once, those that tools share elsewhere. */
export interface PrintedOperations {
  /** An operation whole, or the name of the constant that holds it. */
  readonly text: (operation: OperationModel) => string;
  /** What the file of the tool imports, and its constants. */
  readonly statements: readonly Statement[];
}

/** @param lines all that there are */
export function operations(
  model: ToolModel,
  lines: readonly string[],
  names: Names,
  use: PrintScope["use"],
): PrintedOperations {
  const all = callsOf(model).map((it) => ({ ...it, key: JSON.stringify(it.operation) }));
  const held = new Map<string, string>();
  const files = new Map<string, readonly Named[]>();
  const constants: Statement[] = [];
  for (const { name, key, operation } of all) {
    if (held.has(key)) continue;
    const { shared } = operation;
    if (shared === undefined) {
      if (all.filter((it) => it.key === key).length === 1) continue;
      const own = names.take(`${name}_call`, "");
      held.set(key, own);
      constants.push(constant(own, operationText(operation, lines, use)));
      continue;
    }
    const exported = sharedName(shared.name);
    const own = names.take(shared.name, "Operation");
    held.set(key, own);
    const of = files.get(shared.area) ?? [];
    files.set(shared.area, [...of, own === exported ? own : { name: exported, alias: own }]);
  }
  return {
    text: (operation) => held.get(JSON.stringify(operation)) ?? operationText(operation, lines, use),
    statements: [
      ...[...files].sort(([a], [b]) => byText(a, b)).map(([area, named]) => importOf(area, named)),
      ...constants,
    ],
  };
}

/** What is imported, as it is called there or otherwise. */
type Named = string | { readonly name: string; readonly alias: string };

function importedName(named: Named): string {
  return typeof named === "string" ? named : named.name;
}

function importOf(area: string, namedImports: readonly Named[]): Statement {
  return {
    kind: StructureKind.ImportDeclaration,
    namedImports: namedImports.toSorted((a, b) => byText(importedName(a), importedName(b))),
    moduleSpecifier: `../operations/${area}.ts`,
  };
}

/**
 * `generated/operations/<area>.ts`: what tools share, by area, and what services are pulled by.
 * @param lines all that there are
 */
export function operationFiles(
  models: readonly ToolModel[],
  lines: readonly string[],
  pulls: readonly PullModel[] = [],
): readonly { readonly path: string; readonly structure: SourceFileStructure }[] {
  const areas = new Map<string, Map<string, OperationModel>>();
  const asked = models.flatMap(callsOf).map(({ operation }) => operation);
  for (const operation of [...asked, ...pulls.flatMap(({ operations }) => operations)]) {
    if (operation.shared === undefined) continue;
    const { area, name } = operation.shared;
    areas.set(area, (areas.get(area) ?? new Map<string, OperationModel>()).set(name, operation));
  }
  return [...areas]
    .sort(([a], [b]) => byText(a, b))
    .map(([area, shared]) => {
      const { use, declarations } = imports([...shared.keys()].map(sharedName));
      const sorted = [...shared].sort(([a], [b]) => byText(a, b));
      const reads = sharedReads(sorted, use);
      const constants = sorted.map(([name, operation]) =>
        constant(sharedName(name), operationText(operation, lines, use, reads), { exported: true }),
      );
      return {
        path: `generated/operations/${area}.ts`,
        structure: {
          kind: StructureKind.SourceFile,
          statements: [
            header(`specs/operations/${area}.yaml`),
            ...declarations("../../runtime"),
            ...[...reads].map(([text, name]) => constant(name, text)),
            ...constants,
          ],
        },
      };
    });
}

/** Shorter ones are read faster where they are used. */
const worthAName = 200;

/**
 * What several operations of a file read alike: its text, and the constant that holds it, named for the first of them. What
 * reads an argument stays with the operation that has it.
 */
function sharedReads(
  operations: readonly (readonly [string, OperationModel])[],
  use: PrintScope["use"],
): ReadonlyMap<string, string> {
  const names = newNames(operations.map(([name]) => sharedName(name)));
  const texts = operations.map(([name, operation]) => ({ name, text: readsText(operation, use) }));
  const held = new Map<string, string>();
  for (const { name, text } of texts) {
    const isShared = texts.filter((it) => it.text === text).length > 1;
    if (!isShared || held.has(text) || text.length < worthAName || /\binput\b/.test(text)) continue;
    held.set(text, names.take(`${name}_read`, ""));
  }
  return held;
}

/** The constant that a file of shared operations exports. */
function sharedName(name: string): string {
  return newNames().take(name, "Operation");
}

/** Names that a tool's file uses for things of its own: what it exports, its operations, arguments that steps take apart. */
export function ownNames(model: ToolModel): readonly string[] {
  const { behaviour } = model;
  const all = behaviour.kind === "choice" ? behaviour.actions.map((it) => it.behaviour) : [behaviour];
  const calls = callsOf(model).flatMap(({ name, operation }) => [
    name,
    `${name}_call`,
    ...(operation.shared === undefined ? [] : [operation.shared.name]),
  ]);
  return [
    toolName(model.name),
    ...calls.map(camelCase),
    ...all.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties)),
  ];
}

function callsOf({
  behaviour,
}: ToolModel): readonly { readonly name: string; readonly operation: OperationModel }[] {
  const all = behaviour.kind === "choice" ? behaviour.actions : [{ name: "", behaviour }];
  return all.flatMap(({ behaviour: it }) => (it.kind === "composite" ? it.calls : []));
}
