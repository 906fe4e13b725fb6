import { ContractError } from "./errors.ts";

/** Arrays and objects within each other, at most: in what a client sends, and in YAML. */
export const deepest = 100;

/**
 * Arrays and objects within each other, at most, in Kestra's answers: Jackson, which writes them, writes none that are
 * deeper.
 */
export const deepestAnswer = 1000;

/**
 * The value of JSON that Kestra answered.
 * @throws SyntaxError for what is not JSON; ContractError for what is nested too deeply
 */
export function parseAnswer(text: string): unknown {
  if (!isDeeper(text, deepestAnswer)) return JSON.parse(text);
  throw new ContractError(`at its root: nested more than ${deepestAnswer} levels deep`);
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * True for JSON whose arrays and objects are nested deeper than that: to be asked before anything is built that is so
 * deep, since many functions that go through it call themselves for each level.
 */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > most) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Where the quote stands that ends a text; behind the last character where none does. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === backslash && at - 1 - escapes >= start) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
