import { instantFits, queryFits, scopeFits, textFits, type Condition } from "../executions/condition.ts";
import { isLocked, type TriggerState } from "./trigger-state.ts";

function fits(state: TriggerState, condition: Condition): boolean {
  const { namespace, flowId, triggerId } = state;
  switch (condition.field) {
    case "q":
      return queryFits([namespace, flowId, triggerId], condition);
    case "scope":
      return scopeFits(namespace, condition);
    case "namespace":
      return textFits(namespace, condition);
    case "flowId":
      return textFits(flowId, condition);
    case "triggerId":
      return textFits(triggerId, condition);
    case "triggerState":
      // Taken, and without any effect.
      return true;
    case "source":
      return textFits("SCHEDULE", condition);
    case "locked":
      return textFits(String(isLocked(state)), condition);
    case "lastTriggeredDate":
      return instantFits(state.triggered, condition);
    case "nextExecutionDate":
      return instantFits(state.next, condition);
    case "startDate":
    case "endDate":
      return instantFits(state.evaluated, condition);
    case "workerId":
      return textFits(state.workerId, condition);
    default:
      return false;
  }
}

/** The triggers that fit every condition. Throws a `Refusal`. */
export function searchTriggers(
  states: readonly TriggerState[],
  conditions: readonly Condition[],
): readonly TriggerState[] {
  return states.filter((state) => conditions.every((condition) => fits(state, condition)));
}
