import type { Json } from "../../../runtime/json.ts";
import { say, type Said } from "../../../runtime/text/said.ts";
import { sentences } from "../../../runtime/text/sentences.ts";
import { refusals } from "./approval-input.ts";
import { askedInputs } from "./pause-question.ts";
import { answeredRun, type ReadRun } from "./waiting-run.ts";
import { taskNamed, type FlowBlocks } from "../flow/flow-tasks.ts";

/** A way to say no. */
export type Way = "input" | "kill" | "fail" | "cancel";

interface Wish {
  readonly execution_id: string;
  readonly task_run_id?: string | null | undefined;
  readonly how?: Way | null | undefined;
  readonly on_resume: Readonly<Record<string, Json>>;
}

/** How an execution is rejected, decided; or why nothing is done. */
export type Rejection =
  | { readonly how: "input"; readonly run: ReadRun; readonly inputs: Record<string, Json> }
  | { readonly how: "fail" | "cancel"; readonly run: ReadRun }
  | { readonly how: "kill"; readonly why: string }
  | { readonly fault: Said };

/**
 * Decides the way. Where the caller does not: an input of the pause that means approval is the flow's own no, and a kill is
 * what is left without one.
 * @param state of the execution, one of waiting
 * @param flow reads the flow of the revision that runs; undefined of one that cannot be read
 */
export async function rejection(
  wish: Wish,
  state: string,
  waiting: readonly ReadRun[],
  flow: () => Promise<FlowBlocks | undefined>,
): Promise<Rejection> {
  const { execution_id, task_run_id, how, on_resume } = wish;
  const isGiven = Object.keys(on_resume).length > 0;
  const unsent = say`on_resume is sent with the way \`input\` alone`;
  if (isGiven && how && how !== "input") return { fault: say`Nothing was done: ${unsent}.` };
  if (how === "kill") return { how, why: "as asked" };
  const runs = state === "PAUSED" ? waiting : [];
  if (how === "fail" || how === "cancel") {
    const named = runs.find(({ id }) => id === task_run_id);
    const answered = named === undefined ? answeredRun(execution_id, runs, task_run_id) : { run: named };
    if ("fault" in answered) return answered;
    return answered.run === undefined ? { fault: only(execution_id, "kill") } : { how, run: answered.run };
  }
  const answered = answeredRun(execution_id, runs, task_run_id);
  if ("fault" in answered) return answered;
  const { run } = answered;
  const definition = run && (await flow());
  if (run && definition === undefined)
    return {
      fault: say`The flow of execution ${execution_id} could not be read, so that it is not known which input means approval. Nothing was done: say how.`,
    };
  const asked = askedInputs(run && definition ? taskNamed(definition, run.taskId)?.["onResume"] : undefined);
  const sayNo = refusals(asked);
  const ids = Object.keys(sayNo);
  if (run === undefined || ids.length === 0) {
    if (how === "input" || isGiven) {
      const none = say`Execution ${execution_id} asks for no boolean input that means approval`;
      return { fault: sentences(none, say`Nothing was done`, only(execution_id, "kill, fail or cancel")) };
    }
    return { how: "kill", why: "because it asks for no boolean input that means approval" };
  }
  const opposed = ids.find(
    (id) =>
      Object.hasOwn(on_resume, id) && on_resume[id] !== sayNo[id] && on_resume[id] !== String(sayNo[id]),
  );
  if (opposed !== undefined)
    return {
      fault: say`Nothing was done: ${opposed} in on_resume is not a no; \`resume_execution\` approves.`,
    };
  return { how: "input", run, inputs: { ...on_resume, ...sayNo } };
}

function only(execution_id: string, ways: "kill" | "kill, fail or cancel"): Said {
  return ways === "kill"
    ? say`Execution ${execution_id} waits at no task run of a pause: it can only be rejected by how: kill.`
    : say`It can be rejected by how: kill, fail or cancel.`;
}
