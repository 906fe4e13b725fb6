import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { redeem } from "../grants/code.ts";
import { refresh } from "../grants/refresh.ts";
import { revoke } from "../grants/revoke.ts";
import { isOurResource, paths } from "../protocol/addresses.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import type { Parameters } from "../protocol/parameters.ts";
import { clientOf } from "./client-authentication.ts";
import { jsonEndpoint } from "./json-endpoint.ts";
import { below } from "./paths.ts";
import { readForm } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** Where codes and refresh tokens become access tokens. */
export function tokenRoute(server: AuthorizationServer): HttpRoute {
  return jsonEndpoint(below(paths.token), async (visit) => {
    const form = await readForm(visit.request);
    form.requireSingle();
    const client = await clientOf(visit, form, server);
    const by = askedBy(visit);
    const grantType = required(form, "grant_type");
    if (!isOurResource(form.all("resource"), server.addresses))
      throw new OAuthError("invalid_target", `resource must be ${server.addresses.resource}.`);
    switch (grantType) {
      case "authorization_code": {
        const body = await redeem(server, {
          client,
          by,
          code: required(form, "code"),
          redirectUri: form.get("redirect_uri"),
          verifier: form.get("code_verifier"),
        });
        await server.clients.used(client);
        return { status: 200, body };
      }
      case "refresh_token": {
        const token = required(form, "refresh_token");
        const body = await refresh(server, { client, by, token, scope: form.get("scope") });
        await server.clients.used(client);
        return { status: 200, body };
      }
      default:
        throw new OAuthError(
          "unsupported_grant_type",
          "grant_type must be authorization_code or refresh_token.",
        );
    }
  });
}

/** Where clients give tokens back: RFC 7009. */
export function revokeRoute(server: AuthorizationServer): HttpRoute {
  return jsonEndpoint(below(paths.revoke), async (visit) => {
    const form = await readForm(visit.request);
    form.requireSingle();
    const client = await clientOf(visit, form, server);
    await revoke(server, { client, token: required(form, "token"), by: askedBy(visit) });
    return { status: 200 };
  });
}

function required(form: Parameters, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OAuthError("invalid_request", `${name} is missing.`);
  return value;
}
