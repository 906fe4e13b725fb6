import { json } from "../../http/answers.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route } from "../../http/route.ts";
import type { Values } from "../../values/values.ts";

interface Me {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly isService: boolean;
}

/** Who the credentials are of: with a token a service account, otherwise the user of this name. */
export function meOf({ access, tenant }: Kestra): Me {
  const { username = "" } = access.credentials;
  const isService = username === "";
  return {
    id: `user_${tenant}`,
    username: isService ? "service-account" : username,
    email: isService ? "service-account@example.com" : username,
    isService,
  };
}

function me(kestra: Kestra): Values {
  const { access, tenant } = kestra;
  const { token } = access.credentials;
  const { id, username: name, email, isService } = meOf(kestra);
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
  { method: "GET", path: "/api/v1/me", handle: (_, kestra) => json(me(kestra)) },
  {
    method: "GET",
    path: "/api/v1/configs/login",
    lines: ["2.0"],
    handle: (_, { access }) => json({ isBasicAuthInitialized: access.credentials.isSetUp !== false }),
  },
];
