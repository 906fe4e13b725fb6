import { foreign, say, type Said, shortened } from "../../../runtime/text/said.ts";
import { inexactNumber } from "../../functions/inexact-number.ts";

/** An input of a flow or of a paused execution, as Kestra checked the value that was sent for it. */
export interface CheckedInput {
  readonly id?: unknown;
  readonly type?: unknown;
  /** Whether nothing counted as given for it, so that it has its default. */
  readonly isDefault?: boolean | null | undefined;
  readonly errors?: readonly { readonly message?: string | null | undefined }[] | null | undefined;
}

/**
 * What is wrong with the values given for inputs, one reason for each: those that Kestra refuses, each with the input and its
 * type, which Kestra itself does not always name; and those that it takes without a word for what nobody meant: a value for
 * an input that is not there is dropped, any text but `true` is a false, of a file for an input that is none the address
 * arrives, and an empty text or null is no value: a default takes its place.
 */
export function inputFaults(
  inputs: readonly CheckedInput[],
  given: Readonly<Record<string, unknown>>,
): Said[] {
  const wrong = inputs.flatMap((input) => {
    const name = say`input ${String(input.id)} (${String(input.type)})`;
    const reasons = (input.errors ?? []).map(({ message }) =>
      typeof message === "string" ? foreign(plainWords(message)) : say`it is refused`,
    );
    const hint = input.type === "FILE" ? say` (a file is {"$file": name, "text": content})` : say``;
    const empty = emptyValue(given, String(input.id));
    if (empty !== undefined && input.isDefault === true) {
      return [
        say`${name}: Kestra takes ${empty} for no value, so that its default would be used; leave the input out for that`,
      ];
    }
    if (empty !== undefined && reasons.length > 0)
      return reasons.map((reason) => say`${name}: ${reason} (Kestra takes ${empty} for no value)`);
    if (isFile(given[String(input.id)]) && input.type !== "FILE")
      return [say`${name}: it takes no file, of which only an address would arrive; give its value`];
    const others = reasons.length > 0 ? [] : [...notBoolean(input, given), ...notExact(input, given)];
    return [...reasons, ...others].map((reason) => say`${name}: ${reason}${hint}`);
  });
  const known = inputs.map(({ id }) => String(id));
  const takes = known.length === 0 ? say`it takes none` : say`it takes ${known.join(", ")}`;
  const unknown = Object.keys(given)
    .filter((id) => !known.includes(id))
    .map((id) => say`there is no input ${id}, ${takes}`);
  return [...wrong, ...unknown];
}

/** What Kestra takes for no value at all, where that was given for an input. */
function emptyValue(given: Readonly<Record<string, unknown>>, id: string): Said | undefined {
  if (!Object.hasOwn(given, id)) return undefined;
  if (given[id] === null) return say`null`;
  return given[id] === "" ? say`an empty text` : undefined;
}

/** True for a value that is sent as a file. */
export function isFile(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$file" in value;
}

function notBoolean({ id, type }: CheckedInput, given: Readonly<Record<string, unknown>>): Said[] {
  if (type !== "BOOL" && type !== "BOOLEAN") return [];
  const value = given[String(id)] ?? false;
  const isClear = typeof value === "boolean" || (typeof value === "string" && /^(true|false)?$/i.test(value));
  return isClear ? [] : [say`${JSON.stringify(value)} is neither true nor false`];
}

/** JSON in a text reaches Kestra as it is, which reads its decimals with so many digits as it keeps. */
function notExact({ id, type }: CheckedInput, given: Readonly<Record<string, unknown>>): Said[] {
  const value = given[String(id)];
  const number =
    (type === "JSON" || type === "ARRAY") && typeof value === "string" ? inexactNumber(value) : undefined;
  if (number === undefined) return [];
  return [
    say`it holds the number ${shortened(number, 60, "…")}, of which Kestra does not keep every digit; put it in quotes, as a text`,
  ];
}

/** Kestra's reason on one line, without the frame that it puts around what it cites. */
function plainWords(message: string): string {
  return message
    .replaceAll("```", " ")
    .replace(/\s+/g, " ")
    .replace(/^ ?errors:/, "")
    .trim()
    .replace(/\.$/, "");
}
