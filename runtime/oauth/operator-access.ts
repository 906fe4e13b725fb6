import { readAccess } from "../access/access.ts";
import { whyNone } from "../access/claims.ts";
import type { KnownRoles, Roles } from "../access/roles-file.ts";
import type { Authenticate } from "../auth/authenticate.ts";
import { hasRoles, type Endpoint } from "../config/endpoint.ts";
import { byStaticToken } from "../transport/http/checks/static-token.ts";

/** What the operator's files say beside those who log in. */
export interface OperatorAccess {
  /** Absent where none are configured. */
  readonly roles?: Roles | undefined;
  /** Whom the operator gave tokens; absent: nobody. */
  readonly others?: Authenticate | undefined;
}

/** Reads them, each once. @param warn is told what makes them less than they seem @throws ConfigurationError */
export async function operatorAccess(
  endpoint: Endpoint,
  known: KnownRoles,
  warn: (sentence: string) => void,
): Promise<OperatorAccess> {
  const access = hasRoles(endpoint) ? await readAccess(endpoint, known) : undefined;
  const unreachable = access === undefined ? undefined : whyNone(access.roles);
  if (unreachable !== undefined) warn(unreachable);
  const hasTokens = endpoint.authToken !== undefined || access?.byToken !== undefined;
  return { roles: access?.roles, others: hasTokens ? byStaticToken(endpoint, access) : undefined };
}
