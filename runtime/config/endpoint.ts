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
export function hasRoles(endpoint: Written<"tokensFile"> & RolesWritten): boolean {
  return endpoint.tokensFile !== undefined || namesRoles(endpoint);
}

/** Where the operator says roles. */
export type RolesWritten = Written<"roles" | "rolesFile" | "rolesPreset">;

/** Settings that may be absent. */
type Written<K extends keyof Endpoint> = { readonly [N in K]?: Endpoint[N] | undefined };

/** The variables that say them, for a sentence. */
export const rolesVariables = "KESTRA_MCP_ROLES_FILE, KESTRA_MCP_ROLES or KESTRA_MCP_ROLES_PRESET";

/** What is told where users log in and there are none. */
export const noRoles = `No roles are configured, so nobody who logs in may do anything: set ${rolesVariables}.`;

/** Whether the operator named any. */
export function namesRoles({ roles, rolesFile, rolesPreset }: RolesWritten): boolean {
  return [roles, rolesFile, rolesPreset].some((one) => one !== undefined);
}

/** Whether there are callers who act with the operator's credentials for Kestra; where not, all bring their own. */
export function needsCredentials(endpoint: Endpoint): boolean {
  const { auth, authToken, tokensFile, callerCredentials, userCredentials } = endpoint;
  const ofUsers = auth !== "token" && userCredentials.some((one) => one !== "stored");
  const isForMachines = auth === "token" || authToken !== undefined || tokensFile !== undefined;
  return ofUsers || (isForMachines && callerCredentials === "never");
}

/** What says where the audit trail goes. */
export type AuditPlaced = Pick<Endpoint, "auth"> & Written<"audit" | "tokensFile"> & RolesWritten;

/** Where the audit trail goes: where users have names it is written without being asked for. */
export function auditPlace(endpoint: AuditPlaced): string {
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

/**
 * @throws ConfigurationError where everyone on the network could use it and the operator did not say so; and where users were to
 * log in, and nothing says that they must
 */
export function requireAccess(endpoint: Endpoint): void {
  const { host, authToken, tokensFile, allowUnauthenticated, publicUrl } = endpoint;
  const isForLogins = endpoint.oidcIssuer !== undefined || endpoint.oidcClientId !== undefined;
  if (isForLogins)
    throw new ConfigurationError(
      "KESTRA_MCP_OIDC_ISSUER or KESTRA_MCP_OIDC_CLIENT_ID is set, and nobody would have to log in: set KESTRA_MCP_AUTH=oauth or external, in the environment, or take them away.",
    );
  if (authToken !== undefined || tokensFile !== undefined || allowUnauthenticated) return;
  const reached = isLoopback(host) ? publicOf(publicUrl) : `KESTRA_MCP_HOST is ${host}`;
  if (reached === undefined) return;
  throw new ConfigurationError(
    `${reached}, which others can reach: set KESTRA_MCP_AUTH_TOKEN or KESTRA_MCP_TOKENS_FILE, have users log in with KESTRA_MCP_AUTH, or set KESTRA_MCP_ALLOW_UNAUTHENTICATED=true where something else keeps them out.`,
  );
}

/** Of this machine alone it is at http. */
function publicOf(publicUrl: string | undefined): string | undefined {
  return publicUrl?.startsWith("https:") === true ? `KESTRA_MCP_PUBLIC_URL is ${publicUrl}` : undefined;
}
