import { InputError } from "../errors.ts";
import { whoAsks } from "../kestra/who.ts";
import { saidBy } from "../kestra/login.ts";
import type { Session } from "../mcp/session.ts";
import type { Connection } from "../network/connection.ts";
import { say } from "../text/said.ts";

/** Of Enterprise, for a service account that may: its calls are those of the user with this address. */
export const impersonateHeader = "X-Kestra-Impersonate";

/** The operator's way to Kestra, acting for a user. @param email that may stand in a header */
export function impersonating(operator: Connection, email: string): Connection {
  return { ...operator, headers: { ...operator.headers, [impersonateHeader]: email } };
}

/**
 * Makes sure that Kestra heeds the header: one that does not would let the user act with all that the operator may.
 * @throws InputError where Kestra does not say that the user asks
 */
export async function requireHeeded(
  { clients: { kestra }, mask }: Pick<Session, "clients" | "mask">,
  email: string,
): Promise<void> {
  // Of several callers at once the first may go: the others wait for its answer.
  const { user, status } = await whoAsks(kestra.http, new AbortController().signal).catch(
    (error: unknown) => {
      throw new InputError(
        say`Nothing was sent: Kestra could not be asked whether it acts for ${email}. ${saidBy(error).masked(mask)}`,
      );
    },
  );
  const told = user?.email ?? user?.username;
  if (told?.toLowerCase() === email.toLowerCase()) return;
  if (user === undefined && status === 404)
    throw new InputError(
      say`Nothing was sent: Kestra cannot act for ${email}. That needs Kestra Enterprise, and this one does not say who asks, as the open-source edition.`,
    );
  throw new InputError(
    user === undefined
      ? say`Nothing was sent: Kestra does not act for ${email} (${status}). The user must exist there, and the server's service account needs the permission to impersonate.`
      : say`Nothing was sent: Kestra does not act for ${email}, but goes on as the server itself. Its release or its configuration lets nobody act for another.`,
  );
}
