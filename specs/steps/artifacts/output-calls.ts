import type { OutputRun, StoredRun } from "./task-outputs.ts";

/** What an execution holds of what it was given and made. */
export interface StoredExecution {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly state: string;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly trigger?: unknown;
  readonly taskRunList?: readonly StoredRun[] | null | undefined;
}

type Outputs = Promise<{ readonly outputs?: unknown }>;

/** How the outputs of one execution are asked for. */
export interface OutputCalls {
  readonly execution: () => Promise<StoredExecution>;
  readonly run: (taskRunId: string) => Outputs;
  /** From Kestra 2.0 on, where an execution does not hold its outputs. */
  readonly apart?: {
    readonly runs: () => Promise<{ readonly runs: readonly OutputRun[] }>;
    readonly flow: () => Outputs;
  };
}

interface OfExecution {
  readonly execution_id: string;
}

/** The calls of a tool, as far as outputs are asked for. */
interface Kestra {
  readonly execution: (given: OfExecution) => Promise<StoredExecution>;
  readonly outputs: (given: OfExecution) => Outputs;
  readonly runs: (given: OfExecution) => Promise<{ readonly runs: readonly OutputRun[] }>;
  readonly run: (given: OfExecution & { readonly task_run_id: string }) => Outputs;
}

/** The calls for the outputs of an execution, as its line has them. */
export function outputCalls(kestra: Kestra, execution_id: string, line: string): OutputCalls {
  const apart = {
    runs: () => kestra.runs({ execution_id }),
    flow: () => kestra.outputs({ execution_id }),
  };
  return {
    execution: () => kestra.execution({ execution_id }),
    run: (task_run_id) => kestra.run({ execution_id, task_run_id }),
    ...(Number.parseInt(line, 10) >= 2 && { apart }),
  };
}
