import { InputError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import { placeOf, type ExecutionFact } from "./facts/execution-fact.ts";

/** @throws InputError where the execution is of another flow than the one that is named beside it */
export function refuseOther(
  execution: ExecutionFact,
  of: Readonly<Record<"namespace" | "flow_id", string | undefined>>,
) {
  const { namespace = execution.namespace, flow_id = execution.flowId } = of;
  if (namespace === execution.namespace && flow_id === execution.flowId) return;
  throw new InputError(
    say`Execution ${execution.id} is of ${placeOf(execution)}, not of ${namespace}/${flow_id}: give the one or the other.`,
  );
}
