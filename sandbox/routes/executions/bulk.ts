import { json } from "../../http/answers.ts";
import type { Execution } from "../../executions/execution.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { jsonBody, objectBody } from "../../http/request-body.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../../http/route.ts";
import { bulkActions, bulkLabels, type Bulk } from "./bulk-actions.ts";
import { foundBy } from "./read.ts";
import { invalidJson } from "./request.ts";

function invalid(id: string, message: string) {
  return {
    message,
    rootBean: id,
    rootBeanClass: "java.lang.String",
    leafBean: id,
    propertyPath: [{ name: "execution", kind: "PROPERTY", inIterable: false }],
    invalidValue: id,
    messageTemplate: "{messageTemplate}",
    executableParameters: [],
  };
}

/** Deletes are counted at once on every line; from 2.0 the others are put on a queue, and only their number is known. */
function done(count: number, bulk: Bulk, kestra: Kestra): SandboxAnswer {
  return kestra.line === "2.0" && bulk.name !== "delete"
    ? json({ operationId: kestra.newId(), totalItems: count }, 202)
    : json({ count });
}

function apply(
  bulk: Bulk,
  request: SandboxRequest,
  kestra: Kestra,
  wanted: readonly (readonly [id: string, execution: Execution | undefined])[],
): SandboxAnswer {
  const act = bulk.read(request, kestra);
  const invalids = wanted.flatMap(([id, execution]) => {
    const why = execution === undefined ? "execution not found" : bulk.misfit?.(execution, kestra, request);
    return why === undefined ? [] : [invalid(id, why)];
  });
  if (invalids.length > 0) return json({ message: `invalid bulk ${bulk.name}`, invalids }, 400);
  const executions = wanted.flatMap(([, execution]) => execution ?? []);
  executions.forEach(act);
  return done(executions.length, bulk, kestra);
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}

function idsIn(request: SandboxRequest, bulk: Bulk): readonly string[] {
  const ids =
    bulk === bulkLabels
      ? objectBody(request, "setLabelsByIdsRequest")["executionsId"]
      : jsonBody(request, "executionsId");
  if (isIds(ids)) return ids;
  throw invalidJson(
    "executionsId",
    "Cannot deserialize value of type `java.lang.String` from Object value",
    "java.util.ArrayList[0]",
  );
}

function routesOf(bulk: Bulk): readonly Route[] {
  const base = `/api/v1/{tenant}/executions${bulk.verb === "" ? "" : `/${bulk.verb}`}`;
  return [
    {
      method: bulk.method,
      path: `${base}/by-ids`,
      handle: (request, kestra) => {
        const { executions } = kestra.engine;
        const ids = idsIn(request, bulk);
        return apply(
          bulk,
          request,
          kestra,
          ids.map((id) => [id, executions.get(id)]),
        );
      },
    },
    {
      method: bulk.method,
      path: `${base}/by-query`,
      handle: (request, kestra) =>
        apply(
          bulk,
          request,
          kestra,
          foundBy(request, kestra).map(({ id }) => [id, kestra.engine.executions.get(id)]),
        ),
    },
  ];
}

export const executionBulkRoutes: readonly Route[] = bulkActions.flatMap(routesOf);
