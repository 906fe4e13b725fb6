import { empty, json } from "../../http/answers.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import { replacements, taskFaults, taskIn, violationsOf } from "../../flows/check-flow.ts";
import {
  checked,
  createFlow,
  deleteFlow,
  readFlow,
  readUpdate,
  storedFlow,
  updateFlow,
  type ReadFlow,
} from "../../flows/flow-service.ts";
import { readSource, splitSources, writeSource } from "../../flows/flow-source.ts";
import type { StoredFlow } from "../../flows/flow-store.ts";
import { renderFlow } from "../../flows/render-flow.ts";
import { constraintsText, type Violations } from "../../flows/violation.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { booleanOf } from "../../http/paging.ts";
import { objectBody, textBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";

const base = "/api/v1/{tenant}/flows";
const one = `${base}/{namespace}/{id}`;

function mediaOf({ headers }: SandboxRequest): string {
  return (headers["content-type"] ?? "").split(";")[0] ?? "";
}

/** Up to 1.3 a flow may come as JSON; its source is then written by Kestra. */
interface SentFlow {
  readonly read: ReadFlow;
  readonly json: boolean;
}

function isDraft({ query }: SandboxRequest, { line, edition }: Kestra): boolean {
  return line === "2.0" && edition === "ee" && booleanOf(query, "draft") === true;
}

function asDraft({ flow, source }: ReadFlow): ReadFlow {
  return { flow: { ...flow, draft: true }, source };
}

function sentFlow(request: SandboxRequest, kestra: Kestra, read: typeof readFlow): SentFlow {
  const type = mediaOf(request);
  if (kestra.line === "2.0" || type === "application/x-yaml") {
    const flow = read(textBody(request, "flow"), kestra);
    return { read: isDraft(request, kestra) ? asDraft(flow) : flow, json: false };
  }
  if (type === "text/plain") {
    textBody(request, "flow");
    const message =
      "Internal server error: Cannot convert type [class java.lang.String] to target type: class io.kestra.core.models.flows.Flow. Considering defining a TypeConverter bean to handle this case.";
    throw new Refusal(422, message);
  }
  if (type === "") {
    const [word = ""] = textBody(request, "flow").split(/\W/);
    throw new Refusal(
      500,
      `Internal server error: Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
    );
  }
  if (type !== "application/json") {
    throw new Refusal(422, "Invalid route params: Required Body [flow] not specified");
  }
  const values = objectBody(request, "flow");
  return { read: { flow: checked(values, kestra), source: writeSource(values) }, json: true };
}

const create: Route["handle"] = (request, kestra) => {
  const sent = sentFlow(request, kestra, readFlow);
  const stored = createFlow(kestra, sent.read);
  return json(renderFlow(stored, kestra.line, { source: !sent.json }));
};

const update: Route["handle"] = (request, kestra) => {
  const current = storedFlow(kestra, request.params["namespace"], request.params["id"]);
  const sent = sentFlow(request, kestra, readUpdate);
  const { stored, changed } = updateFlow(kestra, current, sent.read);
  return json(renderFlow(stored, kestra.line, { source: !sent.json, read: !changed }));
};

const remove: Route["handle"] = ({ params }, kestra) => {
  deleteFlow(kestra, storedFlow(kestra, params["namespace"], params["id"]));
  return empty(204);
};

const removeRevisions: Route["handle"] = ({ params, query }, kestra) => {
  const { flow } = storedFlow(kestra, params["namespace"], params["id"]);
  const revisions = query.getAll("revisions").flatMap((text) => text.split(",").map(Number));
  kestra.flows.deleteRevisions(flow.namespace, flow.id, revisions);
  return empty(204);
};

/** What stands in the place of the task of this id. */
function replaced(value: unknown, id: string, task: Values): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map((item) => replaced(item, id, task));
  if (typeof value !== "object" || value === null) return value;
  if ("type" in value && "id" in value && value.id === id) return task;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, id, task)]));
}

/** What Kestra writes into a source of its own beside the flow: from 1.3 on when it was read. */
function stamps(stored: StoredFlow, { line, tenant }: Kestra): Values {
  return {
    ...(line === "1.0" ? {} : { updated: new Date(stored.updated).toISOString() }),
    tenantId: tenant,
  };
}

const patchTask: Route["handle"] = (request, kestra) => {
  const { taskId = "" } = request.params;
  const current = storedFlow(kestra, request.params["namespace"], request.params["id"]);
  const { id, namespace, ...content } = current.flow;
  if (taskIn({ ...content }, taskId) === undefined) throw new Refusal(404, "Not Found");
  const tasks = replaced(content.tasks, taskId, objectBody(request, "task"));
  const kept = Object.entries({ ...content, tasks }).filter(([name]) => name !== "revision");
  const first = { id, namespace };
  const patched = { ...first, ...Object.fromEntries(kept) };
  const source = writeSource({ ...first, ...stamps(current, kestra), ...patched });
  const { stored } = updateFlow(kestra, current, { flow: checked(patched, kestra), source });
  return json(renderFlow(stored, kestra.line, {}));
};

interface Judged {
  readonly values?: Values;
  readonly violations?: Violations;
}

function judge(source: string, { line, plugins }: Kestra): Judged {
  const read = readSource(source, line);
  if (read.kind === "fault") return { violations: { kind: "source", message: read.message } };
  const violations = violationsOf(read.values, line, plugins);
  return violations === undefined ? { values: read.values } : { values: read.values, violations };
}

/** Kestra names the flow, and what else it knows of it, only where it could read it. */
function verdict(source: string, index: number, kestra: Kestra): Values {
  const { line, flows, plugins } = kestra;
  const { values, violations } = judge(source, kestra);
  const constraints = violations === undefined ? {} : { constraints: constraintsText(violations, line) };
  if (values === undefined || (violations !== undefined && violations.kind !== "constraints")) {
    return { index, ...constraints, outdated: false };
  }
  const { namespace, id, revision } = values;
  const stored = flows.get(String(namespace), String(id));
  return {
    index,
    ...(namespace === undefined ? {} : { namespace }),
    ...(id === undefined ? {} : { flow: id }),
    ...constraints,
    outdated: stored !== undefined && typeof revision === "number" && revision < stored.flow.revision,
    deprecationPaths: [],
    warnings: [],
    infos: replacements(values, line, plugins),
  };
}

const validate: Route["handle"] = (request, kestra) => {
  const [part] = request.parts();
  const sent = part === undefined ? request.body.toString("utf8") : Buffer.from(part.bytes).toString("utf8");
  const text = kestra.line === "1.0" ? textBody(request, "flows") : sent;
  const sources = text.trim() === "" ? [text] : splitSources(text);
  return json(sources.map((source, index) => verdict(source, index, kestra)));
};

const validateTask: Route["handle"] = (request, { line, plugins }) => {
  const read = readSource(textBody(request, "task"), line);
  const faults = read.kind === "fault" ? read.message : taskFaults(read.values, line, plugins);
  return json({ index: 0, ...(faults === "" ? {} : { constraints: faults }), outdated: false });
};

/** How many parts a cron expression has, unless it is one of the names. */
function cronFault(cron: unknown): string {
  if (typeof cron !== "string" || /^@\w+$/.test(cron)) return "";
  const parts = cron.trim().split(/\s+/).length;
  return parts === 5
    ? ""
    : `: invalid cron expression '${cron}': Cron expression contains ${parts} parts but we expect one of [5]\n`;
}

const validateTrigger: Route["handle"] = (request) => {
  const faults = cronFault(objectBody(request, "trigger")["cron"]);
  return json({ index: 0, ...(faults === "" ? {} : { constraints: faults }), outdated: false });
};

export const flowWriteRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: create },
  { method: "PUT", path: one, handle: update },
  { method: "DELETE", path: one, handle: remove },
  { method: "DELETE", path: `${one}/revisions`, handle: removeRevisions },
  { method: "PATCH", path: `${one}/{taskId}`, handle: patchTask },
  { method: "POST", path: `${base}/validate`, handle: validate },
  { method: "POST", path: `${base}/validate/task`, handle: validateTask },
  { method: "POST", path: `${base}/validate/trigger`, handle: validateTrigger },
];
