import * as z from "zod";
import { isObject, type Json } from "../json.ts";

/*
 * What zod lacks of JSON Schema, so that a printed zod schema accepts exactly what the published one does. Issues are of
 * zod's own kinds, for messages to be built from.
 */

/** Any JSON value, passed on as it is. */
export function anyJson(): z.ZodType<Json, Json> {
  return z.unknown() as unknown as z.ZodType<Json, Json>;
}

/** Any JSON object, passed on as it is, with a key `__proto__` too. */
export function anyObject(): z.ZodType<Record<string, Json>, Record<string, Json>> {
  const schema = z.unknown().check((payload) => {
    if (!isObject(payload.value)) payload.issues.push(mistyped("object", payload.value));
  });
  return schema as unknown as z.ZodType<Record<string, Json>, Record<string, Json>>;
}

/** A whole number of any size: zod's own `int` refuses those past 2^53, which JSON Schema allows. */
export function integer(payload: z.core.ParsePayload<number>): void {
  if (!Number.isInteger(payload.value)) payload.issues.push(mistyped("int", payload.value));
}

/** Bounds of a text's length in code points, as JSON Schema counts; zod counts UTF-16 units. */
export function characters(bounds: { readonly min?: number; readonly max?: number }) {
  const { min: minimum = 0, max: maximum = Infinity } = bounds;
  return ({ value, issues }: z.core.ParsePayload<string>): void => {
    const { length } = Array.from(value);
    const facts = { origin: "string", inclusive: true, input: value } as const;
    if (length < minimum) issues.push({ code: "too_small", minimum, ...facts });
    if (length > maximum) issues.push({ code: "too_big", maximum, ...facts });
  };
}

/** An object whose values are all of one schema; zod's own passes over a key `__proto__`. */
export function record<Value extends z.ZodType>(
  value: Value,
): z.ZodType<Record<string, z.output<Value>>, Record<string, z.input<Value>>> {
  return ownObject({}, value);
}

/**
 * An object read by its own keys alone: zod looks a key such as `constructor` up through the prototype, and passes over
 * `__proto__`.
 * @param rest of keys that are not in `shape`; refused where absent.
 */
export function ownObject<Shape extends z.ZodRawShape>(
  shape: Shape,
  rest?: z.ZodType,
): z.ZodType<z.output<z.ZodObject<Shape>>, z.input<z.ZodObject<Shape>>> & { readonly shape: Shape } {
  const schema = anyObject().transform((object, context) => {
    const keys = new Set([...Object.keys(shape), ...Object.keys(object)]);
    const entries = [...keys].flatMap((key) => {
      const own = Object.hasOwn(shape, key) ? shape[key] : rest;
      const issues = own === undefined ? [unknownKey(key, object)] : [];
      const value = own === undefined ? undefined : property(own as z.ZodType, object, key, issues);
      context.issues.push(...issues);
      return value === undefined ? [] : [[key, value] as const];
    });
    return Object.fromEntries(entries);
  });
  return Object.assign(schema, { shape }) as unknown as ReturnType<typeof ownObject<Shape>>;
}

function property(
  schema: z.ZodType,
  object: Readonly<Record<string, Json>>,
  key: string,
  issues: z.core.$ZodRawIssue[],
): unknown {
  const given = Object.hasOwn(object, key) ? object[key] : undefined;
  if (given === undefined && schema._zod.optin === undefined) {
    issues.push({ ...mistyped("nonoptional", undefined), path: [key] });
    return undefined;
  }
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) {
    issues.push({ ...issue, input: given, path: [key, ...issue.path] } as z.core.$ZodRawIssue);
  }
  return undefined;
}

function unknownKey(key: string, input: unknown): z.core.$ZodRawIssue {
  return { code: "unrecognized_keys", keys: [key], input } as z.core.$ZodRawIssue;
}

function mistyped(expected: "object" | "int" | "nonoptional", input: unknown): z.core.$ZodRawIssue {
  return { code: "invalid_type", expected, input };
}
