import { bearerOf } from "../../transport/http/checks/static-token.ts";
import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { Visit } from "../../transport/http/checks/check.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { readRegistration } from "../clients/registration.ts";
import { paths } from "../protocol/addresses.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { isSame } from "../protocol/secret.ts";
import { jsonEndpoint } from "./json-endpoint.ts";
import { below } from "./paths.ts";
import { readJsonBody } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** Where clients register by themselves: RFC 7591. */
export function registerRoute(server: AuthorizationServer): HttpRoute {
  const { clients, tell } = server;
  return jsonEndpoint(below(paths.register), async (visit) => {
    requireAllowed(visit, server);
    const { request, address } = visit;
    const read = readRegistration(await readJsonBody(request));
    const { id, secret, born } = await clients.register(read, address);
    tell({ event: "registration", client: id, clientName: read.name, ...askedBy(visit) });
    return {
      status: 201,
      body: {
        client_id: id,
        client_id_issued_at: Math.floor(born / 1000),
        ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
        redirect_uris: read.redirectUris,
        token_endpoint_auth_method: read.authMethod,
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        ...(read.name !== undefined && { client_name: read.name }),
        ...(read.scopes.length > 0 && { scope: read.scopes.join(" ") }),
      },
    };
  });
}

function requireAllowed(
  visit: Visit,
  { registration: policy, tell }: Pick<AuthorizationServer, "registration" | "tell">,
): void {
  if (policy.kind === "open") return;
  if (policy.kind === "off")
    throw new OAuthError("access_denied", "Clients do not register by themselves here: ask the operator.", {
      status: 403,
    });
  if (isSame(bearerOf(visit.request) ?? "", policy.token)) return;
  if (visit.request.headers.authorization !== undefined)
    tell({ event: "denied", reason: "the token for registering is wrong", ...askedBy(visit) });
  throw new OAuthError("invalid_token", "Registering needs the operator's token for it.", {
    status: 401,
    headers: { "WWW-Authenticate": 'Bearer realm="kestra-mcp"' },
  });
}
