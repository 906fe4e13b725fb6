import { labelsOf, type FlowSpec } from "../../executions/flow.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { deleteBackfill, pauseBackfill, startBackfill, type NewBackfill } from "../../triggers/changes.ts";
import type { TriggerId } from "../../triggers/trigger-state.ts";
import { refusalFor } from "../../triggers/words.ts";
import { invalidJson } from "../executions/request.ts";
import { base, changedTo, changing, idIn, now, scheduleFor, stateOf } from "./request.ts";

/** Milliseconds since 1970 of a date with its zone. Throws a `Refusal` (422). */
function dateIn(value: unknown, argument: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const milliseconds =
    typeof value === "string" && /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})(\[.*\])?$/.test(value)
      ? Date.parse(value.replace(/\[.*\]$/, ""))
      : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw invalidJson(argument, "Cannot deserialize value of type `java.time.ZonedDateTime`");
  }
  return milliseconds;
}

/** The backfill that a body asks for; undefined where it asks for none. Throws a `Refusal`, also for one without a start. */
export function backfillIn(
  value: unknown,
  id: TriggerId,
  { line, tenant }: Kestra,
  argument: string,
): NewBackfill | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { start, end, inputs, labels } = value as Values;
  const from = dateIn(start, argument);
  const to = dateIn(end, argument);
  if (from === undefined) throw refusalFor("noStart", line, id, tenant);
  return {
    start: from,
    ...(to === undefined ? {} : { end: to }),
    ...(inputs === undefined || inputs === null ? {} : { inputs: inputs as Values }),
    ...(labels === undefined || labels === null ? {} : { labels: labelsOf(labels as FlowSpec["labels"]) }),
  };
}

const create: Route["handle"] = (request, kestra) => {
  const body = objectBody(request, "request");
  const state = stateOf(idIn(body, "request"), kestra);
  const backfill = backfillIn(body["backfill"] ?? {}, state, kestra, "request");
  if (backfill === undefined) throw invalidJson("request", "Cannot construct instance of a backfill");
  const schedule = scheduleFor(state, kestra);
  return changedTo(startBackfill(state, backfill, schedule, kestra.line, now(kestra)), kestra);
};

/** Up to 1.3 the tenant of the trigger is that of the body alone, not of the path. Throws a `Refusal` (404). */
function named(request: SandboxRequest, { line, tenant }: Kestra): TriggerId {
  const body = objectBody(request, "trigger");
  const id = idIn(body, "trigger");
  if (line !== "2.0" && body["tenantId"] !== tenant) throw refusalFor("noState", line, id, tenant);
  return id;
}

export const triggerBackfillRoutes: readonly Route[] = [
  { method: "PUT", path: `${base}/backfill/create`, handle: create },
  {
    method: "PUT",
    path: `${base}/backfill/pause`,
    handle: changing(named, (state, kestra) => pauseBackfill(state, true, kestra.line, now(kestra))),
  },
  {
    method: "PUT",
    path: `${base}/backfill/unpause`,
    handle: changing(named, (state, kestra) => pauseBackfill(state, false, kestra.line, now(kestra))),
  },
  {
    method: "POST",
    path: `${base}/backfill/delete`,
    handle: changing(named, (state, kestra) => deleteBackfill(state, kestra.line, now(kestra))),
  },
];
