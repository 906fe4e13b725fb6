import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { paths } from "../protocol/addresses.ts";
import { knownScopes, withLower } from "../protocol/scope.ts";
import { isSame } from "../protocol/secret.ts";
import { answerUrl } from "./answer-client.ts";
import { PageError, pageEndpoint, requireOwnOrigin } from "./page-endpoint.ts";
import { below } from "./paths.ts";
import { beginLogin, consentOf, takeConsent } from "./pending.ts";
import { readForm } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** Where the consent page sends what its user decided: on to the identity provider, or back to the client. */
export function consentRoute(server: AuthorizationServer): HttpRoute {
  const { addresses, pages, tell, store } = server;
  const route = { ...below(paths.consent), methods: ["POST"] };
  return pageEndpoint(route, pages, async (visit) => {
    const { request } = visit;
    requireOwnOrigin(request, addresses);
    const form = await readForm(request);
    const pending = await consentOf(server, request, form.get("pending"));
    if (!isSame(form.get("csrf") ?? "", pending.csrf))
      throw new PageError(403, "Not from here", "This form is not of the page that was shown. Begin again.");
    const { client, clientName } = pending;
    const about = { client, clientName, ...askedBy(visit) };
    if (form.get("decision") !== "allow") {
      await takeConsent(store, pending.id);
      tell({ event: "denied", ...about, reason: "the user declined" });
      const told = { error: "access_denied", error_description: "The user declined." };
      return pages.forward(answerUrl(pending, told, server));
    }
    const scopes = withLower(knownScopes(form.all("scope")));
    if (scopes.length === 0)
      throw new PageError(
        400,
        "Nothing was chosen",
        "Go back and tick what the application may do, or decline.",
      );
    tell({ event: "consent", ...about, scopes });
    const { browser, id } = pending;
    return pages.forward(await beginLogin(server, { browser, consent: { id, scopes } }));
  });
}
