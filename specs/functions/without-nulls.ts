/** Fields of which none is null. */
export type WithoutNulls<Fields> = { [Key in keyof Fields]: Exclude<Fields[Key], null> };

/** The fields of an answer that have a value: a null tells no more than an absence. */
export function withoutNulls<Fields extends object>(fields: Fields): WithoutNulls<Fields> {
  const told = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(told) as WithoutNulls<Fields>;
}
