import { json } from "../../http/answers.ts";
import { Refusal } from "../../executions/refusal.ts";
import { checked, deleteFlow, readFlow, saveFlow, type ReadFlow } from "../../flows/flow-service.ts";
import type { StoredFlow } from "../../flows/flow-store.ts";
import { splitSources, withDisabled, writeSource } from "../../flows/flow-source.ts";
import { renderFlow } from "../../flows/render-flow.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { booleanOf } from "../../http/paging.ts";
import { flowIdsBody, listBody, textBody } from "../../http/request-body.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../../http/route.ts";
import { flowsFoundBy } from "./read.ts";

const base = "/api/v1/{tenant}/flows";

/** Does something to a flow, and says whether it counts. */
type Work = (kestra: Kestra, stored: StoredFlow) => boolean;

/** One flow after the other; a missing one is refused after those before it were done. */
function workOnIds(request: SandboxRequest, kestra: Kestra, work: Work): number {
  return flowIdsBody(request, kestra.line).filter(({ namespace, id }) => {
    const stored = kestra.flows.get(namespace, id);
    if (stored === undefined) throw new Refusal(404, "Not Found: No value present");
    return work(kestra, stored);
  }).length;
}

/** Switches a flow on or off by a new revision; one that is so already does not count. */
function switching(disabled: boolean): Work {
  return (kestra, { flow, source }) => {
    if ((flow.disabled ?? false) === disabled) return false;
    saveFlow(kestra, { flow: { ...flow, disabled }, source: withDisabled(source, disabled) });
    return true;
  };
}

const deleting: Work = (kestra, stored) => {
  deleteFlow(kestra, stored);
  return true;
};

/** The same work on flows that are named, and on flows that are found. */
function both(method: "POST" | "DELETE", action: string, work: Work): readonly Route[] {
  return [
    {
      method,
      path: `${base}/${action}/by-ids`,
      handle: (request, kestra) => json({ count: workOnIds(request, kestra, work) }),
    },
    {
      method,
      path: `${base}/${action}/by-query`,
      handle: (request, kestra) =>
        json({ count: flowsFoundBy(request, kestra).filter((stored) => work(kestra, stored)).length }),
    },
  ];
}

/** Saves all, or none where one of them is bad; and deletes what `others` names beside them. */
function replaceFlows(
  kestra: Kestra,
  read: readonly ReadFlow[],
  others: readonly StoredFlow[],
): SandboxAnswer {
  const kept = (stored: StoredFlow): boolean =>
    read.some(({ flow }) => flow.namespace === stored.flow.namespace && flow.id === stored.flow.id);
  const gone = others.filter((stored) => !kept(stored));
  for (const stored of gone) deleteFlow(kestra, stored);
  const saved = read.map((it) => saveFlow(kestra, it));
  return json([
    ...gone.map((stored) => renderFlow(stored, kestra.line, { read: true, source: true })),
    ...saved.map(({ stored, changed }) => renderFlow(stored, kestra.line, { read: !changed, source: true })),
  ]);
}

const bulk: Route["handle"] = (request, kestra) => {
  const read = splitSources(textBody(request, "flows")).map((source) => readFlow(source, kestra));
  const namespace = request.query.get("namespace");
  const deletes = booleanOf(request.query, "delete") ?? true;
  const others = kestra.flows
    .all()
    .filter(({ flow }) => deletes && (namespace === null || flow.namespace === namespace));
  return replaceFlows(kestra, read, others);
};

function foreign({ namespace, id }: ReadFlow["flow"], tenant: string): Refusal {
  const message = `${tenant}_${namespace}_${id}_-1 - flow namespace is invalid`;
  return new Refusal(422, `Invalid entity: flow.namespace: ${message}`, [
    { message, path: "flow.namespace" },
  ]);
}

/** The flows of a body of JSON, as 1.x takes it. Throws a `Refusal` for the first bad one. */
function jsonFlows(request: SandboxRequest, kestra: Kestra): readonly ReadFlow[] {
  return listBody(request, "flows").map((item, index) => {
    const values = item as Readonly<Record<string, unknown>>;
    if (!Array.isArray(values["tasks"]) || values["tasks"].length === 0) {
      const path = `updateFlowsInNamespaceFromJson.flows[${index}].tasks`;
      throw new Refusal(422, `Invalid entity: ${path}: must not be empty`, [
        { message: "must not be empty", path },
      ]);
    }
    return { flow: checked(values, kestra), source: writeSource(values) };
  });
}

const replaceNamespace: Route["handle"] = (request, kestra) => {
  const { namespace } = request.params;
  const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
  const read = isJson
    ? jsonFlows(request, kestra)
    : splitSources(textBody(request, "flows")).map((source) => readFlow(source.trimEnd(), kestra));
  const stranger = read.find(({ flow }) => flow.namespace !== namespace);
  if (stranger !== undefined) throw foreign(stranger.flow, kestra.tenant);
  const deletes = booleanOf(request.query, "delete") ?? true;
  const others = kestra.flows.all().filter(({ flow }) => deletes && flow.namespace === namespace);
  return replaceFlows(kestra, read, others);
};

/** Imports what is good in a file; answers the names of what is not. */
const importFile: Route["handle"] = (request, kestra) => {
  const file = request.parts().find(({ name }) => name === "fileUpload");
  const filename = file?.filename ?? "";
  if (!/\.(ya?ml|zip)$/.test(filename)) {
    throw new Refusal(
      422,
      `Illegal argument: Cannot import file of type ${filename.replace(/^.*(?=\.)/, "")}`,
    );
  }
  const text = Buffer.from(file?.bytes ?? []).toString("utf8");
  const failed = splitSources(text).flatMap((source, index) => {
    try {
      saveFlow(kestra, readFlow(source, kestra));
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [kestra.line === "1.0" ? String(index) : `${filename}(flow number: ${index})`];
    }
  });
  if (failed.length > 0 && kestra.line !== "1.0" && booleanOf(request.query, "failOnError") === true) {
    const message = `Illegal argument: Following invalid flows were not imported: ${failed.join(", ")}`;
    throw new Refusal(422, message);
  }
  return json(failed);
};

export const flowBulkRoutes: readonly Route[] = [
  ...both("POST", "disable", switching(true)),
  ...both("POST", "enable", switching(false)),
  ...both("DELETE", "delete", deleting),
  { method: "POST", path: `${base}/bulk`, handle: bulk },
  { method: "POST", path: `${base}/import`, handle: importFile },
  { method: "POST", path: `${base}/{namespace}`, handle: replaceNamespace },
];
