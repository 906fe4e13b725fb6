import type { Line } from "../line/line.ts";
import { empty, json, notBuilt, notFound } from "../http/answers.ts";
import { faultsOf } from "../kestra/access.ts";
import { configurationOf } from "../kestra/configuration.ts";
import { Refusal } from "../executions/refusal.ts";
import { inputClass, inputTypes } from "../flows/input-type.ts";
import { pluginOf, tasks, triggers } from "../flows/plugin.ts";
import { objectBody } from "../http/request-body.ts";
import type { Route } from "../http/route.ts";

function isKnown(type: string, line: Line): boolean {
  return pluginOf([...tasks, ...triggers], type, line) !== undefined;
}

const inputs: Route["handle"] = (_, { line }) =>
  json(inputTypes(line).map((type) => ({ type, cls: inputClass(type) })));

function missingClass(cls: string): Refusal {
  return new Refusal(404, `Not Found: Class '${cls}' doesn't exists `);
}

const versions: Route["handle"] = ({ params }, { line }) => {
  const { cls = "" } = params;
  if (!isKnown(cls, line)) throw missingClass(cls);
  return json({ type: cls, versions: [] });
};

/** The sandbox knows which classes there are, and has no documentation of them. */
const plugin: Route["handle"] = ({ params }, { line }) => {
  const { cls = "" } = params;
  if (!isKnown(cls, line)) throw missingClass(cls);
  return notBuilt(`the documentation of ${cls}`);
};

function missingConstant(type: string, constant: string): Refusal {
  return new Refusal(
    422,
    `Internal server error: Failed to convert argument [type] for value [${constant}] due to: No enum constant ${type}.${constant}`,
  );
}

const inputSchema: Route["handle"] = ({ params }, { line }) => {
  const { type = "" } = params;
  if (!inputTypes(line).includes(type)) throw missingConstant("io.kestra.core.models.flows.Type", type);
  return notBuilt(`the schema of the input type ${type}`);
};

const schemaTypes = [
  "flow",
  "template",
  "task",
  "trigger",
  "plugindefault",
  "apps",
  "testsuites",
  "dashboard",
];

const schema: Route["handle"] = ({ params }) => {
  const { type = "" } = params;
  if (!schemaTypes.includes(type)) throw missingConstant("io.kestra.core.docs.SchemaType", type);
  return notBuilt(`the schema of ${type}`);
};

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
  { method: "GET", path: "/api/v1/plugins/inputs", handle: inputs },
  { method: "GET", path: "/api/v1/plugins/inputs/{type}", handle: inputSchema },
  { method: "GET", path: "/api/v1/plugins/schemas/{type}", handle: schema },
  { method: "GET", path: "/api/v1/plugins/{cls}", handle: plugin },
  { method: "GET", path: "/api/v1/plugins/{cls}/versions", handle: versions },
  { method: "GET", path: "/api/v1/{tenant}/cluster/services/{id}", handle: clusterService },
  { method: "GET", path: "/api/v1/{tenant}/taskruns/search", handle: taskRuns },
];
