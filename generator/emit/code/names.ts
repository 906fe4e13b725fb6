import { symbols } from "../../../runtime/compiled/symbols.ts";

/** Words of the language, and what generated code uses of it by name. */
export const reserved = [
  ...[
    "arguments",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
  ],
  ...[
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
  ],
  ...["implements", "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private"],
  ...["protected", "public", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof"],
  ...["undefined", "var", "void", "while", "with", "yield", "globalThis", "JSON", "String"],
  ...["kestra", "mask", "error", "InputError", "say"],
];

/** What a file of generated code may not call a thing of its own. */
const taken = [
  ...reserved,
  ...["z", ...Object.values(symbols).flat()],
  ...[
    "input",
    "answer",
    "line",
    "uuid",
    "ui",
    "steps",
    "it",
    "inner",
    "tool",
    "calls",
    "told",
    "behaviour",
    "catalog",
  ],
];

/** Hands out names that do not clash, the same ones each time. */
export interface Names {
  /**
   * `name` in camelCase; where that is taken, with `suffix`; then with a number.
   * @param follow suffixes of further names that are made from it, such as `Input`, which must be free too.
   */
  readonly take: (name: string, suffix: string, follow?: readonly string[]) => string;
}

/** @param own names that the file declares whatever else is in it */
export function names(own: readonly string[] = []): Names {
  const used = new Set([...taken, ...own]);
  return {
    take: (name, suffix, follow = []) => {
      const base = camelCase(name);
      const all = (it: string): readonly string[] => [it, ...follow.map((more) => it + more)];
      const isFree = (it: string): boolean => all(it).every((one) => !used.has(one));
      let chosen = isFree(base) ? base : base + suffix;
      for (let i = 2; !isFree(chosen); i++) chosen = `${base}${suffix}${i}`;
      for (const one of all(chosen)) used.add(one);
      return chosen;
    },
  };
}

/** The constant that a tool's file exports. */
export function toolName(name: string): string {
  return names().take(name, "Tool");
}

/** `manage_kv_store` -> `manageKvStore`. Always an identifier. */
export function camelCase(name: string): string {
  const [first = "", ...rest] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const whole = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capital).join("");
  return /^[a-z]/.test(whole) ? whole : `_${whole}`;
}

/** `kill` -> `Kill`. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The constant that says what may be filtered by in a search of a resource, such as `EXECUTION`. */
export function filtersName(resource: string): string {
  return camelCase(`${resource.toLowerCase()}_filters`);
}
