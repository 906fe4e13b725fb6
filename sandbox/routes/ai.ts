import { json, refused, text } from "../http/answers.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Route } from "../http/route.ts";
import { objectBody } from "../http/request-body.ts";

const base = "/api/v1/{tenant}/ai";

/** What Kestra offers when nobody has configured a provider; it needs the internet. */
const freeTier = { id: "api", displayName: "Free tier", isDefault: true };

/** 1.0 has no copilot without a provider; later lines ask one that cannot be reached. */
const generate: Route["handle"] = (request, { line }) => {
  if (line === "1.0") throw new Refusal(404, "Not Found");
  const { providerId } = objectBody(request, "request");
  if (providerId !== undefined && providerId !== freeTier.id) {
    const why = "AI Copilot is not available: no AI provider is configured or reachable.";
    return text(why, "application/yaml", 503);
  }
  return refused(request, 500, "Internal server error");
};

export const aiRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/providers`, handle: () => json([freeTier]) },
  { method: "POST", path: `${base}/generate/flow`, handle: generate },
  { method: "POST", path: `${base}/generate/dashboard`, handle: generate },
];
