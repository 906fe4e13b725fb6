import { InputError } from "../../../runtime/errors.ts";
import { isObject } from "../../../runtime/json.ts";
import { containerIn } from "../../../runtime/json/in-text.ts";

/** A JSON Schema, as far as inputs need it. */
export type InputSchema = Readonly<Record<string, unknown>>;

/** Kestra's types of inputs in the words of JSON Schema; a text where it says no more. */
const types: Readonly<Record<string, InputSchema>> = {
  INT: { type: "integer" },
  FLOAT: { type: "number" },
  BOOL: { type: "boolean" },
  BOOLEAN: { type: "boolean" },
  DATETIME: { type: "string", format: "date-time" },
  DATE: { type: "string", format: "date" },
  TIME: { type: "string", format: "time" },
  DURATION: { type: "string", format: "duration" },
  URI: { type: "string", format: "uri" },
  EMAIL: { type: "string", format: "email" },
  ARRAY: { type: "array" },
  MULTISELECT: { type: "array" },
  FORM: { type: "object" },
};

/** Kestra's bounds, by what JSON Schema calls them. */
const bounds = { minimum: "min", maximum: "max", pattern: "validator" } as const;

/**
 * The inputs of a flow as a JSON Schema; undefined where it takes none. `kestraType` is Kestra's own name of a type where
 * JSON Schema says less. What is a secret has no default here.
 */
export function inputSchema(inputs: unknown): InputSchema | undefined {
  const known = knownInputs(inputs);
  if (known.length === 0) return undefined;
  const required = known.filter(isRequired).map(({ id }) => id);
  return {
    type: "object",
    properties: Object.fromEntries(known.map((input) => [input.id, propertyOf(input)])),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** An input as Kestra answers it, with what only its type has. */
export interface KnownInput extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly type: string;
}

/** The inputs of a flow; one without an id is none. */
export function knownInputs(inputs: unknown): readonly KnownInput[] {
  const all: readonly unknown[] = Array.isArray(inputs) ? inputs : [];
  return all
    .filter(isObject)
    .flatMap((input) =>
      typeof input.id === "string" ? [{ ...input, id: input.id, type: String(input.type) }] : [],
    );
}

/** Whether a flow cannot do without a value that is given. */
export function isRequired({ required, defaults }: KnownInput): boolean {
  return required !== false && (defaults ?? undefined) === undefined;
}

/** What JSON Schema says of a type of Kestra's; nothing where that is any text. */
export function typeOf(type: string): InputSchema {
  return Object.hasOwn(types, type) ? (types[type] ?? {}) : {};
}

function propertyOf(input: KnownInput): InputSchema {
  const { type } = input;
  const { displayName, description, defaults, dependsOn, expression, allowCustomValue } = input;
  const schema = types[type] ?? (type === "JSON" ? {} : { type: "string" });
  const values = input.values ?? input.options;
  const choice =
    Array.isArray(values) && allowCustomValue !== true ? { enum: values as readonly unknown[] } : {};
  const items =
    type === "MULTISELECT"
      ? { ...types.STRING, ...choice }
      : (types[String(input.itemType)] ?? { type: "string" });
  const isPlain = ["STRING", "INT", "FLOAT", "BOOL", "BOOLEAN", "ARRAY"].includes(type);
  return {
    ...schema,
    ...(schema.type === "array" ? { items } : choice),
    ...Object.fromEntries(
      Object.entries(bounds).flatMap(([key, name]) =>
        input[name] === undefined ? [] : [[key, input[name]]],
      ),
    ),
    ...(typeof displayName === "string" ? { title: displayName } : {}),
    ...(typeof description === "string" ? { description } : {}),
    ...((defaults ?? undefined) === undefined || type === "SECRET"
      ? {}
      : { default: defaultOf(schema, defaults) }),
    ...(isPlain ? {} : { kestraType: type }),
    ...(typeof expression === "string" ? { valuesFrom: expression } : {}),
    ...(isObject(dependsOn) ? { dependsOn } : {}),
  };
}

/** Kestra gives defaults as texts. One that is an expression, or does not fit, stays as it is. */
export function defaultOf({ type }: InputSchema, value: unknown): unknown {
  if (typeof value !== "string" || type === "string" || value.includes("{{")) return value;
  const text = value.trim();
  if (type === "boolean") return text === "true" || (text === "false" ? false : value);
  const number = Number(text);
  const isNumber = String(number) === text && (type !== "integer" || Number.isSafeInteger(number));
  if (type === "integer" || type === "number") return isNumber ? number : value;
  try {
    return containerIn(text, "defaults") ?? value;
  } catch (error) {
    if (error instanceof InputError) return value;
    throw error;
  }
}
