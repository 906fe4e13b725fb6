import { openToAll } from "../../transport/http/checks/cors.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { sendJson } from "../../transport/http/wire/reply.ts";
import type { Addresses } from "../protocol/addresses.ts";
import { wellKnown } from "./paths.ts";

/** Whose tokens this server takes. */
export interface TokenSource {
  /** By their issuers. */
  readonly servers: readonly string[];
  /** What clients are to ask them for; none: nothing is said of scopes, since a server refuses those that it does not know. */
  readonly scopes: readonly string[];
}

/** The document of RFC 9728, at every place where a client looks: the same everywhere, since some compare `resource` as a text. */
export function resourceMetadataRoute(addresses: Addresses, { servers, scopes }: TokenSource): HttpRoute {
  const document = {
    resource: addresses.resource,
    authorization_servers: servers,
    ...(scopes.length > 0 && { scopes_supported: scopes }),
    bearer_methods_supported: ["header"],
    resource_name: "Kestra",
  };
  return documentRoute(wellKnown(addresses, ["oauth-protected-resource"], ["/mcp"]), () => document);
}

/** A document that any page may read. */
export function documentRoute(route: Pick<HttpRoute, "name" | "matches">, body: () => object): HttpRoute {
  return {
    ...route,
    isForAnyPage: true,
    checks: [openToAll(["GET"])],
    methods: ["GET", "HEAD"],
    serve: ({ response }) => {
      sendJson(response, 200, body(), { "Cache-Control": "no-store" });
    },
  };
}
