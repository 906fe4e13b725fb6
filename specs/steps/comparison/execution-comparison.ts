import { executionRow, secondsOf, type FoundExecution } from "../../functions/execution-row.ts";
import { rawOf } from "../diagnosis/facts/fields.ts";
import { hasEnded } from "../execution/execution-state.ts";
import { taskRunsOf } from "../execution/task-runs.ts";
import type { Compared } from "../flow/revision-diff.ts";
import { wholeLabels } from "../../functions/label.ts";
import { pairs, partingOf, type RunPair } from "./compared-runs.ts";
import { differences, type Difference } from "./differences.ts";

/** An execution with all that is compared. */
export interface WholeExecution extends FoundExecution {
  readonly flowRevision?: number | null | undefined;
  readonly taskRunList?: unknown;
  readonly outputs?: unknown;
}

/** Rows of tasks, and of outputs, at most. */
const most = 50;

/** What two executions have differently. Values that are the same are left out; of tasks all are told. */
export function comparisonOf(execution: WholeExecution, base: WholeExecution, source: Compared | undefined) {
  const all = pairs(taskRunsOf(execution.taskRunList), taskRunsOf(base.taskRunList));
  const partsAt = partingOf(all);
  const outputs = [
    ...differences(rawOf(execution.outputs), rawOf(base.outputs)).map((it) => ({ of: "flow", ...it })),
    ...all.flatMap((pair) =>
      differences(pair.execution?.outputs ?? {}, pair.base?.outputs ?? {}).map((it) => ({
        of: nameOf(pair),
        ...it,
      })),
    ),
  ];
  const inputs = differences(rawOf(execution.inputs), rawOf(base.inputs));
  const isOther = execution.flowId !== base.flowId || execution.namespace !== base.namespace;
  const revision = { same: !isOther && execution.flowRevision === base.flowRevision, ...source };
  const told = all.length > most ? byChange(all).slice(0, most) : all;
  return {
    execution: headOf(execution),
    base: headOf(base),
    message: messageOf(execution, base, { partsAt, inputs, outputs, isOther, isSameRevision: revision.same }),
    ...(partsAt === undefined ? {} : { partsAt }),
    inputs,
    labels: differences(labelsOf(execution), labelsOf(base)),
    revision,
    tasks: told.map(rowOf),
    outputs: outputs.slice(0, most),
    notes: [
      ...[execution, base]
        .filter(({ state }) => !hasEnded(state.current))
        .map(({ id, state }) => `Execution ${id} is ${state.current}: it is compared as it is now.`),
      ...(told.length < all.length
        ? [`Of ${all.length} tasks ${told.length} are shown, those that differ first.`]
        : []),
      ...(outputs.length > most ? [`Of ${outputs.length} outputs that differ ${most} are shown.`] : []),
    ],
  };
}

function headOf(execution: WholeExecution) {
  const { id, namespace, flowId, state, durationSeconds } = executionRow(execution);
  const flowRevision = execution.flowRevision ?? undefined;
  return {
    id,
    namespace,
    flowId,
    ...(flowRevision === undefined ? {} : { flowRevision }),
    state: state.current,
    startDate: state.startDate ?? undefined,
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
  };
}

function rowOf(pair: RunPair) {
  const { taskId, value, execution, base } = pair;
  return {
    taskId,
    ...(value === undefined ? {} : { value }),
    state: { execution: execution?.state ?? "not run", base: base?.state ?? "not run" },
    seconds: { execution: secondsOf(execution), base: secondsOf(base) },
  };
}

function byChange(all: readonly RunPair[]): readonly RunPair[] {
  const differs = ({ execution, base }: RunPair) => execution?.state !== base?.state;
  return [...all.filter(differs), ...all.filter((pair) => !differs(pair))];
}

function messageOf(
  execution: WholeExecution,
  base: WholeExecution,
  found: {
    readonly partsAt: ReturnType<typeof partingOf>;
    readonly inputs: readonly Difference[];
    readonly outputs: readonly Difference[];
    readonly isOther: boolean;
    readonly isSameRevision: boolean;
  },
): string {
  const { partsAt, inputs, outputs, isOther, isSameRevision } = found;
  const flows = isOther
    ? " They are of different flows."
    : isSameRevision
      ? ""
      : " They ran different revisions.";
  const names = inputs.map(({ name }) => name).slice(0, 5);
  const given =
    inputs.length === 0
      ? ""
      : ` ${inputs.length === 1 ? "1 input differs" : `${inputs.length} inputs differ`} (${names.join(", ")}${inputs.length > names.length ? ", …" : ""}).`;
  const states = `${execution.state.current}, the base ${base.state.current}`;
  const where =
    partsAt === undefined
      ? outputs.length === 0
        ? "No task and no output differs"
        : "No task differs, but outputs of the flow do"
      : `They part at task ${partsAt.taskId}${partsAt.value === undefined ? "" : ` (${partsAt.value})`}: ${partsAt.why}`;
  return `${where}. The execution is ${states}.${flows}${given}`;
}

function nameOf({ taskId, value }: RunPair): string {
  return value === undefined ? taskId : `${taskId} (${value})`;
}

function labelsOf({ labels }: WholeExecution): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    wholeLabels(labels)
      .filter(({ key }) => key !== "system.correlationId")
      .map(({ key, value }) => [key, value]),
  );
}
