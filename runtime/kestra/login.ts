import type { Signal } from "../abort.ts";
import { InputError, KestraError } from "../errors.ts";
import type { Http } from "../http-client/http-client.ts";
import { isPage, looksLikePage } from "../http-client/page.ts";
import { mayBeOfProxy } from "../http-client/proxy-answer.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isGood } from "../http-client/status.ts";
import type { Connection } from "../network/connection.ts";
import { tenantSaid } from "../network/said-place.ts";
import { foreign, own, say, type Said } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";
import { reasonOf } from "./error-body.ts";

/** Whether a Kestra takes the credentials of a connection, in a sentence. */
export interface Login {
  readonly good: boolean;
  /** Of Kestra's answer; absent where there was none. */
  readonly status?: number;
  readonly said: Said;
}

/** `/configs` answers without credentials, or with wrong ones: this route does not. */
const guarded: RequestPlan = {
  method: "GET",
  path: "/api/v1/{tenant}/flows/search",
  query: { page: 1, size: 1 },
};

/** Asks what only those may know whose credentials are right. Never throws. */
export async function login(http: Http, connection: Connection, signal: Signal): Promise<Login> {
  try {
    const answer = await http.send(guarded, { retry: false, signal });
    const { status } = answer;
    const page = isPage(answer) || looksLikePage(answer);
    if (isGood(status) && !page) return { good: true, status, said: accepted(connection) };
    const reason = say`${reasonOf(answer)} (${status})`;
    const proxys = mayBeOfProxy(answer);
    if (status === 401) return { good: false, status, said: refused(connection, reason) };
    if (status === 403 && proxys === undefined && !page)
      return {
        good: false,
        status,
        said: say`The credentials are right, but may not read flows: ${reason}.`,
      };
    return {
      good: false,
      status,
      said: sentences(
        say`Flows of tenant ${tenantSaid(connection.tenant)} cannot be read: ${reason}`,
        proxys ?? (page ? undefined : say`Is ${own(connection.tenantFrom ?? "KESTRA_TENANT_ID")} right?`),
      ),
    };
  } catch (error) {
    return { good: false, said: saidBy(error) };
  }
}

/** What an error says, of whatever kind. */
export function saidBy(error: unknown): Said {
  if (error instanceof KestraError || error instanceof InputError) return error.said;
  return foreign(error instanceof Error ? error.message : String(error));
}

/** Where the credentials of a connection stand. */
export function credentialsNamed({ credentials }: Pick<Connection, "credentials">): string {
  const from = credentials.kind === "none" ? undefined : credentials.from;
  if (typeof from === "object") return from.saved;
  if (credentials.kind === "bearer") return from ?? "KESTRA_API_TOKEN";
  return from === undefined ? "KESTRA_USERNAME and KESTRA_PASSWORD" : `the user and password in ${from}`;
}

function accepted({ credentials, tenant }: Connection): Said {
  const what = own(credentials.kind === "none" ? "No credentials are needed" : "The credentials are right");
  return say`${what}; flows of tenant ${tenantSaid(tenant)} can be read.`;
}

function refused(connection: Pick<Connection, "credentials">, reason: Said): Said {
  const { credentials } = connection;
  if (credentials.kind === "none") {
    const { give } = credentials;
    const todo =
      give === undefined ? "set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN" : `give ${give}`;
    const what = say`Credentials are needed: ${own(todo)}. Kestra says: ${reason}`;
    return sentences(what, own(credentials.hint ?? ""));
  }
  if (typeof credentials.from === "object")
    return say`The credentials of ${own(credentials.from.saved)} are not accepted: ${reason}.`;
  const names = own(credentialsNamed(connection));
  return credentials.kind === "basic"
    ? say`${names} are not accepted: ${reason}.`
    : say`${names} is not accepted: ${reason}. The open-source edition takes no tokens.`;
}
