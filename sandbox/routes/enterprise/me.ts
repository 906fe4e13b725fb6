import { json } from "../../http/answers.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { askerOf } from "../../kestra/access.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";

interface Me {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly isService: boolean;
}

/** Who the credentials are of: with a token a service account, otherwise the user of this name. */
export function meOf(
  { access, tenant }: Kestra,
  asker: { readonly username?: string } = access.credentials,
): Me {
  const { username = "" } = asker;
  const isService = username === "";
  return {
    id: `user_${tenant}`,
    username: isService ? "service-account" : username,
    email: isService ? "service-account@example.com" : username,
    isService,
  };
}

/**
 * Whom a request is of. A service account that may acts for the user whom the header names; one that may not is refused.
 * Throws a `Refusal`.
 */
function askerIn({ headers }: SandboxRequest, { access: { credentials } }: Kestra) {
  const asker = askerOf(credentials, headers["authorization"]);
  const name = headers["x-kestra-impersonate"];
  if (name === undefined || asker?.username !== undefined || credentials.impersonates === undefined)
    return asker;
  const users = [credentials, ...(credentials.users ?? [])];
  if (!credentials.impersonates || !users.some(({ username }) => username === name))
    throw new Refusal(403, "Forbidden");
  return { username: name };
}

function me(request: SandboxRequest, kestra: Kestra): Values {
  const { access, tenant } = kestra;
  const { token } = access.credentials;
  const { id, username: name, email, isService } = meOf(kestra, askerIn(request, kestra));
  return {
    id,
    superAdmin: true,
    restricted: false,
    tenants: [{ id: tenant, name: tenant }],
    auths: [isService && token !== undefined ? { type: "API_TOKEN", name } : { type: "BASIC_AUTH", name }],
    profile: { username: name, ...(isService ? {} : { email }) },
  };
}

export const meRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/me", handle: (request, kestra) => json(me(request, kestra)) },
  {
    method: "GET",
    path: "/api/v1/configs/login",
    lines: ["2.0"],
    handle: (_, { access }) => json({ isBasicAuthInitialized: access.credentials.isSetUp !== false }),
  },
];
