import type { Principal } from "../auth/principal.ts";
import type { Connection } from "../network/connection.ts";
import type { CallerFacts, CallerLogin } from "../tool/caller.ts";

/** Where a call is made. */
interface CallerPlace {
  readonly transport: "stdio" | "http";
  /** To Kestra; absent where none is active. */
  readonly connection?: Connection | undefined;
  /** Whether its credentials came with the caller's own requests. */
  readonly isBrought: boolean;
  /** The names of the tools that the caller is shown. */
  readonly tools: readonly string[];
  readonly mask: (text: string) => string;
}

/** What is told of a call's caller: nothing secret, and of the operator's way to Kestra only to the operator. */
export function callerFacts(
  { transport, connection, isBrought, tools, mask }: CallerPlace,
  { proof, subject, issuer, user, roles, scopes, permission }: Principal,
): CallerFacts {
  const isOperator = proof === "static token" || transport === "stdio";
  return {
    ...{ transport, proof, subject, issuer, user, roles, scopes, permission, tools },
    kestra: loginOf(connection?.credentials, isBrought, isOperator),
    tenant: connection?.tenant ?? "none",
    ...(isOperator && connection !== undefined && { baseUrl: mask(connection.baseUrl) }),
  };
}

function loginOf(
  credentials: Connection["credentials"] | undefined,
  isBrought: boolean,
  isOperator: boolean,
): CallerLogin {
  if (credentials === undefined || credentials.kind === "none") return { whose: "none" };
  const whose = isBrought ? "caller" : "operator";
  const isTold = credentials.kind === "basic" && (isOperator || isBrought);
  return isTold ? { whose, username: credentials.username } : { whose };
}
