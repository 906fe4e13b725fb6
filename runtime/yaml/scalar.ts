import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say, shortened, type Said } from "../text/said.ts";
import { lineAt } from "./cursor.ts";
import type { YamlScalar } from "./scanner.ts";

/** What SnakeYAML, and so Kestra, takes for a boolean: of YAML 1.1's words all but `y` and `n`. */
const yes = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const no = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const nothing = /^(?:~|null|Null|NULL)?$/;

/**
 * The text of a scalar as Kestra reads it: a number as it stands there, `true` or `false` for a boolean of YAML 1.1,
 * nothing for a null.
 * @param tag of the scalar, such as `!!str`
 * @throws InputError for what is no text without more: an alias, another tag, several lines of a block
 */
export function scalarText(source: string, scalar: YamlScalar, name: string, tag?: string): string {
  const { style, start, end } = scalar;
  const where = () => say`\`${own(name)}\` in line ${lineAt(source, start)}`;
  if (style === "alias")
    throw new InputError(
      say`${where()} is an alias (${shortened(source.slice(start, end), 60, "…")}): write out what it stands for.`,
    );
  if (tag !== undefined && tag !== "!" && tag !== "!!str")
    throw new InputError(
      say`${where()} has the tag ${shortened(tag, 60, "…")}: write it as a text without one.`,
    );
  if (end - start > limits.yamlName)
    throw new InputError(say`${where()} has more than ${limits.yamlName} characters.`);
  const text = source.slice(start, end);
  if (style === "block") return blockText(text, where);
  if (style !== "plain")
    return style === "'" ? folded(text.slice(1, -1)).replaceAll("''", "'") : escaped(text);
  const plain = folded(text);
  if (tag !== undefined) return plain;
  if (nothing.test(plain)) return "";
  return yes.test(plain) ? "true" : no.test(plain) ? "false" : plain;
}

/** Several lines as one: a line break is a space, and an empty line is a line break. */
function folded(text: string): string {
  const [first = "", ...others] = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  if (others.length === 0) return first;
  const last = others.length - 1;
  const lines = [first.trimEnd(), ...others.map((line, i) => (i === last ? line.trimStart() : line.trim()))];
  return lines.reduce((whole, line, i) => {
    if (line === "" && i < lines.length - 1) return `${whole}\n`;
    return whole === "" || whole.endsWith("\n") ? whole + line : `${whole} ${line}`;
  });
}

const escapes: Readonly<Record<string, string>> = {
  ...{ "0": "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b" },
  ...{ N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029" },
};

function escaped(text: string): string {
  const joined = text.slice(1, -1).replace(/\\(?:\r\n|[\n\r\u0085\u2028\u2029])[ \t]*/g, "");
  return folded(joined).replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gsu,
    (whole, x?: string, u?: string, long?: string, char?: string) => {
      if (char !== undefined) return escapes[char] ?? char;
      const code = Number.parseInt(x ?? u ?? long ?? "", 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** The one line of a block, with the line breaks after it that its header keeps. */
function blockText(text: string, where: () => Said): string {
  const [header = "", ...lines] = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const [first = "", ...others] = lines;
  const isOneLine = others.every((line) => line.trim() === "");
  if (lines.every((line) => line.trim() === "")) return "";
  const [marks = ""] = /^.[-+1-9]*/.exec(header) ?? [];
  if (!isOneLine || /[1-9]/.test(marks)) {
    throw new InputError(
      say`${where()} is a block of several lines, or one that says its indentation: write it as one line, without.`,
    );
  }
  const kept = marks.includes("-") ? 0 : marks.includes("+") ? others.length : Math.min(1, others.length);
  return first.replace(/^ +/, "") + "\n".repeat(kept);
}
