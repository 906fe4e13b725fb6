import { scopes } from "../../auth/scopes.ts";
import type { OAuthClient } from "../clients/client.ts";
import { isLoopbackUri, redirectHost } from "../clients/redirect-uri.ts";
import type { ConsentView } from "../pages/page.ts";
import type { PendingConsent } from "./pending.ts";
import type { AuthorizationServer } from "./server.ts";

/** What the consent page shows. */
export function consentView(
  { addresses }: Pick<AuthorizationServer, "addresses">,
  { id, name, origin }: Pick<OAuthClient, "id" | "name" | "origin">,
  {
    redirectUri,
    scopes: asked,
    login,
    csrf,
  }: Pick<PendingConsent, "redirectUri" | "scopes" | "csrf"> & { readonly login: string },
): ConsentView {
  return {
    action: addresses.consent,
    login,
    csrf,
    server: addresses.issuer,
    application: {
      ...(name !== undefined && { name }),
      ...(origin === "document" && { metadataHost: new URL(id).host }),
      isOperators: origin === "operator",
      redirectHost: redirectHost(redirectUri),
      isLoopback: isLoopbackUri(redirectUri),
    },
    scopes: scopes.map((scope) => ({ scope, isAsked: asked.includes(scope) })),
  };
}
