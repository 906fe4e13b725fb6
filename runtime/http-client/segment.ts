import { InputError } from "../errors.ts";
import { limits } from "../limits.ts";
import { own, say, shortened } from "../text/said.ts";

/** A value that is no part of a path: whoever knows the argument names it. */
export class SegmentError extends InputError {
  readonly value: string;

  constructor(value: string, argument?: string) {
    const what = say`${argument === undefined ? say`` : say`${own(argument)}: `}${JSON.stringify(value)}`;
    const why = value === "" ? say`, since it is empty` : say``;
    super(say`${what} cannot be part of a path${why}: give an id or a name.`);
    this.value = value;
  }
}

/**
 * One path segment, percent-encoded. What a proxy in front of Kestra could read as more than one segment is refused, since
 * many decode a path and resolve its dots before they pass it on: slashes, backslashes and dot segments, encoded any number
 * of times; and what could end the path there, a question mark or a hash.
 * @throws InputError where it cannot be one segment
 */
export function segment(value: string): string {
  if (value.length > limits.segment) {
    throw new InputError(
      say`${shortened(JSON.stringify(value), 60, "…")} has ${value.length} characters; an id or a name has at most ${limits.segment}.`,
    );
  }
  if (value === "" || climbs(decoded(value))) throw new SegmentError(value);
  if (!value.isWellFormed()) throw new InputError(say`${JSON.stringify(value)} is not well-formed text.`);
  return encodeURIComponent(value);
}

/** Whether a decoded text is more than one segment to somebody; what follows a semicolon some servers cut off. */
function climbs(text: string): boolean {
  return /[\u0000-\u001f\u007f/\\?#]/.test(text) || /^\s*\.{1,2}\s*(?:;|$)/.test(text);
}

/** Percent-decoded until nothing is left to decode. */
export function decoded(text: string): string {
  if (!text.includes("%")) return text;
  const once = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return once === text ? text : decoded(once);
}
