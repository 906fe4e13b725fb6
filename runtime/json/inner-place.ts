/** A place within a value as people write it, such as `[0].state` or `.state`; empty for the value itself. */
export function innerPlace(keys: readonly PropertyKey[]): string {
  return keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
}
