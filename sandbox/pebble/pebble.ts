import type { Values } from "../values/values.ts";
import { MissingVariable, PebbleError } from "./error.ts";
import { applyFilter } from "./filters.ts";
import { callFunction, type FunctionContext } from "./functions.ts";
import { parseExpression, type Argument, type Expression } from "./parse.ts";
import { segments } from "./token.ts";
import { isEmpty, isTruthy, printed } from "./value.ts";
import { ExactNumber } from "../values/exact-number.ts";

/** What a template can see: its variables by name, and the instant. */
export interface Scope extends FunctionContext {
  readonly variables: Values;
}

function member(of: unknown, key: unknown): unknown {
  if (typeof of === "object" && of !== null && Object.hasOwn(of, printed(key))) {
    return (of as Values)[printed(key)];
  }
  throw new MissingVariable(printed(key));
}

function unlessMissing(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof MissingVariable) return undefined;
    throw error;
  }
}

function compared(operator: string, left: unknown, right: unknown): boolean {
  const [a, b] =
    typeof left === "number" || typeof right === "number"
      ? [Number(left), Number(right)]
      : [printed(left), printed(right)];
  if (operator === "<") return a < b;
  if (operator === ">") return a > b;
  return operator === "<=" ? a <= b : a >= b;
}

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function contains(whole: unknown, part: unknown): boolean {
  return Array.isArray(whole)
    ? whole.some((item) => equal(item, part))
    : typeof whole === "object" && whole !== null
      ? Object.hasOwn(whole, printed(part))
      : printed(whole).includes(printed(part));
}

function arithmetic(operator: string, left: unknown, right: unknown): unknown {
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) {
    return printed(left) + printed(right);
  }
  const [a, b] = [Number(left), Number(right)];
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  if (operator === "%") return a % b;
  return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b;
}

function binary(operator: string, left: Expression, right: Expression, scope: Scope): unknown {
  const read = (side: Expression) => evaluate(side, scope);
  switch (operator) {
    case "or":
      return isTruthy(read(left)) || isTruthy(read(right));
    case "and":
      return isTruthy(read(left)) && isTruthy(read(right));
    case "??":
      return unlessMissing(() => read(left)) ?? read(right);
    case "==":
    case "equals":
      return equal(read(left), read(right));
    case "!=":
      return !equal(read(left), read(right));
    case "contains":
      return contains(read(left), read(right));
    case "in":
      return contains(read(right), read(left));
    case "~":
      return printed(read(left)) + printed(read(right));
    case "<":
    case ">":
    case "<=":
    case ">=":
      return compared(operator, read(left), read(right));
    default:
      return arithmetic(operator, read(left), read(right));
  }
}

function tested(name: string, on: Expression, scope: Scope): boolean {
  const value = unlessMissing(() => evaluate(on, scope));
  if (name === "defined") return value !== undefined;
  if (name === "null") return value === null || value === undefined;
  if (name === "empty") return isEmpty(value);
  if (name === "even") return Number(value) % 2 === 0;
  if (name === "odd") return Number(value) % 2 === 1;
  if (name === "iterable") return Array.isArray(value);
  if (name === "map") return typeof value === "object" && value !== null && !Array.isArray(value);
  throw new PebbleError(`io.pebbletemplates.pebble.error.PebbleException: Test [${name}] does not exist.`);
}

function evaluate(expression: Expression, scope: Scope): unknown {
  const read = (part: Expression) => evaluate(part, scope);
  const all = (args: readonly Argument[]) => args.map(({ value }) => read(value));
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "name":
      return member(scope.variables, expression.name);
    case "member":
      return member(read(expression.of), read(expression.key));
    case "call":
      return callFunction(expression.name, scope, all(expression.args));
    case "filter": {
      const on =
        expression.name === "default" ? unlessMissing(() => read(expression.on)) : read(expression.on);
      return applyFilter(expression.name, on, all(expression.args));
    }
    case "test":
      return tested(expression.name, expression.on, scope) !== expression.negated;
    case "unary": {
      const value = read(expression.on);
      return expression.operator === "not"
        ? !isTruthy(value)
        : Number(value) * (expression.operator === "-" ? -1 : 1);
    }
    case "binary":
      return binary(expression.operator, expression.left, expression.right, scope);
    case "choice":
      return isTruthy(read(expression.when)) ? read(expression.then) : read(expression.otherwise);
    case "list":
      return expression.items.map(read);
    case "map":
      return Object.fromEntries(expression.entries.map(([key, value]) => [printed(read(key)), read(value)]));
  }
}

/**
 * Renders a template as Kestra's Pebble does, for the part of the language that flows in tests use: expressions, filters,
 * functions, no tags. Throws a `PebbleError` with Kestra's wording for what is missing, unknown or malformed.
 */
export function render(template: string, scope: Scope): string {
  return segments(template)
    .map((segment) => {
      if (segment.kind === "text") return segment.text;
      try {
        return printed(evaluate(parseExpression(segment.source), scope));
      } catch (error) {
        if (error instanceof PebbleError && error.message.endsWith("does not exist.")) {
          throw new PebbleError(`${error.message} (${template}:1)`);
        }
        if (!(error instanceof MissingVariable)) throw error;
        const line = template.slice(0, template.indexOf(segment.source)).split("\n").length;
        throw new PebbleError(
          `Unable to find \`${error.variable}\` used in the expression \`{{${segment.source}}}\` at line ${line}`,
        );
      }
    })
    .join("");
}

/** Renders every text in a value, however deep; other values stay as they are. */
export function renderDeep(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") return render(value, scope);
  if (Array.isArray(value)) return value.map((item) => renderDeep(item, scope));
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderDeep(item, scope)]));
}
