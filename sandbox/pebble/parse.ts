import { PebbleError } from "./error.ts";
import { tokens, type Token } from "./token.ts";

export interface Argument {
  readonly name?: string;
  readonly value: Expression;
}

export type Expression =
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Argument[] }
  | {
      readonly kind: "filter";
      readonly on: Expression;
      readonly name: string;
      readonly args: readonly Argument[];
    }
  | { readonly kind: "test"; readonly on: Expression; readonly name: string; readonly negated: boolean }
  | { readonly kind: "unary"; readonly operator: string; readonly on: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "choice";
      readonly when: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Expression, Expression])[] };

/** Binary operators, the loosest first. `??` binds tighter than `or`, looser than comparisons. */
const levels: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["??"],
  ["==", "!=", "equals", "contains", "in"],
  ["<", ">", "<=", ">="],
  ["~", "+", "-"],
  ["*", "/", "%"],
];

interface Cursor {
  readonly source: string;
  readonly list: readonly Token[];
  index: number;
}

function peek(cursor: Cursor): Token | undefined {
  return cursor.list[cursor.index];
}

function isNext(cursor: Cursor, ...texts: readonly string[]): boolean {
  const token = peek(cursor);
  return (
    token !== undefined && (token.kind === "symbol" || token.kind === "name") && texts.includes(token.text)
  );
}

function taken(cursor: Cursor, ...texts: readonly string[]): boolean {
  if (!isNext(cursor, ...texts)) return false;
  cursor.index += 1;
  return true;
}

function fail(cursor: Cursor): never {
  throw new PebbleError(
    `io.pebbletemplates.pebble.error.ParserException: Unexpected token of value "${peek(cursor)?.text ?? "null"}" ({{${cursor.source}}}:1)`,
  );
}

function expect(cursor: Cursor, text: string): void {
  if (!taken(cursor, text)) fail(cursor);
}

function name(cursor: Cursor): string {
  const token = peek(cursor);
  if (token?.kind !== "name") return fail(cursor);
  cursor.index += 1;
  return token.text;
}

function commaList<Item>(cursor: Cursor, end: string, item: () => Item): readonly Item[] {
  const found: Item[] = [];
  while (!isNext(cursor, end)) {
    found.push(item());
    if (!taken(cursor, ",")) break;
  }
  expect(cursor, end);
  return found;
}

function args(cursor: Cursor): readonly Argument[] {
  return commaList(cursor, ")", () => {
    const named = peek(cursor)?.kind === "name" && cursor.list[cursor.index + 1]?.text === "=";
    if (!named) return { value: expression(cursor) };
    const key = name(cursor);
    expect(cursor, "=");
    return { name: key, value: expression(cursor) };
  });
}

const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, none: null };

function primary(cursor: Cursor): Expression {
  const token = peek(cursor);
  if (token === undefined) return fail(cursor);
  cursor.index += 1;
  if (token.kind === "string") return { kind: "literal", value: token.text };
  if (token.kind === "number") return { kind: "literal", value: Number(token.text) };
  if (token.kind === "name") {
    if (Object.hasOwn(constants, token.text)) return { kind: "literal", value: constants[token.text] };
    return taken(cursor, "(")
      ? { kind: "call", name: token.text, args: args(cursor) }
      : { kind: "name", name: token.text };
  }
  if (token.text === "(") {
    const inner = expression(cursor);
    expect(cursor, ")");
    return inner;
  }
  if (token.text === "[") return { kind: "list", items: commaList(cursor, "]", () => expression(cursor)) };
  if (token.text === "{") {
    const entry = (): readonly [Expression, Expression] => {
      const key = expression(cursor);
      expect(cursor, ":");
      return [key, expression(cursor)];
    };
    return { kind: "map", entries: commaList(cursor, "}", entry) };
  }
  cursor.index -= 1;
  return fail(cursor);
}

function postfix(cursor: Cursor): Expression {
  let found = primary(cursor);
  for (;;) {
    if (taken(cursor, ".")) {
      found = { kind: "member", of: found, key: { kind: "literal", value: name(cursor) } };
    } else if (taken(cursor, "[")) {
      found = { kind: "member", of: found, key: expression(cursor) };
      expect(cursor, "]");
    } else if (taken(cursor, "|")) {
      const filter = name(cursor);
      found = { kind: "filter", on: found, name: filter, args: taken(cursor, "(") ? args(cursor) : [] };
    } else if (taken(cursor, "is")) {
      const negated = taken(cursor, "not");
      found = { kind: "test", on: found, name: name(cursor), negated };
    } else {
      return found;
    }
  }
}

function unary(cursor: Cursor): Expression {
  const operator = ["not", "-", "+"].find((candidate) => taken(cursor, candidate));
  return operator === undefined ? postfix(cursor) : { kind: "unary", operator, on: unary(cursor) };
}

function binary(cursor: Cursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => taken(cursor, candidate));
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: binary(cursor, level + 1) };
  }
}

function expression(cursor: Cursor): Expression {
  const when = binary(cursor, 0);
  if (!taken(cursor, "?")) return when;
  const then = expression(cursor);
  expect(cursor, ":");
  return { kind: "choice", when, then, otherwise: expression(cursor) };
}

/** The expression inside one `{{ … }}`. Throws a `PebbleError` that quotes it. */
export function parseExpression(source: string): Expression {
  const cursor: Cursor = { source, list: tokens(source), index: 0 };
  const found = expression(cursor);
  return cursor.index < cursor.list.length ? fail(cursor) : found;
}
