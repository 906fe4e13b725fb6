import type { Json } from "../json.ts";

/** A hole in a text: `{{argument}}`, or `{{call.text}}`, what a call gave. With spaces, as Pebble is written, it is none. */
export interface TextHole {
  readonly name: string;
  /** Of a call. */
  readonly of?: string;
}

const pattern = /\{\{(\w+)(?:\.(\w+))?\}\}/g;

/** The holes of a text, in order. */
export function holesIn(text: string): readonly TextHole[] {
  return [...text.matchAll(pattern)].map(([, name = "", of]) => ({ name, ...(of !== undefined && { of }) }));
}

/** A text with its holes filled; those of which nothing is known stay. */
export function filled(text: string, valueOf: (hole: TextHole) => string | undefined): string {
  return text.replace(
    pattern,
    (hole, name: string, of?: string) => valueOf({ name, ...(of !== undefined && { of }) }) ?? hole,
  );
}

/** The arguments of a call: those whose holes nobody can fill are left out. */
export function filledArguments(
  given: Readonly<Record<string, Json>>,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, Json>> {
  const isGiven = (value: Json) =>
    typeof value !== "string" || holesIn(value).every(({ name }) => Object.hasOwn(values, name));
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      isGiven(value)
        ? [[name, typeof value === "string" ? filled(value, ({ name: hole }) => values[hole]) : value]]
        : [],
    ),
  );
}
