import { isObject } from "../../runtime/json.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { yamlFile } from "./yaml-file.ts";
import type { SourceFile, YamlPath } from "../diagnostics/source-file.ts";

/** A repair of the contracts, as `specs/corrections.yaml` has it. */
export interface Correction {
  /** The lines it repairs; each of them must need it. */
  readonly lines: readonly string[];
  /** One place, or several of one kind; each of them must need it. */
  readonly where: readonly Where[];
  readonly change: ContractChange;
  /** `<line>/<scenario>: <exchange>`, which shows that it is so. */
  readonly exchange: string;
  /** An error at one of its keys. */
  readonly error: (path: YamlPath, message: string) => Diagnostic;
}

/**
 * What is repaired. `at` leads on into a schema: `results[].labels`; `*` are the values of a map. In the file `schema`,
 * `operation` and `at` may each be a list.
 */
export type Where =
  | { readonly schema: string; readonly at?: string }
  | { readonly operation: string; readonly parameter?: string }
  | { readonly operation: string; readonly body: string; readonly at?: string }
  | { readonly operation: string; readonly answer: number; readonly media?: string; readonly at?: string }
  | { readonly filters: string; readonly field: string };

/**
 * How: one of
 * - `add` what is missing: a property, parameter, answer, operation or filter field;
 * - `replace` a schema, answer or operation;
 * - `set` facts of a schema, parameter or operation; null takes one away;
 * - `optional`: these properties are not always there;
 * - `remove` it.
 */
export type ContractChange =
  | { readonly add: unknown }
  | { readonly replace: unknown }
  | { readonly set: Readonly<Record<string, unknown>> }
  | { readonly optional: readonly string[] }
  | { readonly remove: true };

const keys = ["lines", "where", "change", "reason", "exchange"];

/** Reads `specs/corrections.yaml`. Errors are returned with their places. */
export function readCorrections(
  file: SourceFile,
  lines: readonly string[],
): { readonly corrections: readonly Correction[]; readonly diagnostics: readonly Diagnostic[] } {
  const { data, diagnostics, error } = yamlFile(file);
  if (diagnostics.length > 0) return { corrections: [], diagnostics };
  if (data === null || data === undefined) return { corrections: [], diagnostics: [] };
  if (!Array.isArray(data))
    return { corrections: [], diagnostics: [error([], "The corrections are not a list.")] };
  const found: Diagnostic[] = [];
  const corrections = data.flatMap((entry: unknown, i): Correction[] => {
    const at: Correction["error"] = (path, message) => error([i, ...path], message);
    const errors = entryErrors(entry, lines, at);
    found.push(...errors);
    if (errors.length > 0) return [];
    const { change, exchange, where } = entry as Correction & { readonly where: Listed };
    return [{ lines: linesOf(entry, lines), where: each(where), change, exchange, error: at }];
  });
  return { corrections, diagnostics: found };
}

function entryErrors(entry: unknown, lines: readonly string[], error: Correction["error"]): Diagnostic[] {
  if (!isObject(entry)) return [error([], `A correction has the keys ${keys.join(", ")}.`)];
  const wrong =
    keys.find((key) => !Object.hasOwn(entry, key)) ?? Object.keys(entry).find((key) => !keys.includes(key));
  if (wrong !== undefined)
    return [error([wrong], `A correction has the keys ${keys.join(", ")}; see \`${wrong}\`.`)];
  const found: Diagnostic[] = [];
  const named = linesOf(entry, lines);
  const unknown = named.find((line) => !lines.includes(line));
  if (named.length === 0 || unknown !== undefined) {
    found.push(error(["lines"], `\`lines\` is \`all\`, or a list of lines among ${lines.join(", ")}.`));
  }
  if (!isWhere(entry.where)) found.push(error(["where"], `\`where\` must be one of ${wheres.join("; ")}.`));
  if (!isChange(entry.change)) {
    found.push(
      error(
        ["change"],
        "`change` has one key of add, replace, set, optional (a list of names), remove (true).",
      ),
    );
  }
  if (typeof entry.reason !== "string" || entry.reason.trim() === "") {
    found.push(error(["reason"], "A correction needs a reason."));
  }
  const shown =
    typeof entry.exchange === "string" ? /^(\d+\.\d+)\/[\w-]+: ./u.exec(entry.exchange)?.[1] : undefined;
  if (shown === undefined || !named.includes(shown)) {
    found.push(error(["exchange"], "`exchange` is `<line>/<scenario>: <name>` of one of the lines."));
  }
  return found;
}

function linesOf(entry: unknown, lines: readonly string[]): readonly string[] {
  const given = isObject(entry) ? entry.lines : undefined;
  if (given === "all") return lines;
  return Array.isArray(given) ? given.map(String) : [];
}

const wheres = [
  "{ schema, at? }",
  "{ operation, parameter? }",
  "{ operation, body, at? }",
  "{ operation, answer, media?, at? }",
  "{ filters, field }",
];

function isWhere(value: unknown): value is Where {
  if (!isObject(value)) return false;
  const shape = Object.keys(value).sort().join(" ");
  const texts = Object.entries(value).every(([key, part]) => {
    if (key === "answer") return typeof part === "number";
    const listed =
      Array.isArray(part) && part.length > 0 && listable.includes(key) ? (part as unknown[]) : [part];
    return listed.every((text) => typeof text === "string");
  });
  return (
    texts &&
    /^(?:(?:at )?schema|operation(?: parameter)?|(?:at )?body operation|answer(?: at)?(?: media)? operation|answer(?: media)? operation|field filters)$/u.test(
      shape,
    )
  );
}

type Listed = Readonly<Record<string, unknown>>;

const listable: readonly string[] = ["schema", "operation", "at"];

/** A place for each member of its lists. */
function each(where: Listed): readonly Where[] {
  const key = listable.find((name) => Array.isArray(where[name]));
  if (key === undefined) return [where as unknown as Where];
  return (where[key] as unknown[]).flatMap((part) => each({ ...where, [key]: part }));
}

function isChange(value: unknown): value is ContractChange {
  if (!isObject(value)) return false;
  const [[key, part] = ["", undefined], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  if (key === "optional")
    return Array.isArray(part) && part.length > 0 && part.every((name) => typeof name === "string");
  if (key === "set") return isObject(part) && Object.keys(part).length > 0;
  return key === "remove" ? part === true : key === "add" || key === "replace";
}
