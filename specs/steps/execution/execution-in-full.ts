import { briefExecution } from "../../functions/brief-execution.ts";
import { withoutHeaders } from "./execution-trigger.ts";
import { found } from "./found-execution.ts";
import { withOutputs, type OutputCalls } from "./execution-outputs.ts";

interface Named {
  readonly execution_id: string;
}

/** The calls of a tool that gives a whole execution. */
interface ExecutionCalls<Execution> {
  readonly execution: (of: Named) => Promise<Execution>;
  readonly outputs: (of: Named) => ReturnType<OutputCalls["flow"]>;
  readonly runs: (of: Named) => ReturnType<OutputCalls["runs"]>;
  readonly run: (of: Named & { readonly task_run_id: string }) => ReturnType<OutputCalls["run"]>;
}

interface Whole {
  readonly state: unknown;
  readonly outputs?: unknown;
  readonly taskRunList?: unknown;
  readonly trigger?: unknown;
}

interface Around {
  /** Whether all that Kestra says of it is wanted. */
  readonly full: boolean;
  /** Of the release. */
  readonly line: string;
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

/**
 * An execution with its outputs, wherever Kestra keeps them, and without the headers that started it; briefly where not all of
 * it is wanted.
 */
export async function executionInFull<Execution extends Whole>(
  execution_id: string,
  kestra: ExecutionCalls<Execution>,
  { full, line, sleep }: Around,
): Promise<Execution> {
  const execution = withoutHeaders(await found(() => kestra.execution({ execution_id }), sleep));
  const whole = await withOutputs(execution, line, {
    flow: () => kestra.outputs({ execution_id }),
    runs: () => kestra.runs({ execution_id }),
    run: (task_run_id) => kestra.run({ execution_id, task_run_id }),
  });
  return full ? whole : briefExecution(whole);
}
