/**
 * A `traceparent` of W3C Trace Context, where it is one of version 00; undefined for anything else, which is then not
 * passed on.
 */
export function traceparentOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const [, trace = "", parent = ""] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value) ?? [];
  const unset = /^0*$/;
  return unset.test(trace) || unset.test(parent) ? undefined : value;
}
