import { isObject } from "../../../runtime/json.ts";
import { isFilled } from "../../functions/execution-row.ts";
import { orNothing } from "../or-nothing.ts";
import { hasEnded, stateOf } from "./execution-state.ts";

/** What is needed of an execution to know whether it lacks outputs. */
interface Outcome {
  readonly state: unknown;
  readonly outputs?: unknown;
  readonly taskRunList?: unknown;
}

/** How outputs are asked for where an execution does not hold them: from Kestra 2.0 on. */
export interface OutputCalls {
  /** Of the flow. */
  readonly flow: () => Promise<{ readonly outputs?: unknown }>;
  /** Which task runs have any. */
  readonly runs: () => Promise<{
    readonly runs?: readonly { readonly taskRunId?: string | null | undefined }[];
  }>;
  /** Of one task run. */
  readonly run: (taskRunId: string) => Promise<{ readonly outputs?: unknown }>;
}

/** How many task runs are asked for their outputs at most: each is a request. */
export const mostRunsWithOutputs = 10;

/**
 * The execution with the outputs of its flow and of its task runs. Up to 1.3 an execution holds them; 2.0 has requests
 * of their own for them, of which early builds lack the flow's. What was asked for is the execution: it is given without
 * outputs where they cannot be read.
 */
export async function withOutputs<Execution extends Outcome>(
  execution: Execution,
  line: string,
  calls: OutputCalls,
): Promise<Execution> {
  if (Number.parseInt(line, 10) < 2 || !hasEnded(stateOf(execution.state))) return execution;
  const [outputs, taskRunList] = await Promise.all([
    isFilled(execution.outputs) ? execution.outputs : outputsOf(calls.flow),
    runsWithOutputs(execution.taskRunList, calls),
  ]);
  return {
    ...execution,
    ...(isFilled(outputs) ? { outputs } : {}),
    ...(taskRunList === undefined ? {} : { taskRunList }),
  };
}

/** The task runs with their outputs; undefined where there is nothing to add. */
async function runsWithOutputs(runs: unknown, calls: OutputCalls): Promise<readonly unknown[] | undefined> {
  if (!Array.isArray(runs) || runs.length === 0) return undefined;
  const known = (await orNothing(calls.runs))?.runs ?? [];
  const having = new Set(known.slice(0, mostRunsWithOutputs).map(({ taskRunId }) => taskRunId));
  if (having.size === 0) return undefined;
  const asked = new Map<string, Promise<unknown>>();
  const read = (id: string) => {
    const outputs = asked.get(id) ?? outputsOf(() => calls.run(id));
    asked.set(id, outputs);
    return outputs;
  };
  return Promise.all(
    (runs as readonly unknown[]).map(async (run) => {
      if (!isObject(run) || typeof run.id !== "string" || !having.has(run.id)) return run;
      const outputs = isFilled(run.outputs) ? run.outputs : await read(run.id);
      return isFilled(outputs) ? { ...run, outputs } : run;
    }),
  );
}

async function outputsOf(read: () => Promise<{ readonly outputs?: unknown }>): Promise<unknown> {
  return (await orNothing(read))?.outputs;
}
