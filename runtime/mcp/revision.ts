import { isObject } from "../json.ts";

/** Where a request of revision 2026-07-28 and later names its revision. */
const versionKey = "io.modelcontextprotocol/protocolVersion";

/** Whether a message says of itself that it is of the revisions without `initialize`: it carries its own revision. */
export function isOf2026(message: unknown): boolean {
  if (!isObject(message) || !isObject(message.params)) return false;
  const { _meta } = message.params;
  return isObject(_meta) && versionKey in _meta;
}
