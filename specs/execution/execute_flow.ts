import { executeFlow } from "../../generated/execution/execute_flow.ts";
import { ContractError, KestraError } from "../../runtime/errors.ts";
import { withOutputs } from "../steps/execution-outputs.ts";
import { withoutHeaders } from "../steps/execution-trigger.ts";

/** Steps, because from Kestra 2.0 on the outputs of an ended execution are a request of their own. */
export const tool = executeFlow(async (input, kestra, { instance }) => {
  const execution = await kestra.create(input).catch((error: unknown) => {
    throw explained(error);
  });
  return withOutputs(withoutHeaders(execution), instance.line, () =>
    kestra.outputs({ execution_id: execution.id }),
  );
});

/** An error after which the execution may be there all the same says so, lest it be started twice. */
function explained(error: unknown): unknown {
  if (error instanceof KestraError && error.status === 0) {
    const hint = "If Kestra took the request, the execution goes on: look with list_executions.";
    return new KestraError(`${error.message} ${hint}`, 0, { cause: error });
  }
  if (error instanceof ContractError) {
    const hint = "The execution was probably started: look with list_executions.";
    return new ContractError(`${error.message} ${hint}`, { cause: error });
  }
  return error;
}
