import type { Principal } from "../../auth/principal.ts";
import type { Connection } from "../../network/connection.ts";
import type { AccountFacts, CallerFacts, CallerLogin } from "../../tool/caller.ts";

/** Where a call is made. */
interface CallerPlace {
  readonly transport: "stdio" | "http";
  /** To Kestra; absent where none is active. */
  readonly connection?: Connection | undefined;
  /** Whose its credentials are, where it has some. */
  readonly whose: Exclude<CallerLogin["whose"], "none">;
  /** What the caller may register. */
  readonly account?: AccountFacts | undefined;
  /** Why there are no credentials, and what to do. */
  readonly missing?: string | undefined;
  /** The names of the tools that the caller is shown. */
  readonly tools: readonly string[];
  readonly mask: (text: string) => string;
}

/** What is told of a call's caller: nothing secret, and of the operator's way to Kestra only to the operator. */
export function callerFacts(
  { transport, connection, whose, account, missing, tools, mask }: CallerPlace,
  { proof, subject, issuer, user, roles, scopes, permission }: Principal,
): CallerFacts {
  const isOperator = proof === "static token" || transport === "stdio";
  return {
    ...{ transport, proof, subject, issuer, user, roles, scopes, permission, tools, account, missing },
    kestra: loginOf(connection?.credentials, whose, isOperator),
    tenant: connection?.tenant ?? "none",
    ...(isOperator && connection !== undefined && { baseUrl: mask(connection.baseUrl) }),
  };
}

function loginOf(
  credentials: Connection["credentials"] | undefined,
  whose: CallerPlace["whose"],
  isOperator: boolean,
): CallerLogin {
  if (credentials === undefined || credentials.kind === "none") return { whose: "none" };
  const isTold = credentials.kind === "basic" && (isOperator || whose === "caller" || whose === "own");
  return isTold ? { whose, username: credentials.username } : { whose };
}
