import { resumeExecution } from "../../generated/resume/resume_execution.ts";
import { InputError, KestraError } from "../../runtime/errors.ts";
import { newestOf } from "../steps/newest-execution.ts";
import { faultsOf } from "../steps/resume-inputs.ts";

/**
 * Steps, because Kestra resumes several at once without asking for their inputs, and ignores an input that it does not
 * know: what each waits for is checked first, and then they are resumed one by one.
 */
export const tool = resumeExecution(async ({ execution_ids = [], on_resume, ...flow }, kestra) => {
  const ids = execution_ids.length > 0 ? [...new Set(execution_ids.map(String))] : [await newestPaused()];
  const faults: string[] = [];
  for (const execution_id of ids) {
    const { inputs } = await kestra.validate({ execution_id, on_resume });
    faults.push(...faultsOf(execution_id, inputs ?? [], on_resume ?? {}));
  }
  if (faults.length > 0) throw new InputError(faults.join(" "));

  const resumed: Record<string, object> = {};
  for (const execution_id of ids) {
    try {
      resumed[execution_id] = await kestra.resume({ execution_id, on_resume });
    } catch (error) {
      const before = Object.keys(resumed);
      if (!(error instanceof KestraError) || before.length === 0) throw error;
      throw new KestraError(`${error.message} Resumed before: ${before.join(", ")}.`, error.status, {
        cause: error,
      });
    }
  }
  const isCounted = execution_ids.length > 0 && Object.keys(on_resume ?? {}).length === 0;
  return isCounted ? { count: ids.length } : resumed;

  async function newestPaused(): Promise<string> {
    const { namespace, flow_id } = flow;
    if (!namespace || !flow_id) {
      throw new InputError("If execution_ids is not provided, both namespace and flow_id are required.");
    }
    const { results } = await kestra.newest({ namespace, flow_id });
    const id = newestOf(results, { namespace, flow_id, state: "PAUSED" });
    if (id === undefined) throw new InputError(`No paused executions found for ${namespace}/${flow_id}.`);
    return id;
  }
});
