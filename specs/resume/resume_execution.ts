import { resumeExecution } from "../../generated/resume/resume_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { say, type Said } from "../../runtime/text/said.ts";
import { sentences } from "../../runtime/text/sentences.ts";
import { inputFaults } from "../steps/flow/checked-inputs.ts";
import { meantExecutions } from "../steps/execution/meant-executions.ts";
import { otherWay } from "../steps/execution/other-way.ts";
import { partlyDone } from "../steps/partly-done.ts";

/**
 * Steps, because Kestra resumes several at once without asking for their inputs, and ignores an input that it does not
 * know: each is looked at first; only where nothing is wrong they are resumed. The official server answers by id of one found
 * by its flow, and where inputs are given: those keys are there besides.
 */
export const tool = resumeExecution(async ({ execution_ids = [], on_resume = {}, ...flow }, kestra, ctx) => {
  const wanted = { ...flow, state: "PAUSED" };
  const words = { instead: "execution_ids", verb: "resumed", which: "paused" };
  const { ids, newestOf, message } = await meantExecutions(execution_ids, wanted, words, kestra, ctx);
  const stops = new Map<string, "pause" | "breakpoint">();
  const faults: Said[] = [];
  for (const execution_id of ids) faults.push(...(await faultsOf(execution_id)));
  if (faults.length > 0) throw new InputError(sentences(...faults));

  const resumed: Record<string, { readonly status: string }> = {};
  for (const execution_id of ids) {
    try {
      resumed[execution_id] =
        stops.get(execution_id) === "breakpoint"
          ? await kestra.leave({ execution_id })
          : await kestra.resume({ execution_id, on_resume });
    } catch (error) {
      throw partlyDone(error, "Resumed", Object.keys(resumed));
    }
  }
  const executions = Object.entries(resumed).map(([id, { status }]) => ({ id, status }));
  const keyed = newestOf !== undefined || Object.keys(on_resume).length > 0 ? resumed : {};
  return { ...keyed, count: ids.length, executions, message };

  async function faultsOf(execution_id: string): Promise<Said[]> {
    const { state } = await kestra.execution({ execution_id });
    if (state === "missing")
      return [say`There is no execution ${execution_id}: look with \`list_executions\`.`];
    if (state !== "PAUSED" && state !== "BREAKPOINT") {
      const fault = say`Execution ${execution_id} is in state \`${state}\`: only a paused one can be resumed.`;
      return [sentences(fault, otherWay(state))];
    }
    stops.set(execution_id, state === "PAUSED" ? "pause" : "breakpoint");
    const { inputs } = state === "PAUSED" ? await kestra.validate({ execution_id, on_resume }) : {};
    return inputFaults(inputs ?? [], on_resume).map(
      (it) => say`Execution ${execution_id} stays paused: ${it}.`,
    );
  }
});
