import type { Line } from "../line/line.ts";
import { formatInstant } from "../values/duration.ts";
import type { TaskSpec } from "../executions/flow.ts";
import type { Values } from "../values/values.ts";
import { renderTrigger } from "../flows/render-flow.ts";
import { isLocked, type Backfill, type TriggerState } from "./trigger-state.ts";

/** Kestra prints no decimals of whole seconds. */
function instant(name: string, value: number | undefined): Values {
  return value === undefined ? {} : { [name]: formatInstant(value).replace(".000Z", "Z") };
}

/** From 2.0 on the dates of what happened to a trigger have no decimals at all. */
function wholeSecond(name: string, value: number | undefined): Values {
  return instant(name, value === undefined ? undefined : value - (value % 1000));
}

function renderBackfill(backfill: Backfill): Values {
  return {
    ...instant("start", backfill.start),
    ...instant("end", backfill.end),
    ...instant("currentDate", backfill.current),
    paused: backfill.paused,
    ...(backfill.inputs === undefined ? {} : { inputs: backfill.inputs }),
    ...(backfill.labels === undefined ? {} : { labels: backfill.labels }),
    ...instant("previousNextExecutionDate", backfill.previousNext),
  };
}

/** The state of a trigger as the line answers it. */
export function renderState(state: TriggerState, line: Line, tenant: string): Values {
  const { namespace, flowId, triggerId, disabled, backfill, executionId } = state;
  const shared = backfill === undefined ? {} : { backfill: renderBackfill(backfill) };
  const execution = {
    ...(executionId === undefined ? {} : { executionId }),
    ...(state.workerId === undefined ? {} : { workerId: state.workerId }),
  };
  if (line === "2.0") {
    return {
      namespace,
      flowId,
      triggerId,
      ...wholeSecond("updatedAt", state.updated),
      ...instant("evaluatedAt", state.evaluated),
      ...instant("nextEvaluationDate", state.next),
      ...shared,
      ...execution,
      disabled,
      locked: isLocked(state),
      ...wholeSecond("lastTriggeredDate", state.triggered),
      kind: "SCHEDULE",
    };
  }
  return {
    tenantId: tenant,
    namespace,
    flowId,
    triggerId,
    ...instant("date", state.evaluated),
    ...instant("nextExecutionDate", state.next),
    ...shared,
    ...execution,
    disabled,
    ...instant("updatedDate", state.updated),
    ...instant("evaluateRunningDate", state.held),
  };
}

/** A row of a search: the trigger as its flow has it, and its state. */
export function renderRow(
  state: TriggerState,
  trigger: TaskSpec | undefined,
  line: Line,
  tenant: string,
): Values {
  const shown = trigger === undefined ? undefined : renderTrigger(trigger, line);
  const kept = renderState(state, line, tenant);
  return line === "2.0" ? { trigger: shown, state: kept } : { abstractTrigger: shown, triggerContext: kept };
}
