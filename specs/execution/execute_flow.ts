import { executeFlow } from "../../generated/execution/execute_flow.ts";
import { KestraError } from "../../runtime/errors.ts";
import { withOutputs } from "../steps/execution-outputs.ts";

/** Steps, because from Kestra 2.0 on the outputs of an ended execution are a request of their own. */
export const tool = executeFlow(async (input, kestra, { instance }) => {
  const execution = await kestra.create(input).catch((error: unknown) => {
    throw error instanceof KestraError && error.status === 0 ? unanswered(error) : error;
  });
  return withOutputs(execution, instance.line, () => kestra.outputs({ execution_id: execution.id }));
});

function unanswered(error: KestraError): KestraError {
  const hint = "If Kestra took the request, the execution goes on: look with list_executions.";
  return new KestraError(`${error.message} ${hint}`, 0, { cause: error });
}
