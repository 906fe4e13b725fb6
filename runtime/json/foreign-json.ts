import { randomUUID } from "node:crypto";
import { ContractError, InputError } from "../errors.ts";
import { isObject } from "../json.ts";
import { beyond } from "./bounds.ts";
import { rewriteRounded } from "./number.ts";
import { limits } from "../limits.ts";
import { say } from "../text/said.ts";

/** A JSON number that a double would round; as JSON it is the text of its digits. */
export class RoundedNumber {
  /** As it was written. */
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toJSON(): string {
    return this.digits;
  }
}

/**
 * Reads JSON that Kestra wrote. A number that a double would round becomes the text of its digits.
 * @throws SyntaxError where it is not JSON; ContractError where it is nested too deeply
 */
export function parseForeign(text: string): unknown {
  refuseDeepAnswer(text);
  return JSON.parse(rewriteRounded(text, (number) => `"${number}"`));
}

/** What Kestra wrote, read as JSON, or another value where it is none that can be read. */
export function foreignOr(text: string, other: unknown): unknown {
  try {
    return parseForeign(text);
  } catch {
    return other;
  }
}

/**
 * Reads an answer of Kestra's. A number that a double would round becomes a `RoundedNumber`, for whoever must tell it from
 * a text. @throws as `parseForeign`
 */
export function parseAnswer(text: string): unknown {
  refuseDeepAnswer(text);
  return withRoundedNumbers(text);
}

function refuseDeepAnswer(text: string): void {
  if (beyond(text, { depth: limits.answerDepth }) !== undefined)
    throw new ContractError(say`at its root: nested more than ${limits.answerDepth} levels deep`);
}

/**
 * Reads JSON that a client wrote. A number that a double would round becomes a `RoundedNumber`, for whoever must refuse it.
 * @throws SyntaxError where it is not JSON; InputError where it is nested too deeply or holds too many values
 */
export function parseExactly(text: string): unknown {
  const what = beyond(text, limits);
  if (what === "depth")
    throw new InputError(say`holds JSON that is nested more than ${limits.depth} levels deep`);
  if (what === "values")
    throw new InputError(
      say`holds JSON of more than ${limits.values} values, the most that are read: give fewer at once`,
    );
  return withRoundedNumbers(text);
}

function withRoundedNumbers(text: string): unknown {
  // Nobody can write a text that is taken for a number.
  let mark = "";
  let count = 0;
  const exact = rewriteRounded(text, (number) => {
    if (mark === "") mark = randomUUID();
    count++;
    return `"${mark}${number}"`;
  });
  const root = { value: JSON.parse(exact) as unknown };
  if (count > 0) putNumbers(root, mark, count);
  return root.value;
}

/**
 * Puts numbers where texts with the mark stand, until there are no more of them. A reviver of `JSON.parse` would be called
 * for every value, which takes many times as long.
 */
function putNumbers(root: object, mark: string, count: number): void {
  let missing = count;
  const open: object[] = [root];
  const look = (holder: Record<string | number, unknown>, key: string | number) => {
    const value = holder[key];
    if (typeof value === "object" && value !== null) open.push(value);
    else if (typeof value === "string" && value.startsWith(mark)) {
      holder[key] = new RoundedNumber(value.slice(mark.length));
      missing--;
    }
  };
  for (let one = open.pop(); one !== undefined && missing > 0; one = open.pop()) {
    const holder = one as Record<string | number, unknown>;
    if (Array.isArray(one)) for (let i = 0; i < one.length; i++) look(holder, i);
    else for (const key of Object.keys(one)) look(holder, key);
  }
}

/**
 * Reads a JSON-RPC message, or a batch. In the arguments of a call a number that a double would round is a
 * `RoundedNumber`; elsewhere, where protocols know no such numbers, it is rounded.
 * @param text within the bounds of what a client sends, which whoever has the words for it sees to
 * @throws SyntaxError where it is not JSON
 */
export function parseMessage(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  if (rewriteRounded(text, () => "0") === text) return plain;
  const exact = withRoundedNumbers(text);
  if (!Array.isArray(plain) || !Array.isArray(exact)) return withArguments(plain, exact);
  return plain.map((message, i) => withArguments(message, exact[i]));
}

function withArguments(plain: unknown, exact: unknown): unknown {
  if (!isObject(plain) || !isObject(exact) || !isObject(plain.params) || !isObject(exact.params))
    return plain;
  if (!Object.hasOwn(plain.params, "arguments")) return plain;
  return { ...plain, params: { ...plain.params, arguments: exact.params.arguments } };
}
