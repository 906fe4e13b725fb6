import { StoreError } from "../../errors.ts";
import { openToAll } from "../../transport/http/checks/cors.ts";
import type { Visit } from "../../transport/http/checks/check.ts";
import type { HttpRoute } from "../../transport/http/routes/route.ts";
import { HttpRefusal } from "../../transport/http/wire/refusal.ts";
import { sendJson } from "../../transport/http/wire/reply.ts";
import { OAuthError } from "../protocol/oauth-error.ts";

/** What an endpoint answers. */
export interface JsonAnswer {
  readonly status: number;
  /** Absent: an empty object. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const noStore = { "Cache-Control": "no-store", Pragma: "no-cache" };

/** An endpoint that clients ask by POST, from wherever they are: its errors are those of OAuth. */
export function jsonEndpoint(
  route: Pick<HttpRoute, "name" | "matches">,
  answer: (visit: Visit) => Promise<JsonAnswer>,
): HttpRoute {
  return {
    ...route,
    isForAnyPage: true,
    checks: [openToAll(["POST"])],
    methods: ["POST"],
    async serve(visit) {
      const { status, body = {}, headers = {} } = await answer(visit).catch(errorAnswer);
      const { request, response } = visit;
      const end = request.complete ? {} : { Connection: "close" };
      sendJson(response, status, body, { ...noStore, ...headers, ...end });
    },
  };
}

/** What a client is told of an error. Throws on what nobody foresaw. */
export function errorAnswer(error: unknown): JsonAnswer {
  if (error instanceof OAuthError) {
    const { code, message, status, headers } = error;
    return { status, body: { error: code, error_description: message }, headers };
  }
  if (error instanceof HttpRefusal) {
    const { status, message, headers } = error;
    return { status, body: { error: "invalid_request", error_description: message }, headers };
  }
  if (error instanceof StoreError) {
    const body = {
      error: "temporarily_unavailable",
      error_description: "The server cannot reach its store.",
    };
    return { status: 503, body, headers: { "Retry-After": "5" } };
  }
  throw error;
}
