import type { Authenticate } from "../auth/authenticate.ts";
import { lazy } from "../lazy.ts";
import { notFound, type Authentication } from "../transport/http/authentication.ts";
import { admitByScope } from "./admit-by-scope.ts";
import { byAccessToken } from "./authenticate.ts";
import { accountRoute } from "./endpoints/account.ts";
import { authorizeRoute } from "./endpoints/authorize.ts";
import { callbackRoute } from "./endpoints/callback.ts";
import { consentRoute } from "./endpoints/consent.ts";
import { formerRoutes } from "./endpoints/former-paths.ts";
import { metadataRoutes } from "./endpoints/metadata.ts";
import { registerRoute } from "./endpoints/register.ts";
import type { AuthorizationServer } from "./endpoints/server.ts";
import { revokeRoute, tokenRoute } from "./endpoints/token.ts";
import type { Following } from "./grants/following.ts";
import { scopeMissing } from "./protocol/challenge.ts";

/** What proving who calls needs besides the authorization server. */
export interface AuthenticationParts {
  readonly server: AuthorizationServer;
  /** Whom the operator gave tokens; absent: nobody. */
  readonly others?: Authenticate | undefined;
  /** What becomes of users while they are served. */
  readonly following?: Following | undefined;
}

/** Callers prove themselves by what our own authorization server gave them; all of its endpoints are served. */
export function createAuthentication(parts: AuthenticationParts): Authentication {
  const { server, others, following } = parts;
  const { addresses, tell } = server;
  const authenticate = byAccessToken(server, addresses, others);
  return {
    authenticate,
    admit: admitByScope(tell, (needed, given) => scopeMissing(addresses, needed, given)),
    follow: following?.follow,
    routes: [
      ...metadataRoutes(server),
      authorizeRoute(server),
      consentRoute(server),
      callbackRoute(server),
      tokenRoute(server),
      registerRoute(server),
      revokeRoute(server),
      accountRoute(server),
      ...formerRoutes(server),
    ],
    trouble: notFound("the identity provider was not found", () => server.upstream.whyNotFound()),
    // The server ends it, and whoever opened it, too.
    close: lazy(async () => {
      await following?.close();
    }),
  };
}
