import { randomUUID } from "node:crypto";
import { ContractError, InputError } from "./errors.ts";
import { isObject } from "./json.ts";
import { isDeeper } from "./json-depth.ts";
import { rewriteRounded } from "./json-number.ts";
import { limits } from "./limits.ts";
import { say } from "./said.ts";

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
  const value: unknown = JSON.parse(text);
  const exact = rewriteRounded(text, (number) => `"${number}"`);
  return exact === text ? value : JSON.parse(exact);
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
  if (isDeeper(text, limits.answerDepth))
    throw new ContractError(say`at its root: nested more than ${limits.answerDepth} levels deep`);
}

/**
 * Reads JSON that a client wrote. A number that a double would round becomes a `RoundedNumber`, for whoever must refuse it.
 * @throws SyntaxError where it is not JSON; InputError where it is nested too deeply
 */
export function parseExactly(text: string): unknown {
  if (isDeeper(text, limits.depth))
    throw new InputError(say`holds JSON that is nested more than ${limits.depth} levels deep`);
  return withRoundedNumbers(text);
}

function withRoundedNumbers(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Nobody can write a text that is taken for a number.
  const mark = randomUUID();
  const exact = rewriteRounded(text, (number) => `"${mark}${number}"`);
  if (exact === text) return value;
  return JSON.parse(exact, (_, one: unknown) =>
    typeof one === "string" && one.startsWith(mark) ? new RoundedNumber(one.slice(mark.length)) : one,
  );
}

/**
 * Reads a JSON-RPC message, or a batch. In the arguments of a call a number that a double would round is a
 * `RoundedNumber`; elsewhere, where protocols know no such numbers, it is rounded.
 * @throws SyntaxError where it is not JSON; InputError where it is nested too deeply
 */
export function parseMessage(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  if (rewriteRounded(text, () => "0") === text) return plain;
  const exact = parseExactly(text);
  if (!Array.isArray(plain) || !Array.isArray(exact)) return withArguments(plain, exact);
  return plain.map((message, i) => withArguments(message, exact[i]));
}

function withArguments(plain: unknown, exact: unknown): unknown {
  if (!isObject(plain) || !isObject(exact) || !isObject(plain.params) || !isObject(exact.params))
    return plain;
  if (!Object.hasOwn(plain.params, "arguments")) return plain;
  return { ...plain, params: { ...plain.params, arguments: exact.params.arguments } };
}
