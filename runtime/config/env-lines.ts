import { parseEnv } from "node:util";
import { isVariableName } from "./variable-name.ts";
import { limits } from "../limits.ts";
import type { Environment } from "../environment.ts";

/** What stands in a text of variables. */
export interface EnvLines {
  readonly values: Environment;
  /** What is wrong with lines, such as `line 3 is not NAME=value`: never with any of their text, which may be a secret. */
  readonly broken: readonly string[];
}

const assignment = /^\s*(?:export\s+)?(?<name>[^\s=]+)[ \t]*=(?<value>.*)$/su;

/**
 * Reads lines of `NAME=value`, with `export` before it or not, comments and values in quotes, which may hold line ends. A
 * value means what Node's `--env-file` takes it for. A line that is nothing of these is told and left out, and so is one
 * whose quotes do not end, since what comes after it would be taken for its value.
 */
export function readEnvLines(text: string): EnvLines {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const values: Record<string, string> = {};
  const broken: string[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    const number = at + 1;
    at += 1;
    if (/^\s*(?:#|$)/.test(line)) continue;
    const { name = "", value = "" }: Readonly<Record<string, string | undefined>> =
      assignment.exec(line)?.groups ?? {};
    if (!isVariableName(name)) {
      broken.push(`line ${number} is not NAME=value`);
      continue;
    }
    const ended = endOf(value.trimStart(), lines, at);
    if (ended === undefined) {
      broken.push(`line ${number} opens a quote that is not closed`);
      continue;
    }
    at += ended.more;
    // Node replaces what is not UTF-8.
    if (ended.value.includes("\uFFFD")) broken.push(`line ${number} is not UTF-8`);
    else values[name] = parseEnv(`VALUE=${ended.value}\n`).VALUE ?? "";
  }
  return { values, broken };
}

/** A value with its quotes, and how many lines more than one it has; nothing where its quotes do not end. */
function endOf(
  value: string,
  lines: readonly string[],
  next: number,
): { readonly value: string; readonly more: number } | undefined {
  const quote = value[0] ?? "";
  if (!["'", '"', "`"].includes(quote)) return { value, more: 0 };
  const others = lines.slice(next, next + limits.envValueLines);
  for (const [more, line] of [value.slice(1), ...others].entries()) {
    const end = line.indexOf(quote);
    if (end === -1) continue;
    // Behind a value of several lines it is the quote that opens the next one.
    if (!/^\s*(?:#|$)/.test(line.slice(end + 1)) && more > 0) return undefined;
    const whole = [value.slice(1), ...others.slice(0, more)];
    return { value: quote + [...whole.slice(0, -1), line.slice(0, end + 1)].join("\n"), more };
  }
  return undefined;
}
