import { sendJson } from "../wire/reply.ts";
import type { HttpRoute } from "./route.ts";

/** Tells by its status whether all is well: 200, or 503. @param isGood asked each time */
export function serveHealth(isGood: () => boolean | Promise<boolean>): HttpRoute["serve"] {
  return async ({ response }) => {
    const asked = isGood();
    const good = asked instanceof Promise ? await asked : asked;
    sendJson(
      response,
      good ? 200 : 503,
      { status: good ? "ok" : "unavailable" },
      { "Cache-Control": "no-store" },
    );
  };
}
