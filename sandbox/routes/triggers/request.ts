import { Refusal } from "../../executions/refusal.ts";
import { fitting, readFilters } from "../../filters/filters.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { invalidJson } from "../executions/request.ts";
import type { Route, SandboxAnswer, SandboxRequest } from "../../http/route.ts";
import { json } from "../../http/answers.ts";
import { renderState } from "../../triggers/render-trigger.ts";
import { scheduleOf, type Schedule } from "../../triggers/schedule.ts";
import { searchTriggers } from "../../triggers/trigger-search.ts";
import type { TriggerId, TriggerState } from "../../triggers/trigger-state.ts";
import { refusalFor } from "../../triggers/words.ts";

export const base = "/api/v1/{tenant}/triggers";

export function now({ clock }: Kestra): number {
  return clock.now().getTime();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A trigger as a body names it. Throws a `Refusal` (422) for a body that names none. */
export function idIn(value: unknown, argument: string): TriggerId {
  const { namespace, flowId, triggerId } = isObject(value) ? value : {};
  if (typeof namespace === "string" && typeof flowId === "string" && typeof triggerId === "string") {
    return { namespace, flowId, triggerId };
  }
  throw invalidJson(argument, "Cannot construct instance of a trigger");
}

/** The trigger that the path names. */
export function idOf({ params }: SandboxRequest): TriggerId {
  return {
    namespace: params["namespace"] ?? "",
    flowId: params["flowId"] ?? "",
    triggerId: params["triggerId"] ?? "",
  };
}

/** What Kestra keeps of a trigger. Throws a `Refusal` (404). */
export function stateOf(id: TriggerId, { scheduler, line, tenant }: Kestra): TriggerState {
  const state = scheduler.states.get(id);
  if (state === undefined) throw refusalFor("noState", line, id, tenant);
  return state;
}

export function scheduleFor(id: TriggerId, { scheduler }: Kestra): Schedule | undefined {
  const trigger = scheduler.specOf(id);
  return trigger === undefined ? undefined : scheduleOf(trigger);
}

/** The triggers that the filters of the query find. Throws a `Refusal`. */
export function foundBy({ query }: SandboxRequest, { scheduler, line }: Kestra): readonly TriggerState[] {
  return fitting(scheduler.states.all(), readFilters(query, line, "TRIGGER"), searchTriggers);
}

/** Stores a state and answers with it. */
export function changedTo(state: TriggerState, { scheduler, line, tenant }: Kestra): SandboxAnswer {
  scheduler.states.put(state);
  return json(renderState(state, line, tenant));
}

/** How many triggers a bulk request took: counted up to 1.3, an operation of its own from 2.0 on. */
export function bulkDone(count: number, kestra: Kestra): SandboxAnswer {
  return kestra.line === "2.0"
    ? json({ operationId: kestra.newId(), totalItems: count }, 202)
    : json({ count });
}

/** Throws the `Refusal` (422) of a list in which at least one trigger is to be. */
export function emptyList(path: string): Refusal {
  const message = "must not be empty";
  return new Refusal(422, `Invalid entity: ${path}: ${message}`, [{ message, path }]);
}

/** A handler that changes the state of one trigger. */
export function changing(
  idFrom: (request: SandboxRequest, kestra: Kestra) => TriggerId,
  change: (state: TriggerState, kestra: Kestra) => TriggerState,
): Route["handle"] {
  return (request, kestra) => changedTo(change(stateOf(idFrom(request, kestra), kestra), kestra), kestra);
}
