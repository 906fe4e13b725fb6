import { json, page } from "../http/answers.ts";
import { Refusal } from "../executions/refusal.ts";
import type { Route } from "../http/route.ts";

const base = "/api/v1/{tenant}/blueprints/community/{kind}";

const nothing: Route["handle"] = () => {
  throw new Refusal(404, "Not Found");
};

/** Kestra relays these to its public service, which the sandbox does not ask: it knows of none. */
export const blueprintRelayRoutes: readonly Route[] = [
  { method: "GET", path: base, handle: () => page([], 0) },
  { method: "GET", path: `${base}/tags`, handle: () => json([]) },
  { method: "GET", path: `${base}/{id}`, handle: nothing },
  { method: "GET", path: `${base}/{id}/source`, handle: nothing },
];
