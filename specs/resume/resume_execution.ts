import { resumeExecution } from "../../generated/resume/resume_execution.ts";
import { InputError } from "../../runtime/errors.ts";
import { say, type Said } from "../../runtime/said.ts";
import { sentences } from "../../runtime/sentences.ts";
import { inputFaults } from "../steps/checked-inputs.ts";
import { newestMeant } from "../steps/newest-execution.ts";
import { otherWay } from "../steps/other-way.ts";
import { partlyDone } from "../steps/partly-done.ts";

/**
 * Steps, because Kestra resumes several at once without asking for their inputs, and ignores an input that it does not
 * know: each is looked at first, and what it waits for; only where nothing is wrong they are resumed, one by one.
 */
export const tool = resumeExecution(async ({ execution_ids = [], on_resume = {}, ...flow }, kestra, ctx) => {
  const newest =
    execution_ids.length > 0
      ? undefined
      : await newestMeant(
          { ...flow, state: "PAUSED" },
          { instead: "execution_ids", which: "paused" },
          kestra,
          ctx,
        );
  const ids = newest === undefined ? [...new Set(execution_ids.map(String))] : [newest.id];
  const stops = new Map<string, "pause" | "breakpoint">();
  const faults: Said[] = [];
  for (const execution_id of ids) faults.push(...(await faultsOf(execution_id)));
  if (faults.length > 0) throw new InputError(sentences(...faults));

  const resumed: Record<string, object> = {};
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
  const isCounted = execution_ids.length > 0 && Object.keys(on_resume).length === 0;
  if (newest !== undefined) return { ...resumed, message: `Resumed ${newest.name}.` };
  return isCounted ? { count: ids.length } : resumed;

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
    const faults = inputFaults(inputs ?? [], on_resume);
    return faults.map((it) => say`Execution ${execution_id} stays paused: ${it}.`);
  }
});
