import { ConfigurationError } from "../errors.ts";
import { isLoopback } from "./readers/host.ts";
import type { Settings } from "./values.ts";

/** Where and for whom the server listens over HTTP: what the operator decided, checked. */
export type Endpoint = Settings<"endpoint">;

/** The path of the public URL, with which requests come or, where a proxy takes it away, without; nothing where it has none. */
export function prefixOf({ publicUrl }: Pick<Endpoint, "publicUrl">): string {
  const { pathname } = new URL(publicUrl ?? "http://localhost");
  return pathname === "/" ? "" : pathname;
}

/** Where clients find MCP, for whoever looks elsewhere: a URL, or its path where no public URL is known. */
export function mcpPlace({ publicUrl = "" }: Pick<Endpoint, "publicUrl">): string {
  return `${publicUrl}/mcp`;
}

/** Whether callers have roles: where the operator named none, nothing of them is loaded. */
export function hasRoles({
  rolesFile,
  rolesPreset,
  tokensFile,
}: Pick<Endpoint, "rolesFile" | "rolesPreset" | "tokensFile">): boolean {
  return [rolesFile, rolesPreset, tokensFile].some((one) => one !== undefined);
}

/** Where the audit trail goes: where users have names it is written without being asked for. */
export function auditPlace(endpoint: Endpoint): string {
  return endpoint.audit ?? (endpoint.auth !== "token" || hasRoles(endpoint) ? "stderr" : "off");
}

/** @throws ConfigurationError where nobody could read the metrics that are wanted */
export function requireReadableMetrics(endpoint: Endpoint): void {
  if (endpoint.metrics !== "on" || endpoint.authToken !== undefined) return;
  if (endpoint.auth === "token" && !hasRoles(endpoint)) return;
  throw new ConfigurationError(
    "KESTRA_MCP_METRICS is on: set KESTRA_MCP_AUTH_TOKEN, with which they are read, or an address of their own such as 127.0.0.1:9464.",
  );
}

/** @throws ConfigurationError where everyone on the network could use it and the operator did not say so */
export function requireAccess({ host, authToken, tokensFile, allowUnauthenticated }: Endpoint): void {
  if (authToken !== undefined || tokensFile !== undefined || allowUnauthenticated || isLoopback(host)) return;
  throw new ConfigurationError(
    `KESTRA_MCP_HOST is ${host}, which others can reach: set KESTRA_MCP_AUTH_TOKEN or KESTRA_MCP_TOKENS_FILE, or KESTRA_MCP_ALLOW_UNAUTHENTICATED=true where something else keeps them out.`,
  );
}
