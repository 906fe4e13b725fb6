import type { OpenObject, OpenSchema } from "../../../runtime/json/schema.ts";
import type { Imported } from "./imports.ts";
import { access } from "./text.ts";

export type Parameter = "input" | "answer" | "line" | "uuid" | "ui";

/** What one printed function can see: its file's imports, its parameters, the arguments of its operation. */
export interface PrintScope {
  /** Notes that an import is used, and returns its name. */
  readonly use: (name: Imported) => string;
  /** Notes that a parameter is used, and returns its name. */
  readonly parameter: (name: Parameter) => string;
  /** @throws Error for a name that the operation does not take: the compiler let it through. */
  readonly argument: (name: string) => PrintedArgument;
}

/** An argument as an expression. */
export interface PrintedArgument {
  readonly text: string;
  readonly schema: OpenSchema;
  /** It may be undefined: neither required nor given a default. */
  readonly isOptional: boolean;
}

/** A scope for one function, and which parameters it turned out to use. */
export function functionScope(
  use: PrintScope["use"],
  schema: OpenObject,
): { readonly scope: PrintScope; readonly used: ReadonlySet<Parameter> } {
  const used = new Set<Parameter>();
  const parameter = (name: Parameter): string => {
    used.add(name);
    return name;
  };
  const argument = (name: string): PrintedArgument => {
    const own = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (own === undefined) throw new Error(`${name} is not an argument.`);
    const isOptional = own.default === undefined && schema.required?.includes(name) !== true;
    return { text: parameter("input") + access(name), schema: own, isOptional };
  };
  return { scope: { use, parameter, argument }, used };
}
