import { json } from "../../http/answers.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { booleanOf } from "../../http/paging.ts";
import { listBody, objectBody } from "../../http/request-body.ts";
import type { Method, Route, SandboxRequest } from "../../http/route.ts";
import { deleteBackfill, pauseBackfill, setDisabled, unlock } from "../../triggers/changes.ts";
import { isLocked, type TriggerId, type TriggerState } from "../../triggers/trigger-state.ts";
import { base, bulkDone, emptyList, foundBy, idIn, now } from "./request.ts";

/** An action on many triggers. */
interface Bulk {
  readonly method: Method;
  /** `backfill/pause` in `/triggers/backfill/pause/by-query`. */
  readonly verb: string;
  /** Whether it takes this trigger; one that it does not take is not counted. */
  readonly takes: (state: TriggerState, kestra: Kestra) => boolean;
  readonly act: (state: TriggerState, kestra: Kestra) => void;
}

function changing(change: (state: TriggerState, kestra: Kestra) => TriggerState): Bulk["act"] {
  return (state, kestra) => {
    kestra.scheduler.states.put(change(state, kestra));
  };
}

/** From 2.0 on what has no backfill is taken too, and left as it is. */
const hasBackfill: Bulk["takes"] = ({ backfill }, { line }) => line === "2.0" || backfill !== undefined;

const bulks: readonly Bulk[] = [
  {
    method: "POST",
    verb: "backfill/pause",
    takes: hasBackfill,
    act: changing((state, kestra) => pauseBackfill(state, true, kestra.line, now(kestra))),
  },
  {
    method: "POST",
    verb: "backfill/unpause",
    takes: hasBackfill,
    act: changing((state, kestra) => pauseBackfill(state, false, kestra.line, now(kestra))),
  },
  {
    method: "POST",
    verb: "backfill/delete",
    takes: hasBackfill,
    act: changing((state, kestra) => deleteBackfill(state, kestra.line, now(kestra))),
  },
  {
    method: "POST",
    verb: "unlock",
    takes: isLocked,
    act: changing((state, kestra) => unlock(state, kestra.line, now(kestra))),
  },
  {
    method: "DELETE",
    verb: "delete",
    takes: () => true,
    act: (state, kestra) => void kestra.scheduler.forget(state, now(kestra)),
  },
];

function statesOf(ids: readonly TriggerId[], { scheduler }: Kestra): readonly TriggerState[] {
  return ids.flatMap((id) => scheduler.states.get(id) ?? []);
}

function apply({ takes, act }: Bulk, states: readonly TriggerState[], kestra: Kestra): number {
  const taken = states.filter((state) => takes(state, kestra));
  for (const state of taken) act(state, kestra);
  return taken.length;
}

function byTriggers(bulk: Bulk): Route["handle"] {
  return (request, kestra) => {
    const ids = listBody(request, "triggers").map((item) => idIn(item, "triggers"));
    return bulkDone(apply(bulk, statesOf(ids, kestra), kestra), kestra);
  };
}

function byQuery(bulk: Bulk): Route["handle"] {
  return (request, kestra) => {
    const count = apply(bulk, foundBy(request, kestra), kestra);
    // 1.3 does not tell how many it deleted by a query.
    return bulk.verb === "delete" && kestra.line !== "2.0" ? json({}) : bulkDone(count, kestra);
  };
}

function disableAll(states: readonly TriggerState[], disabled: boolean, kestra: Kestra): void {
  for (const state of states) {
    kestra.scheduler.states.put(setDisabled(state, disabled, kestra.line, now(kestra)));
  }
}

/** Up to 1.3 missing triggers are counted too. */
function disableByTriggers(request: SandboxRequest, kestra: Kestra) {
  const argument = kestra.line === "2.0" ? "request" : "setDisabledRequest";
  const { triggers, disabled } = objectBody(request, argument);
  const listed = Array.isArray(triggers) ? (triggers as readonly unknown[]) : [];
  if (listed.length === 0) throw emptyList(`disabledTriggersByIds.${argument}.triggers`);
  const ids = listed.map((item) => idIn(item, argument));
  const states = statesOf(ids, kestra);
  disableAll(states, disabled === true, kestra);
  return bulkDone(kestra.line === "2.0" ? states.length : ids.length, kestra);
}

function disableByQuery(request: SandboxRequest, kestra: Kestra) {
  const states = foundBy(request, kestra);
  disableAll(states, booleanOf(request.query, "disabled") ?? true, kestra);
  return bulkDone(states.length, kestra);
}

export const triggerBulkRoutes: readonly Route[] = [
  { method: "POST", path: `${base}/set-disabled/by-triggers`, handle: disableByTriggers },
  { method: "POST", path: `${base}/set-disabled/by-query`, handle: disableByQuery },
  ...bulks.flatMap((bulk): readonly Route[] => [
    { method: bulk.method, path: `${base}/${bulk.verb}/by-triggers`, handle: byTriggers(bulk) },
    { method: bulk.method, path: `${base}/${bulk.verb}/by-query`, handle: byQuery(bulk) },
  ]),
];
