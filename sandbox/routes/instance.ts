import { empty, json, notFound } from "../http/answers.ts";
import { faultsOf } from "../kestra/access.ts";
import { configurationOf } from "../kestra/configuration.ts";
import { Refusal } from "../executions/refusal.ts";
import { objectBody } from "../http/request-body.ts";
import type { Route } from "../http/route.ts";

/** No server of a cluster is known by an id here. */
const clusterService: Route["handle"] = (request) => notFound(request);

/** Off unless it is switched on. */
const taskRuns: Route["handle"] = (request) => notFound(request);

/** Needs no credentials, and says so little that nothing is given away. */
const ping: Route["handle"] = () => json("pong");

/** The first user: from then on nobody passes without its name and password. */
const setUp: Route["handle"] = (request, { access }) => {
  const user = objectBody(request, "basicAuthCredentials");
  const faults = faultsOf(user);
  if (faults.length > 0) throw new Refusal(400, `Bad Request: ${faults.join(", ")}`);
  const [username, password] = [String(user["username"]), String(user["password"])];
  access.credentials = { username, password, isSetUp: true };
  return empty(204);
};

export const instanceRoutes: readonly Route[] = [
  { method: "GET", path: "/ping", handle: ping },
  { method: "GET", path: "/api/v1/configs", handle: (_, kestra) => json(configurationOf(kestra)) },
  { method: "GET", path: "/api/v1/basicAuthValidationErrors", handle: () => json([]) },
  { method: "POST", path: "/api/v1/{tenant}/basicAuth", handle: setUp },
  { method: "GET", path: "/api/v1/{tenant}/cluster/services/{id}", handle: clusterService },
  { method: "GET", path: "/api/v1/{tenant}/taskruns/search", handle: taskRuns },
];
