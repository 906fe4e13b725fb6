import { resumeExecution } from "../../generated/resume/resume_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import { resumable, type Resumable } from "../steps/approval/resumable.ts";
import { meantExecutions } from "../steps/execution/meant-executions.ts";
import { partlyDone } from "../steps/partly-done.ts";

/**
 * Steps, because Kestra resumes several at once without asking for their inputs, and ignores an input that it does not
 * know: each is looked at first; only where nothing is wrong they are resumed. Of several task runs that wait it resumes
 * the first, whichever was meant: it must be named. The official server answers by id of one found
 * by its flow, and where inputs are given: those keys are there besides.
 */
export const tool = resumeExecution(async (input, kestra, ctx) => {
  const { execution_ids = [], on_resume = {}, task_run_id, ...flow } = input;
  const wanted = { ...flow, state: "PAUSED" };
  const words = { instead: "execution_ids", verb: "resumed", which: "paused" };
  const { ids, newestOf, message } = await meantExecutions(execution_ids, wanted, words, kestra, ctx);
  if (task_run_id && ids.length > 1)
    throw new InputError(say`task_run_id is of one execution, and there are ${ids.length} in execution_ids.`);
  const looked = new Map<string, Resumable>();
  for (const execution_id of ids) {
    const read = () => kestra.execution({ execution_id });
    const validate = () => kestra.validate({ execution_id, on_resume });
    looked.set(execution_id, await resumable(execution_id, { task_run_id, on_resume }, { read, validate }));
  }
  const faults = [...looked.values()].flatMap((it) => ("faults" in it ? it.faults : []));
  if (faults.length > 0) throw new InputError(sentences(...faults));

  const left: string[] = [];
  const resumed: Record<string, { readonly status: string }> = {};
  for (const [execution_id, it] of looked) {
    const { at = "pause", more = 0 } = "at" in it ? it : {};
    if (more > 0) left.push(`In execution ${execution_id} ${more} more of its task runs wait.`);
    try {
      resumed[execution_id] =
        at === "breakpoint"
          ? await kestra.leave({ execution_id })
          : await kestra.resume({ execution_id, on_resume });
    } catch (error) {
      throw partlyDone(error, "Resumed", Object.keys(resumed));
    }
  }
  const executions = Object.entries(resumed).map(([id, { status }]) => ({ id, status }));
  const keyed = newestOf !== undefined || Object.keys(on_resume).length > 0 ? resumed : {};
  const told = [message, ...left].filter(Boolean).join(" ");
  return { ...keyed, count: ids.length, executions, message: told === "" ? undefined : told };
});
