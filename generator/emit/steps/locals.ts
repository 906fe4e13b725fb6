import type { OpenObject } from "../../../runtime/json/schema.ts";
import { names as newNames, reserved, type Names } from "../code/names.ts";
import { entry, isIdentifier, object } from "../code/text.ts";
import type { KnownCalls } from "./known.ts";

/** The names within one printed function of steps. */
export interface Locals {
  readonly names: Names;
  /** An argument by its name. Notes that it is used. @throws Error where there is none: the compiler let it through. */
  readonly argument: (name: string) => KnownCalls;
  /** The first parameter: what is used of the arguments. */
  readonly parameter: () => string;
}

/**
 * @param own names that the function has besides
 * @param renamed argument -> what it is called within the function
 */
export function locals(
  { properties, required }: OpenObject,
  own: readonly string[],
  renamed: Readonly<Record<string, string>> = {},
): Locals {
  const taken = [...reserved, ...own];
  const plain = Object.keys(properties).filter((name) => isIdentifier(name) && !taken.includes(name));
  const names = newNames([...own, ...plain]);
  const called = new Map(
    Object.keys(properties).map((name) => {
      const given = Object.hasOwn(renamed, name) ? renamed[name] : undefined;
      return [name, given ?? (plain.includes(name) ? name : names.take(name, "Argument"))];
    }),
  );
  const used = new Set<string>();
  return {
    names,
    argument: (name) => {
      const text = called.get(name);
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (text === undefined || schema === undefined) throw new Error(`${name} is not an argument.`);
      used.add(name);
      const isSure = schema.default !== undefined || required?.includes(name) === true;
      return { text, schema, mayBeAbsent: typeof schema.type === "object" || !isSure };
    },
    parameter: () =>
      used.size === 0
        ? "_"
        : object([...called].filter(([name]) => used.has(name)).map(([name, text]) => entry(name, text))),
  };
}
