import { ref, refused, textLike, type Schema } from "./schema.ts";

/** The name of a tool, of an action: clients drop longer ones, or those with other characters. */
export const toolName: Schema = textLike(
  "^[a-z][a-z0-9_]*$",
  "is not a legal name: it has lower-case letters, digits and underscores, and starts with a letter",
  { maxLength: 40 },
);

/** The name of an argument. */
export const argumentName: Schema = textLike(
  "^[A-Za-z][A-Za-z0-9_]*$",
  "is not a legal name: it has letters, digits and underscores, and starts with a letter",
  { maxLength: 52 },
);

/** The name by which steps reach a call. */
export const callName: Schema = textLike(
  "^[a-z][A-Za-z0-9_]*$",
  "is not a legal name: it has letters, digits and underscores, and starts with a lower-case letter",
  { maxLength: 40 },
);

/** The name of a service, as a request says it. */
export const serviceName: Schema = textLike(
  "^[a-z][a-z0-9-]*$",
  "is not the name of a service: it has lower-case letters, digits and hyphens, and starts with a letter",
  { maxLength: 40 },
);

/** The HTTP status of an answer, as a key. */
export const status: Schema = textLike("^[1-5][0-9][0-9]$", "is not an HTTP status, such as 404");

/** A key that can only be a release line. */
const linePattern = "^[0-9]+\\.[0-9]+$";

const noLine = 'is not a release line: in a map of lines every key is one, such as "2.0"';

/**
 * A value, or a map from the first line that each value holds on. A map with one key that is a line is a map of lines.
 * @param name of the definition of the value
 * @param otherwise what stands there that is no such map, if not that @param says what is wrong with another key
 */
export function byLine(name: string, otherwise: Schema = ref(name), says = noLine): Schema {
  return {
    if: { type: "object", not: { type: "object", patternProperties: { [linePattern]: false } } },
    then: {
      type: "object",
      propertyNames: textLike(linePattern, says),
      additionalProperties: { if: { type: "null" }, then: {}, else: ref(name) },
    },
    else: otherwise,
  };
}

/** What a request may ask: of Kestra, or of the one service that its key names. */
export function byLineOrService(name: string): Schema {
  const ofService: Schema = {
    type: "object",
    minProperties: 1,
    propertyNames: serviceName,
    additionalProperties: {
      if: { type: "object" },
      then: refused("A service has one contract for all lines: write its request alone"),
      else: ref(name),
    },
  };
  return byLine(
    name,
    { if: { type: "object" }, then: ofService, else: ref(name) },
    `${noLine}; a service stands alone`,
  );
}
