import type { Metrics } from "../../../operation/metrics.ts";
import { principalOf } from "../checks/authenticated.ts";
import type { Check } from "../checks/check.ts";
import { HttpRefusal } from "../wire/refusal.ts";
import type { HttpRoute } from "./route.ts";
import { outboxOf } from "../wire/outbox.ts";

/** Serves what was counted. */
export function serveMetrics(metrics: Metrics): HttpRoute["serve"] {
  return async ({ response }) => {
    const body = Buffer.from(await metrics.text());
    response.writeHead(200, {
      "Content-Type": metrics.type,
      "Content-Length": body.length,
      "Cache-Control": "no-store",
    });
    await outboxOf(response).end(response, body);
  };
}

/** Lets in the operator alone: whoever has the static token, and everybody where nobody needs to prove anything. @throws HttpRefusal 403 */
export const operatorOnly: Check = (visit) => {
  const { proof, permission } = principalOf(visit);
  if (proof === "static token" || (proof === "none" && permission === "all")) return undefined;
  throw new HttpRefusal(403, "This is for the operator: it takes the token of KESTRA_MCP_AUTH_TOKEN.");
};
