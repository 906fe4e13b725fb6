import { isObject } from "../../../../runtime/json.ts";
import { rawOf, textOf, type Raw } from "./fields.ts";
import { stateOf } from "../../execution/execution-state.ts";
import { historiesOf, taskRunsOf, type StateChange, type TaskRun } from "../../execution/task-runs.ts";

/** An execution as rules look at it. */
export interface ExecutionFact {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly flowRevision?: number;
  readonly state: string;
  readonly histories: readonly StateChange[];
  readonly startDate?: string;
  readonly endDate?: string;
  /** Empty in rows of a search of 2.0, too. */
  readonly runs: readonly TaskRun[];
  /** The date before which it does not start. */
  readonly scheduleDate?: string;
  readonly trigger?: {
    readonly id: string;
    readonly type: string;
    readonly variables: Raw;
  };
  readonly raw: Raw;
}

/** @param raw as a read or a search gives it */
export function executionFact(raw: unknown): ExecutionFact {
  const of = rawOf(raw);
  const state = rawOf(of.state);
  const { trigger } = of;
  return {
    id: textOf(of.id),
    namespace: textOf(of.namespace),
    flowId: textOf(of.flowId),
    ...(typeof of.flowRevision === "number" ? { flowRevision: of.flowRevision } : {}),
    state: stateOf(state),
    histories: historiesOf(state),
    ...(typeof state.startDate === "string" ? { startDate: state.startDate } : {}),
    ...(typeof state.endDate === "string" ? { endDate: state.endDate } : {}),
    runs: taskRunsOf(of.taskRunList),
    ...(typeof of.scheduleDate === "string" ? { scheduleDate: of.scheduleDate } : {}),
    ...(isObject(trigger)
      ? {
          trigger: {
            id: textOf(trigger.id),
            type: textOf(trigger.type),
            variables: rawOf(trigger.variables),
          },
        }
      : {}),
    raw: of,
  };
}

/** `namespace/flow` of an execution or a flow. */
export function placeOf({
  namespace,
  ...of
}: { namespace: string; flowId: string } | { namespace: string; id: string }): string {
  return `${namespace}/${"flowId" in of ? of.flowId : of.id}`;
}

/** Since when it is in its state. */
export function sinceOf({
  histories,
  startDate,
}: Pick<ExecutionFact, "histories" | "startDate">): string | undefined {
  return histories.at(-1)?.date ?? startDate;
}
