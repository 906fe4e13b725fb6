import { isObject } from "../../json.ts";
import type { Authenticate } from "../../auth/authenticate.ts";
import type { Principal } from "../../auth/principal.ts";
import type { Visit } from "../../transport/http/checks/check.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { HttpRefusal } from "../../transport/http/wire/refusal.ts";
import { sendJson } from "../../transport/http/wire/reply.ts";
import { OAuthError } from "../protocol/oauth-error.ts";
import { errorAnswer, type JsonAnswer } from "./json-endpoint.ts";
import { below } from "./paths.ts";
import { readJsonBody } from "./reading.ts";
import type { AuthorizationServer } from "./server.ts";

type Answer = (user: Principal, body: Readonly<Record<string, unknown>>) => Promise<JsonAnswer>;

/**
 * What the server that this one replaces offered beside MCP: a user's token for Kestra, by the paths that scripts know. Unlike
 * there, only an access token of ours counts, and it stands for its own user alone.
 */
export function formerRoutes(server: AuthorizationServer, authenticate: Authenticate): readonly HttpRoute[] {
  const { account, addresses } = server;
  if (account === undefined) return [];
  const { credentials } = account;
  const route = (path: string, method: "GET" | "POST", answer: Answer): HttpRoute => ({
    ...below(addresses, path),
    checks: [
      async (visit) => {
        visit.principal = await authenticate(visit);
        return undefined;
      },
    ],
    methods: [method],
    async serve(visit) {
      const { status, body = {}, headers = {} } = await answered(visit, answer).catch(errorAnswer);
      sendJson(visit.response, status, body, { "Cache-Control": "no-store", ...headers });
    },
  });
  return [
    route("/auth", "GET", async (user) => ({
      status: 200,
      body: {
        authenticated: true,
        user_id: user.subject,
        name: user.user?.name ?? null,
        kestra_token_registered: await credentials.has(user),
      },
    })),
    route("/kestra-token", "POST", async (user, { kestra_token: token }) => {
      if (typeof token !== "string" || token.trim() === "")
        throw wrong("MISSING_TOKEN", "kestra_token is missing.");
      const fault = await credentials.put(user, token.trim());
      if (fault !== undefined) throw wrong("INVALID_TOKEN", fault);
      return { status: 200, body: { status: "stored", user_id: user.subject } };
    }),
    route("/kestra-token/remove", "POST", async (user) => {
      const wasThere = await credentials.remove(user);
      return { status: 200, body: { status: wasThere ? "removed" : "not_found", user_id: user.subject } };
    }),
  ];
}

async function answered({ request, principal }: Visit, answer: Answer): Promise<JsonAnswer> {
  if (principal?.proof !== "access token")
    throw new OAuthError("access_denied", "Only an access token of a user counts here.", { status: 403 });
  const body = request.method === "GET" ? {} : await readJsonBody(request);
  if (!isObject(body)) throw new HttpRefusal(400, "The body must be a JSON object.");
  const { user_id: named } = body;
  if (named !== undefined && named !== null && named !== principal.subject)
    throw new OAuthError("access_denied", "user_id is not the user of the access token.", { status: 403 });
  return answer(principal, body);
}

function wrong(code: string, message: string): OAuthError {
  return new OAuthError(code, message);
}
