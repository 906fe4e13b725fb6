import { scopes } from "../../auth/scopes.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { authMethods } from "../clients/registration.ts";
import { wellKnown } from "./paths.ts";
import { documentRoute, resourceMetadataRoute } from "./resource-metadata.ts";
import type { AuthorizationServer } from "./server.ts";

type Described = Pick<AuthorizationServer, "addresses" | "clients" | "registration">;

/** RFC 8414, which OpenID's clients read as well. */
export function serverMetadata({ addresses, clients, registration }: Described): object {
  const { issuer, authorize, token, revoke, register } = addresses;
  return {
    issuer,
    authorization_endpoint: authorize,
    token_endpoint: token,
    ...(registration.kind === "off" ? {} : { registration_endpoint: register }),
    revocation_endpoint: revoke,
    scopes_supported: [...scopes, "offline_access"],
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    token_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint_auth_methods_supported: authMethods,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: clients.isDocumentOffered(),
  };
}

/** Both documents, at every place where a client looks. */
export function metadataRoutes(server: Described): readonly HttpRoute[] {
  const { addresses } = server;
  const servers = ["oauth-authorization-server", "openid-configuration"];
  return [
    resourceMetadataRoute(addresses, { servers: [addresses.issuer], scopes }),
    documentRoute(wellKnown(addresses, servers, []), () => serverMetadata(server)),
  ];
}
