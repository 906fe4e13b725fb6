import { json } from "../../http/answers.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import type { Route } from "../../http/route.ts";
import type { Values } from "../../values/values.ts";

/** Who the credentials are of: with a token a service account, otherwise the user of this name. */
function me({ access, tenant }: Kestra): Values {
  const { username = "", token } = access.credentials;
  const isService = username === "";
  const name = isService ? "service-account" : username;
  return {
    id: `user_${tenant}`,
    superAdmin: true,
    restricted: false,
    tenants: [{ id: tenant, name: tenant }],
    auths: [isService && token !== undefined ? { type: "API_TOKEN", name } : { type: "BASIC_AUTH", name }],
    profile: { username: name, ...(isService ? {} : { email: username }) },
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
