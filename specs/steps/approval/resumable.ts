import { say, type Said } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { otherWay } from "../execution/other-way.ts";
import { inputFaults, type CheckedInput } from "../flow/checked-inputs.ts";
import { answeredRun, waitingRuns, type ReadRun } from "./waiting-run.ts";

/** What is resumed, and what it is given. */
interface Wish {
  readonly task_run_id?: string | null | undefined;
  readonly on_resume: Readonly<Record<string, unknown>>;
}

interface Routes {
  readonly read: () => Promise<{
    readonly state: string;
    readonly taskRunList?: readonly ReadRun[] | null | undefined;
  }>;
  /** Asks Kestra, which resumes nothing. */
  readonly validate: () => Promise<{ readonly inputs?: readonly CheckedInput[] | null | undefined }>;
}

/** At what an execution stands that can be resumed, and how many more task runs wait in it; or why it cannot. */
export type Resumable =
  | { readonly at: "pause" | "breakpoint"; readonly more: number }
  | { readonly faults: readonly Said[] };

/** What is said where there is no such execution. */
export function noExecution(execution_id: string): Said {
  return say`There is no execution ${execution_id}: look with \`list_executions\`.`;
}

/** Looks at one execution before any is resumed. */
export async function resumable(
  execution_id: string,
  { task_run_id, on_resume }: Wish,
  { read, validate }: Routes,
): Promise<Resumable> {
  const { state, taskRunList } = await read();
  if (state === "missing") return { faults: [noExecution(execution_id)] };
  if (state !== "PAUSED" && state !== "BREAKPOINT") {
    const fault = say`Execution ${execution_id} is in state \`${state}\`: only a paused one can be resumed.`;
    return { faults: [sentences(fault, otherWay(state))] };
  }
  const waiting = state === "PAUSED" ? waitingRuns(taskRunList) : [];
  const answered = answeredRun(execution_id, waiting, task_run_id);
  if ("fault" in answered) return { faults: [answered.fault] };
  const { inputs } = state === "PAUSED" ? await validate() : {};
  const faults = inputFaults(inputs ?? [], on_resume);
  if (faults.length > 0)
    return { faults: faults.map((it) => say`Execution ${execution_id} stays paused: ${it}.`) };
  return { at: state === "PAUSED" ? "pause" : "breakpoint", more: Math.max(0, waiting.length - 1) };
}
