import type { JsonTypeName, OpenSchema } from "../runtime/json/schema.ts";

/** The one type of a schema, null aside; undefined where it says none. */
export function typeOf({ type }: OpenSchema): JsonTypeName | undefined {
  return typeof type === "object" ? type[0] : type;
}

/** True where it may be null, too. */
export function isNullable({ type }: OpenSchema): boolean {
  return typeof type === "object";
}
