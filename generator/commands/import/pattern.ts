/**
 * Java's regular expressions in ECMAScript (flag `u`), as OpenAPI documents carry them.
 * See java.util.regex.Pattern and ECMA-262, section 22.2.1.
 */

/** The same expression in ECMAScript; undefined where it has no equal there. */
export function ecmaScript(java: string): string | undefined {
  const tokens = tokenize(java);
  const translated = tokens === undefined ? undefined : translate(tokens);
  if (translated === undefined) return undefined;
  try {
    new RegExp(translated, "u");
    return translated;
  } catch {
    return undefined;
  }
}

/** One token: an escape, a quantifier, the head of a group, a bracket, or one character. */
const token =
  /\\[pP](?:\{\w+\}|\w)|\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\c[A-Z]|\\k<\w+>|\\[^]|\{\d+(?:,\d*)?\}[+?]?|[*+?][+?]?|\(\?(?:<[a-zA-Z]\w*>|<?[=!]|:|[^]?)|&&|[^]/uy;

function tokenize(java: string): string[] | undefined {
  const parts = java.split(/\\Q([^]*?)(?:\\E|$)/u);
  return parts.flatMap((part, i) =>
    i % 2 === 1
      ? Array.from(part, (character) => (/\w/u.test(character) ? character : `\\${character}`))
      : (part.match(new RegExp(token, "gu")) ?? []),
  );
}

function translate(tokens: readonly string[]): string | undefined {
  let out = "";
  let inClass = false;
  for (const [i, raw] of tokens.entries()) {
    const previous = tokens[i - 1];
    const next = tokens[i + 1];
    if (inClass) {
      if (raw === "[" || raw === "&&") return undefined; // unions and intersections of classes
      if (raw === "]") inClass = false;
      const part = insideClass(raw, isSet(previous) || isSet(next));
      if (part === undefined) return undefined;
      out += part;
    } else {
      if (raw === "[") inClass = true;
      const part = outside(raw);
      if (part === undefined) return undefined;
      out += part;
    }
  }
  return inClass ? undefined : out;
}

function outside(raw: string): string | undefined {
  if (/^(?:[*+?]|\{.*\})\+$/u.test(raw)) return undefined; // possessive: it never gives back
  if (raw.startsWith("(?")) return /^\(\?(?:<[a-zA-Z]\w*>|<?[=!]|:)$/u.test(raw) ? raw : undefined; // flags, atomic groups
  if (raw === "]" || raw === "}") return `\\${raw}`;
  const set = setOf(raw);
  if (set !== undefined) return set.length > 2 && !/^\\[pP]\{[^}]*\}$/u.test(set) ? `[${set}]` : set;
  const negated = /^\\P\{(\w+)\}$/u.exec(raw);
  if (negated !== null) {
    const positive = setOf(`\\p{${negated[1] ?? ""}}`);
    return positive === undefined ? undefined : `[^${positive}]`;
  }
  if (raw === "\\A") return "^";
  if (raw === "\\z" || raw === "\\Z") return "$";
  if (raw === "\\b" || raw === "\\B" || /^\\(?:[1-9]|k<\w+>)$/u.test(raw)) return raw;
  return single(raw);
}

function insideClass(raw: string, besideSet: boolean): string | undefined {
  if (raw === "-" && besideSet) return "\\-";
  return setOf(raw) ?? single(raw);
}

/** One character, escaped as ECMAScript wants it; undefined for an escape that only Java knows. */
function single(raw: string): string | undefined {
  if (!raw.startsWith("\\")) return raw;
  const codePoint = /^\\x\{([0-9A-Fa-f]+)\}$/u.exec(raw);
  if (codePoint !== null) return `\\u{${codePoint[1] ?? ""}}`;
  if (/^\\(?:[tnrfv]|x..|u....|c.)$/u.test(raw)) return raw;
  if (raw === "\\a") return "\\x07";
  if (raw === "\\e") return "\\x1b";
  const character = raw.slice(1);
  if (/^[\^$\\.*+?()[\]{}|/-]$/u.test(character)) return character === "-" ? "\\x2d" : raw;
  return /^[A-Za-z0-9]$/u.test(character) ? undefined : character;
}

function isSet(raw: string | undefined): boolean {
  return raw !== undefined && setOf(raw) !== undefined;
}

/** The members of a predefined class, as they stand inside brackets. */
function setOf(raw: string): string | undefined {
  if (raw === "\\d" || raw === "\\D" || raw === "\\w" || raw === "\\W") return raw;
  if (raw === "\\s") return " \\t\\n\\v\\f\\r";
  if (raw === "\\h") return "\\t\\p{Zs}";
  const name = /^\\p(?:\{(?:Is)?(\w+)\}|(\w))$/u.exec(raw);
  if (name === null) return undefined;
  const property = name[1] ?? name[2] ?? "";
  if (Object.hasOwn(javaClasses, property)) return javaClasses[property];
  return /^[CLMNPSZ][a-z]?$/u.test(property) ? `\\p{${property}}` : undefined;
}

const javaClasses: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7f",
  Alpha: "A-Za-z",
  Digit: "0-9",
  Alnum: "A-Za-z0-9",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Graph: "!-~",
  Print: " -~",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1f\\x7f",
  XDigit: "0-9A-Fa-f",
  Space: " \\t\\n\\v\\f\\r",
  Alphabetic: "\\p{Alphabetic}",
  Uppercase: "\\p{Uppercase}",
  Lowercase: "\\p{Lowercase}",
  White_Space: "\\p{White_Space}",
  javaLowerCase: "\\p{Lowercase}",
  javaUpperCase: "\\p{Uppercase}",
  javaLetter: "\\p{L}",
  javaDigit: "\\p{Nd}",
  javaLetterOrDigit: "\\p{L}\\p{Nd}",
  javaJavaIdentifierStart: "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}",
  javaJavaIdentifierPart: "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mn}\\p{Mc}",
};
