import { ContractError, KestraError } from "../../runtime/errors.ts";
import { isObject } from "../../runtime/json.ts";
import { hasEnded } from "./execution-state.ts";

/** What is needed of an execution to know whether it lacks its outputs. */
interface Outcome {
  readonly state: unknown;
  readonly outputs?: unknown;
}

/**
 * The execution with the outputs of its flow. Up to 1.3 an execution holds them; 2.0 has a request of its own for them,
 * which early builds answer with 404, and others with nothing where there are none. What was asked for is the
 * execution: it is given without outputs where they cannot be read.
 */
export async function withOutputs<Execution extends Outcome>(
  execution: Execution,
  line: string,
  read: () => Promise<{ readonly outputs?: unknown }>,
): Promise<Execution> {
  if (!isFrom2(line) || !hasEnded(stateOf(execution.state)) || isFilled(execution.outputs)) return execution;
  try {
    const { outputs } = await read();
    return isFilled(outputs) ? { ...execution, outputs } : execution;
  } catch (error) {
    if (error instanceof KestraError || error instanceof ContractError) return execution;
    throw error;
  }
}

function isFrom2(line: string): boolean {
  return Number.parseInt(line, 10) >= 2;
}

function stateOf(state: unknown): string {
  return isObject(state) ? String(state.current) : "";
}

function isFilled(outputs: unknown): boolean {
  return isObject(outputs) && Object.keys(outputs).length > 0;
}
