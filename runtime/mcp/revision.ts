import { invalidParams } from "./handler.ts";
import { isObject } from "../json.ts";

/** Where a request of revision 2026-07-28 and later names its revision. */
const versionKey = "io.modelcontextprotocol/protocolVersion";

/** Whether a message says of itself that it is of the revisions without `initialize`: it carries its own revision. */
export function isOf2026(message: unknown): boolean {
  if (!isObject(message) || !isObject(message.params)) return false;
  const { _meta } = message.params;
  return isObject(_meta) && versionKey in _meta;
}

/** Whether a revision has links to resources in the results of tools; one that nobody said has none. */
export function knowsLinks(protocol: string | undefined): boolean {
  return protocol !== undefined && protocol >= "2025-06-18";
}

/** The error code of a resource that is not there: 2026-07-28 and later have none of its own. */
export function resourceNotFound(protocol: string | undefined): number {
  return protocol !== undefined && protocol >= "2026-07-28" ? invalidParams : -32002;
}
