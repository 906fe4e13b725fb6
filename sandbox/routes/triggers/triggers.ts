import type { Line } from "../../line/line.ts";
import { empty, page } from "../../http/answers.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { pageOf, readPaging, readSorts, sorted } from "../../http/paging.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { restartTrigger, setDisabled, startBackfill, unlock } from "../../triggers/changes.ts";
import { renderRow, renderState } from "../../triggers/render-trigger.ts";
import { queryFits } from "../../executions/condition.ts";
import type { TriggerId, TriggerState } from "../../triggers/trigger-state.ts";
import { refusalFor } from "../../triggers/words.ts";
import { backfillIn } from "./backfill.ts";
import { base, changedTo, changing, foundBy, idIn, idOf, now, scheduleFor, stateOf } from "./request.ts";

type SortKeys = Readonly<Record<string, (state: TriggerState) => string | number>>;

function sortKeys(line: Line): SortKeys {
  const next = (state: TriggerState): number => state.next ?? Number.POSITIVE_INFINITY;
  return {
    triggerId: ({ triggerId }) => triggerId,
    flowId: ({ flowId }) => flowId,
    namespace: ({ namespace }) => namespace,
    nextExecutionDate: next,
    ...(line === "2.0" ? { nextEvaluationDate: next } : {}),
  };
}

const search: Route["handle"] = (request, kestra) => {
  const { line, tenant, scheduler } = kestra;
  const paging = readPaging(request.query, "searchTriggers");
  const found = foundBy(request, kestra);
  const rows = pageOf(sorted(found, readSorts(request.query), sortKeys(line)), paging);
  return page(
    rows.map((state) => renderRow(state, scheduler.specOf(state), line, tenant)),
    found.length,
  );
};

const ofFlow: Route["handle"] = (request, { line, tenant, scheduler }) => {
  const { namespace, flowId } = request.params;
  const paging = readPaging(request.query, "searchTriggersForFlow");
  const value = request.query.get("q") ?? "";
  const found = scheduler.states
    .all()
    .filter((state) => state.namespace === namespace && state.flowId === flowId)
    .filter(({ triggerId }) => queryFits([triggerId], { field: "q", operation: "EQUALS", value }));
  const rows = pageOf(sorted(found, readSorts(request.query), sortKeys(line)), paging);
  return page(
    rows.map((state) => renderState(state, line, tenant)),
    found.length,
  );
};

/** Throws a `Refusal` (404) where the flow, its trigger or what Kestra keeps of it is missing. */
function knownState(id: TriggerId, kestra: Kestra): TriggerState {
  const { line, tenant } = kestra;
  const stored = kestra.flows.get(id.namespace, id.flowId);
  if (stored === undefined) throw refusalFor("noFlow", line, id, tenant);
  if (stored.flow.triggers?.some((trigger) => trigger.id === id.triggerId) !== true) {
    throw refusalFor("noTrigger", line, id, tenant);
  }
  const state = kestra.scheduler.states.get(id);
  if (state === undefined) throw refusalFor("notKept", line, id, tenant);
  return state;
}

/** Up to 1.3 one request disables, enables and starts backfills. */
const update: Route["handle"] = (request, kestra) => {
  const body = objectBody(request, "newTrigger");
  const { line } = kestra;
  const state = knownState(idIn(body, "newTrigger"), kestra);
  const backfill = backfillIn(body["backfill"], state, kestra, "newTrigger");
  if (backfill !== undefined) {
    return changedTo(startBackfill(state, backfill, scheduleFor(state, kestra), line, now(kestra)), kestra);
  }
  return changedTo(setDisabled(state, body["disabled"] === true, line, now(kestra)), kestra);
};

const disable: Route["handle"] = (request, kestra) => {
  const body = objectBody(request, "request");
  const state = knownState(idIn(body, "request"), kestra);
  return changedTo(setDisabled(state, body["disabled"] === true, kestra.line, now(kestra)), kestra);
};

const remove: Route["handle"] = (request: SandboxRequest, kestra) => {
  kestra.scheduler.forget(stateOf(idOf(request), kestra), now(kestra));
  return empty(204);
};

const one = `${base}/{namespace}/{flowId}/{triggerId}`;

export const triggerRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "GET", path: `${base}/{namespace}/{flowId}`, handle: ofFlow },
  { method: "PUT", path: base, handle: update },
  { method: "PUT", path: `${base}/set-disabled`, handle: disable },
  { method: "DELETE", path: one, handle: remove },
  {
    method: "POST",
    path: `${one}/unlock`,
    handle: changing(idOf, (state, kestra) => unlock(state, kestra.line, now(kestra))),
  },
  {
    method: "POST",
    path: `${one}/restart`,
    handle: changing(idOf, (state, kestra) =>
      restartTrigger(state, scheduleFor(state, kestra), kestra.line, now(kestra)),
    ),
  },
];
