import { isObject } from "../../json.ts";
import { effectsOf, scopeOf } from "../../auth/scopes.ts";
import { InputError } from "../../errors.ts";
import { masker } from "../../masking/masker.ts";
import { userId } from "../../store/records.ts";
import type { CredentialOwner } from "../account/account-handler.ts";
import { askedBy } from "../../transport/http/checks/asked-by.ts";
import type { Visit } from "../../transport/http/checks/check.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { HttpRefusal } from "../../transport/http/wire/refusal.ts";
import { sendJson } from "../../transport/http/wire/reply.ts";
import type { Addresses } from "../protocol/addresses.ts";
import { scopeMissing } from "../protocol/challenge.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { errorAnswer, type JsonAnswer } from "./json-endpoint.ts";
import { below } from "./paths.ts";
import { readJsonBody } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

/** Milliseconds that Kestra may take to say whether it takes a token. */
const patience = 30_000;

type Answer = (owner: CredentialOwner, body: Readonly<Record<string, unknown>>) => Promise<JsonAnswer>;

/**
 * What the server that this one replaces offered beside MCP: a user's token for Kestra, by the paths that scripts know. Unlike
 * there, only an access token of ours counts, and it stands for its own user alone.
 */
export function formerRoutes(server: AuthorizationServer): readonly HttpRoute[] {
  const { account, addresses, takesTokensByPath } = server;
  const credentials = account?.credentials;
  if (credentials === undefined) return [];
  const route = (path: string, method: "GET" | "POST", answer: Answer): HttpRoute => ({
    ...below(path),
    checks: [],
    isCall: true,
    methods: [method],
    async serve(visit) {
      const { status, body = {}, headers = {} } = await answered(visit, answer, addresses).catch(errorAnswer);
      sendJson(visit.response, status, body, { "Cache-Control": "no-store", ...headers });
    },
  });
  const told = [
    route("/auth", "GET", async ({ id, principal: { subject, user } }) => ({
      status: 200,
      body: {
        authenticated: true,
        user_id: subject,
        name: user?.name ?? null,
        kestra_token_registered: (await credentials.registered(id)) !== undefined,
      },
    })),
  ];
  if (!takesTokensByPath) return told;
  return [
    ...told,
    route("/kestra-token", "POST", async (owner, { kestra_token: given }) => {
      const token = typeof given === "string" ? given.trim() : "";
      if (token === "") throw new OAuthError("MISSING_TOKEN", "kestra_token is missing.");
      try {
        await credentials.set(owner, { kind: "token", token }, AbortSignal.timeout(patience));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        throw new OAuthError("INVALID_TOKEN", error.said.masked(masker({ kind: "none" }, token)));
      }
      return { status: 200, body: { status: "stored", user_id: owner.principal.subject } };
    }),
    route("/kestra-token/remove", "POST", async (owner) => {
      const status = (await credentials.remove(owner)) ? "removed" : "not_found";
      return { status: 200, body: { status, user_id: owner.principal.subject } };
    }),
  ];
}

async function answered(visit: Visit, answer: Answer, addresses: Addresses): Promise<JsonAnswer> {
  const { request, principal } = visit;
  if (principal?.proof !== "access token")
    throw new OAuthError("access_denied", "Only an access token of a user counts here.", { status: 403 });
  // As for the tool that does the same.
  if (request.method === "POST" && !effectsOf(principal.scopes).includes("write")) {
    const { status, message, headers } = scopeMissing(addresses, scopeOf("write"), principal.scopes);
    throw new OAuthError("insufficient_scope", message, { status, headers });
  }
  const body = request.method === "GET" ? {} : await readJsonBody(request);
  if (!isObject(body)) throw new HttpRefusal(400, "The body must be a JSON object.");
  const { user_id: named } = body;
  if (named !== undefined && named !== null && named !== principal.subject)
    throw new OAuthError("access_denied", "user_id is not the user of the access token.", { status: 403 });
  const { issuer = "", subject } = principal;
  return answer({ id: userId(issuer, subject), principal, by: askedBy(visit) }, body);
}
