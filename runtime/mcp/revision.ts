import { invalidParams } from "./handler.ts";
import { isObject } from "../json.ts";

/** The revision whose requests stand each for itself. */
export const revision2026 = "2026-07-28";

/** Keys of `_meta` in that revision: what a request says of its client, and a result of its server. */
export const metaKeys = {
  version: "io.modelcontextprotocol/protocolVersion",
  client: "io.modelcontextprotocol/clientInfo",
  capabilities: "io.modelcontextprotocol/clientCapabilities",
  logLevel: "io.modelcontextprotocol/logLevel",
  server: "io.modelcontextprotocol/serverInfo",
} as const;

/** Whether a message says of itself that it is of the revisions without `initialize`: it carries its own revision. */
export function isOf2026(message: unknown): boolean {
  if (!isObject(message) || !isObject(message.params)) return false;
  const { _meta } = message.params;
  return isObject(_meta) && metaKeys.version in _meta;
}

/** Whether a revision has links to resources in the results of tools; one that nobody said has none. */
export function knowsLinks(protocol: string | undefined): boolean {
  return protocol !== undefined && protocol >= "2025-06-18";
}

/** The error code of a resource that is not there: 2026-07-28 and later have none of its own. */
export function resourceNotFound(protocol: string | undefined): number {
  return protocol !== undefined && protocol >= revision2026 ? invalidParams : -32002;
}
