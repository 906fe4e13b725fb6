import type { Signal } from "../abort.ts";
import { createHttp } from "../http-client/http-client.ts";
import { login, saidBy } from "../kestra/login.ts";
import { whoAsks } from "../kestra/who.ts";
import { masker } from "../masking/masker.ts";
import type { Connection } from "../network/connection.ts";
import { say } from "../text/said.ts";
import type { KestraSecret } from "../store/credentials.ts";

/** Whether Kestra takes a secret, and whose it is. */
export type Verification =
  | { readonly good: true; readonly whose?: string }
  /** Why not, in a sentence without the secret; and whether Kestra said so, and was not in the way by itself. */
  | { readonly good: false; readonly reason: string; readonly isRefused: boolean };

/**
 * Asks Kestra what it tells those alone whose credentials it takes: of Enterprise who they are, of the open-source edition one
 * of its flows. Never throws.
 * @param place where Kestra is, with no credentials of anybody else
 */
export async function verifySecret(
  place: Connection,
  secret: KestraSecret,
  signal: Signal,
): Promise<Verification> {
  const connection = withSecret(place, secret);
  const http = createHttp(connection);
  const mask = masker(connection.credentials);
  try {
    const { status, user } = await whoAsks(http, signal);
    const whose = user?.email ?? user?.username;
    if (user !== undefined) return { good: true, ...(whose !== undefined && { whose }) };
    if (status === 401) return { good: false, reason: refusedSaid(secret), isRefused: true };
    const { good, said, status: answered } = await login(http, connection, signal);
    if (!good)
      return { good: false, reason: said.masked(mask), isRefused: answered === 401 || answered === 403 };
    return { good: true, ...(secret.kind === "basic" && { whose: secret.username }) };
  } catch (error) {
    const reason = say`Kestra could not be asked: ${saidBy(error)}`.masked(mask);
    return { good: false, reason, isRefused: false };
  } finally {
    http.close();
  }
}

/**
 * The way to a Kestra with a user's own credentials.
 * @param link the page on which they are changed, as what refuses them names it; absent: there is none
 */
export function withSecret(place: Connection, secret: KestraSecret, link?: string): Connection {
  const page = link === undefined ? "" : ` (${link})`;
  const from = { saved: `your account at this server${page}` };
  const credentials: Connection["credentials"] =
    secret.kind === "token"
      ? { kind: "bearer", token: secret.token, from }
      : { kind: "basic", username: secret.username, password: secret.password, from };
  return { ...place, credentials };
}

function refusedSaid({ kind }: KestraSecret): string {
  return kind === "token"
    ? "Kestra does not take this token. The open-source edition takes none: there a name and a password are registered."
    : "Kestra does not take this name and password.";
}
