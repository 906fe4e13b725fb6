import { KestraError } from "../../../runtime/errors.ts";
import { hasEnded } from "../execution/execution-state.ts";
import { isFilled } from "./task-outputs.ts";

/**
 * The outputs of an execution's flow. From Kestra 2.0 on they are a request of their own, which early builds lack, and
 * which only an execution that has ended needs.
 * @param ask absent where the execution holds them
 */
export async function flowOutputs(
  { state, outputs }: { readonly state: string; readonly outputs?: unknown },
  ask: (() => Promise<{ readonly outputs?: unknown }>) | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  if (isFilled(outputs)) return outputs;
  if (ask === undefined || !hasEnded(state)) return {};
  try {
    const answer = await ask();
    return isFilled(answer.outputs) ? answer.outputs : {};
  } catch (error) {
    if (error instanceof KestraError && error.status === 404) return {};
    throw error;
  }
}
