import type { OpenSchema } from "../../../runtime/json/schema.ts";
import type { ProjectModel } from "../../model.ts";
import type { PrintScope } from "../code/scope.ts";
import { access, literal, object, propertyKey, quote, templateText } from "../code/text.ts";
import { pathText } from "../request/path.ts";
import { copies } from "./copies.ts";
import { typescriptType } from "../code/typescript-type.ts";
import { isScalar, madeText, typeOf } from "../code/value.ts";

/** What an expression reads from: a variable, and what is known of it. */
export interface Root {
  /** `answer`, or the row of a surrounding `map`. */
  readonly name: () => string;
  readonly schema: OpenSchema;
  /** How many `map`s stand around it. */
  readonly depth: number;
  /** An item of a list that may have none. */
  readonly mayBeAbsent?: true;
}

/**
 * The expression that makes an output, or a part of one, of what was read.
 * @param mayBeLeftOut whether a function that makes it may give undefined
 */
export function projectText(
  project: ProjectModel,
  root: Root,
  scope: PrintScope,
  mayBeLeftOut = false,
): string {
  switch (project.kind) {
    case "whole":
      return wayTo(project.path, root).text;
    case "object":
      return object(
        project.entries.map((it) => `${propertyKey(it.key)}: ${projectText(it.value, root, scope)}`),
      );
    case "rows":
      return rowsText(project, root, scope);
    case "first":
      return firstText(project, root, scope);
    case "sentence":
      return sentenceText(project.texts, scope);
    case "link":
      return `${scope.use("link")}(${scope.parameter("ui")}, ${pathText(project.page, scope)})`;
    case "made": {
      const of = project.by.of.map((name) => scope.argument(name).text);
      const given =
        root.mayBeAbsent !== true && copies(project.of, root.schema)
          ? root.name()
          : projectText(project.of, root, scope);
      const made = madeText(project.by, [given, ...of], scope.use);
      return `(${made} satisfies ${typescriptType(project.gives)}${mayBeLeftOut ? " | undefined" : ""})`;
    }
    case "constant":
      return literal(project.value);
  }
}

function rowsText(
  { path, item, some }: ProjectModel & { kind: "rows" },
  root: Root,
  scope: PrintScope,
): string {
  const { text, schema, mayBeAbsent } = wayTo(path, root);
  if (copies(item, schema.items ?? {})) return text;
  const row = rowName(root.depth);
  const rowSchema = schema.items ?? {};
  const isObject = item.kind === "object";
  const isGuarded = isObject && isNullable(rowSchema);
  const used = new Set<string>();
  const name = (): string => {
    used.add(row);
    return row;
  };
  const inside = isGuarded ? notNull(rowSchema) : rowSchema;
  const value = projectText(item, { name, schema: inside, depth: root.depth + 1 }, scope, some);
  const guarded = isGuarded ? `${name()} && ` : "";
  const made = isObject ? `(${value})` : value;
  const mapped = `${text}${mayBeAbsent ? "?." : "."}map((${[...used].join("")}) => ${guarded}${made})`;
  return some === true ? `${mapped}.filter((${row}) => ${row} !== undefined)` : mapped;
}

function firstText({ path, item }: ProjectModel & { kind: "first" }, root: Root, scope: PrintScope): string {
  const { text, schema, mayBeAbsent } = wayTo(path, root);
  const name = () => `${text}${mayBeAbsent ? "?." : ""}[0]`;
  return projectText(item, { name, schema: schema.items ?? {}, depth: root.depth, mayBeAbsent: true }, scope);
}

/** `it`, `inner`, `inner2`: rows within rows have names of their own. */
function rowName(depth: number): string {
  return depth === 0 ? "it" : `inner${depth === 1 ? "" : depth}`;
}

/** The value at a path, `?.` standing only where what is before it may be null or absent. */
function wayTo(path: readonly string[], root: Root) {
  let text = root.name();
  let { schema } = root;
  let mayBeAbsent = root.mayBeAbsent === true || isNullable(schema);
  for (const key of path) {
    text += access(key, mayBeAbsent);
    const next =
      schema.properties !== undefined && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : undefined;
    if (next === undefined)
      throw new Error(`${key} of ${path.join(".")} is not in the schema of what is read.`);
    mayBeAbsent = schema.required?.includes(key) !== true || isNullable(next);
    schema = next;
  }
  return { text, schema, mayBeAbsent };
}

function notNull(schema: OpenSchema): OpenSchema {
  return typeof schema.type === "object" ? { ...schema, type: schema.type[0] } : schema;
}

function isNullable({ type }: OpenSchema): boolean {
  return typeof type === "object";
}

function sentenceText(texts: (ProjectModel & { kind: "sentence" })["texts"], scope: PrintScope): string {
  const [only = "", ...others] = texts;
  if (texts.every((part) => typeof part === "string")) return quote(texts.join(""));
  if (others.length === 0 && typeof only !== "string") {
    const hole = holeText(only.argument, scope);
    const { schema } = scope.argument(only.argument);
    return isScalar(schema) && typeOf(schema) !== "string" ? `String(${hole})` : hole;
  }
  const parts = texts.map((part) =>
    typeof part === "string" ? templateText(part) : `\${${holeText(part.argument, scope)}}`,
  );
  return `\`${parts.join("")}\``;
}

/** An argument within a sentence: nothing where it is not given. */
function holeText(name: string, scope: PrintScope): string {
  const { text, schema, isOptional } = scope.argument(name);
  const orNothing = isOptional || isNullable(schema) ? ' ?? ""' : "";
  if (isScalar(schema)) return text + orNothing;
  if (schema.items !== undefined && isScalar(schema.items)) {
    return isOptional ? `${text}?.join(", ") ?? ""` : `${text}.join(", ")`;
  }
  return `JSON.stringify(${text}${orNothing})`;
}
