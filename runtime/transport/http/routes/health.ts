import { sendJson } from "../wire/reply.ts";
import type { HttpRoute } from "./route.ts";

const noStore = { "Cache-Control": "no-store" };

/** Tells that the process is alive. */
export const serveHealth: HttpRoute["serve"] = ({ response }) => {
  sendJson(response, 200, { status: "ok" }, noStore);
};

/** Tells by its status whether the server can do its work: 200, or 503 and why not. @param reasons asked each time */
export function serveReadiness(reasons: () => Promise<readonly string[]>): HttpRoute["serve"] {
  return async ({ response }) => {
    const all = await reasons();
    const ready = all.length === 0;
    sendJson(response, ready ? 200 : 503, { ready, reasons: all }, noStore);
  };
}
