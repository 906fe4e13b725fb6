import { compareExecutions } from "../../generated/execution/compare_executions.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { comparisonOf } from "../steps/comparison/execution-comparison.ts";
import { mostRunsWithOutputs, withOutputs } from "../steps/execution/execution-outputs.ts";
import { revisionsDiff } from "../steps/flow/revision-diff.ts";
import { orNothing } from "../steps/or-nothing.ts";

/** Steps, because the other one may have to be found, both are put side by side, and from 2.0 on outputs are requests of their own. */
export const tool = compareExecutions(async ({ execution_id, base_execution_id }, kestra, { instance }) => {
  const read = (id: string) => kestra.execution({ execution_id: id });
  const lastSuccess = async (of: Awaited<ReturnType<typeof read>>) => {
    const flow = { namespace: of.namespace, flow_id: of.flowId };
    const { results } = await kestra.successes({ ...flow, state: "SUCCESS" });
    const other = results.find(({ id }) => id !== of.id);
    if (other !== undefined) return read(other.id);
    throw new InputError(
      say`Flow ${flow.namespace}/${flow.flow_id} has no other execution that succeeded: name one as base_execution_id.`,
    );
  };
  const [own, other] = await Promise.all([
    read(execution_id),
    base_execution_id === undefined ? undefined : read(base_execution_id),
  ]);
  const found = other ?? (await lastSuccess(own));
  const notes: string[] = [];
  const whole = (execution: typeof own) =>
    withOutputs(execution, instance.line, {
      flow: () => kestra.outputs({ execution_id: execution.id }),
      runs: async () => {
        const answer = await kestra.runs({ execution_id: execution.id });
        const left = answer.runs.length - mostRunsWithOutputs;
        if (left > 0) notes.push(`Outputs of ${left} more task runs of ${execution.id} were not read.`);
        return answer;
      },
      run: (task_run_id) => kestra.run({ execution_id: execution.id, task_run_id }),
    });
  const { namespace, flowId: flow_id, flowRevision } = own;
  const isSameFlow = found.namespace === namespace && found.flowId === flow_id;
  const isChanged = isSameFlow && found.flowRevision !== flowRevision;
  const [execution, base, listed] = await Promise.all([
    whole(own),
    whole(found),
    isChanged ? orNothing(() => kestra.revisions({ namespace, flow_id })) : undefined,
  ]);
  const source = isChanged
    ? await revisionsDiff(listed?.results ?? [], found.flowRevision, flowRevision)
    : undefined;
  const compared = comparisonOf(execution, base, source);
  const all = [...compared.notes, ...notes];
  return { ...compared, notes: all.length > 0 ? all : undefined };
});
