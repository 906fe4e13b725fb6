import type { OpenObject } from "../../../runtime/json/schema.ts";
import { StructureKind, VariableDeclarationKind, type StatementStructures } from "ts-morph";
import { members } from "./typescript-type.ts";

/** A statement of a file; a text stands as it is. */
export type Statement = StatementStructures | string;

/** The first line of a generated file, and an empty one. */
export function header(source: string): string {
  return `// Generated from ${source.replace(/\s+/g, " ")} by \`npm run generate\`. Do not edit.\n\n`;
}

/** An empty line before a statement. */
const gap = { leadingTrivia: "\n" };

export function constant(
  name: string,
  initializer: string,
  options: { type?: string; exported?: true; doc?: string } = {},
): Statement {
  const { type, exported = false, doc } = options;
  return {
    ...gap,
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: exported,
    declarations: [{ name, initializer, ...(type === undefined ? {} : { type }) }],
    ...(doc === undefined ? {} : { docs: [doc] }),
  };
}

/** A type of an object: an interface, or `object` where nothing is known of it. */
export function outputType(
  name: string,
  schema: OpenObject,
  options: { readonly exported?: true; readonly doc?: string } = {},
): Statement {
  const { exported = false, doc } = options;
  const shown = { isExported: exported, ...(doc === undefined ? {} : { docs: [doc] }) };
  const properties = members(schema).map(({ key, isOptional, type }) => ({
    name: key,
    type,
    isReadonly: true,
    hasQuestionToken: isOptional,
  }));
  if (properties.length === 0)
    return { ...gap, kind: StructureKind.TypeAlias, name, type: "object", ...shown };
  return { ...gap, kind: StructureKind.Interface, name, properties, ...shown };
}
