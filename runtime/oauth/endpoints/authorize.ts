import { visible } from "../../text/visible.ts";
import { scopes } from "../../auth/scopes.ts";
import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import type { OAuthClient } from "../clients/client.ts";
import { DocumentError } from "../clients/client-document.ts";
import { isLoopbackUri, isRedirectOf, redirectHost } from "../clients/redirect-uri.ts";
import { fixedTimes } from "../grants/granting.ts";
import { isOurResource, paths } from "../protocol/addresses.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { parametersOf, type Parameters } from "../protocol/parameters.ts";
import { knownScopes } from "../protocol/scope.ts";
import { hashOf } from "../protocol/secret.ts";
import { answerUrl } from "./answer-client.ts";
import { consentView } from "./consent-view.ts";
import { loginCookie } from "./cookies.ts";
import { PageError, pageEndpoint } from "./page-endpoint.ts";
import { below } from "./paths.ts";
import { keepConsent, requireRoom } from "./pending.ts";
import { queryOf } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** From when a login begins until its code is redeemed, at most, with time to spare. */
const loginTime = fixedTimes.login + fixedTimes.codeKnown;

/** Where clients send a browser to ask its user. Nothing is asked of the identity provider before that user has consented. */
export function authorizeRoute(server: AuthorizationServer): HttpRoute {
  const { addresses, pages, tell } = server;
  const route = { ...below(paths.authorize), methods: ["GET"] };
  return pageEndpoint(route, pages, async (visit) => {
    const { request, response, address } = visit;
    const asked = parametersOf(queryOf(request));
    const client = await clientOf(server, asked, address);
    const redirectUri = redirectOf(client, asked);
    const state = asked.get("state");
    try {
      const challenge = challengeOf(server, asked);
      const known = knownScopes(asked.get("scope"));
      await requireRoom(server, address);
      if (!(await server.clients.engage(client, loginTime))) throw unknownApplication();
      const cookie = loginCookie(request, response, addresses, fixedTimes.login);
      const pending = {
        browser: hashOf(cookie),
        client: client.id,
        ...(client.name !== undefined && { clientName: client.name }),
        redirectUri,
        isRedirectNamed: asked.get("redirect_uri") !== undefined,
        challenge,
        ...(state !== undefined && { state }),
        // A client that asks for less than it needs could not ask again: the user takes away what is too much.
        scopes: known.length > 0 ? known : scopes,
      };
      const form = await keepConsent(server, pending);
      return pages.consent(consentView(server, client, { ...pending, ...form }));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { id, name: clientName } = client;
      tell({ event: "denied", client: id, clientName, reason: error.code, ...askedBy(visit) });
      const told = { error: error.code, error_description: error.message };
      const back = answerUrl({ redirectUri, state }, told, server);
      // Whoever made the client up could have this server send people anywhere (RFC 9700, 4.11.2).
      if (client.origin === "operator" || isLoopbackUri(redirectUri)) return { redirect: back };
      return pages.refused({ reason: error.message, back, redirectHost: redirectHost(redirectUri) });
    }
  });
}

/** @throws PageError: nobody is sent to an address of a client that is not known */
async function clientOf(
  { clients }: AuthorizationServer,
  asked: Parameters,
  address: string,
): Promise<OAuthClient> {
  const id = asked.all("client_id").length === 1 ? asked.get("client_id") : undefined;
  if (id === undefined) throw badRequest("It must have one client_id.");
  try {
    const client = await clients.find(id, address);
    if (client !== undefined) return client;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const message = `The document of the application, ${visible(id.slice(0, 200))}, cannot be used. ${error.message}`;
    throw new PageError(400, "Unknown application", message, { cause: error });
  }
  throw unknownApplication();
}

function unknownApplication(): PageError {
  return new PageError(
    400,
    "Unknown application",
    "This server does not know the application, or knows it no more. Remove the connection in the application, and make it anew.",
  );
}

/** @throws PageError, likewise */
function redirectOf({ redirectUris }: OAuthClient, asked: Parameters): string {
  const [named, ...more] = asked.all("redirect_uri");
  const [only, ...others] = redirectUris;
  if (more.length > 0) throw badRequest("It has several redirect_uri.");
  if (named === undefined && only !== undefined && others.length === 0) return only;
  if (named !== undefined && isRedirectOf(named, redirectUris)) return named;
  throw new PageError(
    400,
    "Wrong address",
    "The application wants its answer at an address that it did not name when it registered. Nothing was sent there.",
  );
}

function badRequest(message: string): PageError {
  return new PageError(400, "This request is not understood", message);
}

/** Characters of a client's state, which is kept until its user has logged in. */
const longestState = 4000;

/** The challenge of PKCE, where all else that a client says is right, too. @throws OAuthError */
function challengeOf({ addresses }: AuthorizationServer, asked: Parameters): string {
  asked.requireSingle();
  if (asked.get("request") !== undefined) throw new OAuthError("request_not_supported", "Send parameters.");
  if (asked.get("request_uri") !== undefined)
    throw new OAuthError("request_uri_not_supported", "Send parameters.");
  if ((asked.get("state")?.length ?? 0) > longestState)
    throw new OAuthError("invalid_request", `state has more than ${longestState} characters.`);
  const responseType = asked.get("response_type");
  if (responseType === undefined) throw new OAuthError("invalid_request", "response_type is missing.");
  if (responseType !== "code")
    throw new OAuthError("unsupported_response_type", "response_type must be code.");
  if (![undefined, "query"].includes(asked.get("response_mode")))
    throw new OAuthError("invalid_request", "response_mode must be query.");
  if (asked.get("prompt") === "none")
    throw new OAuthError("interaction_required", "The user is asked always, so prompt cannot be none.");
  if (!isOurResource(asked.all("resource"), addresses))
    throw new OAuthError("invalid_target", `resource must be ${addresses.resource}.`);
  const challenge = asked.get("code_challenge");
  if (challenge === undefined || asked.get("code_challenge_method") !== "S256")
    throw new OAuthError(
      "invalid_request",
      "PKCE is needed: code_challenge, and S256 as code_challenge_method.",
    );
  if (!/^[\w-]{43}$/.test(challenge))
    throw new OAuthError("invalid_request", "code_challenge is not of the form that S256 gives it.");
  return challenge;
}
