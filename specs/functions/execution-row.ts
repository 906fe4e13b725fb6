import { isObject } from "../../runtime/json.ts";
import { millisecondsOf } from "./iso-duration.ts";
import { wholeLabels, type FoundLabel } from "./label.ts";

/** An execution as a search gives it. */
export interface FoundExecution {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly state: {
    readonly current: string;
    readonly startDate?: string | null | undefined;
    readonly endDate?: string | null | undefined;
    readonly duration?: string | null | undefined;
  };
  readonly triggerId?: string | null | undefined;
  readonly inputs?: unknown;
  readonly labels?: readonly FoundLabel[] | null | undefined;
}

/** An execution in a list: without its history, and without empty inputs and labels. Dates that are missing are null. */
export function executionRow(execution: FoundExecution) {
  const { id, namespace, flowId, state, inputs, triggerId } = execution;
  const labels = wholeLabels(execution.labels);
  const durationSeconds = secondsOf(state);
  return {
    id,
    namespace,
    flowId,
    state: { current: state.current, startDate: state.startDate ?? null, endDate: state.endDate ?? null },
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
    ...(triggerId ? { triggerId } : {}),
    ...(isFilled(inputs) ? { inputs } : {}),
    ...(labels.length > 0 ? { labels } : {}),
  };
}

/** How long it took, in seconds with milliseconds: as Kestra says, or from its dates; undefined while it runs. */
export function secondsOf({
  duration,
  startDate,
  endDate,
}: Partial<Pick<FoundExecution["state"], "duration" | "startDate" | "endDate">> = {}): number | undefined {
  const milliseconds = millisecondsOf(duration) ?? Date.parse(endDate ?? "") - Date.parse(startDate ?? "");
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** True for an object that holds something. */
export function isFilled(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Object.keys(value).length > 0;
}
