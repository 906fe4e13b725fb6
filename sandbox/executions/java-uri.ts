import { Refusal } from "./refusal.ts";

/** What each part of a URI takes beside letters, digits and escapes, as `java.net.URI` reads it. */
const marks = "-_.!~*'()";
const allowed = {
  path: `${marks}:@&=+$,;/`,
  query: `${marks}:@&=+$,;/?[]`,
  fragment: `${marks}:@&=+$,;/?[]`,
} as const;

type Part = keyof typeof allowed;

/** Letters and digits; beyond ASCII all that is neither a space nor a control character. */
function isPlain(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character) || (character > "\u009f" && !/^\p{Z}$/u.test(character));
}

function after(part: Part, character: string): Part | undefined {
  if (part !== "fragment" && character === "#") return "fragment";
  return part === "path" && character === "?" ? "query" : undefined;
}

interface Parts {
  readonly path: string;
  /** Why it is no URI, as Java words it. */
  readonly fault?: string;
}

function partsOf(text: string): Parts {
  const start = /^[a-z]+:/.exec(text)?.[0].length ?? 0;
  let part: Part = "path";
  let end = text.length;
  let index = start;
  for (const character of text.slice(start)) {
    const next = after(part, character);
    if (next !== undefined) {
      if (part === "path") end = index;
      part = next;
    } else if (character === "%") {
      if (!/^%[0-9A-Fa-f]{2}/.test(text.slice(index))) {
        return { path: "", fault: `Malformed escape pair at index ${index}: ${text}` };
      }
    } else if (!isPlain(character) && !allowed[part].includes(character)) {
      return { path: "", fault: `Illegal character in ${part} at index ${index}: ${text}` };
    }
    index += character.length;
  }
  return { path: text.slice(start, end) };
}

/** The path of a URI as it is written in it. `cause` names Java's exception. Throws a `Refusal` (422) for a text that is no URI. */
export function rawPathOf(text: string, cause = ""): string {
  const { path, fault } = partsOf(text);
  if (fault !== undefined) throw new Refusal(422, `Illegal argument: ${cause}${fault}`);
  return path;
}

/** The path of a URI with its escapes read. Throws a `Refusal` (422) for a text that is no URI. */
export function pathOfUri(text: string): string {
  return rawPathOf(text).replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}
