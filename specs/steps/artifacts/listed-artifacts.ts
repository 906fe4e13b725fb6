import { InputError } from "../../../runtime/errors.ts";
import { say, shortened } from "../../../runtime/text/said.ts";
import { withoutHeaders } from "../execution/execution-trigger.ts";
import { asked, type Asked } from "../asked.ts";
import {
  elsewhere,
  fileRows,
  fitting,
  outputRows,
  summaryOf,
  taskRow,
  type FileRow,
} from "./artifact-list.ts";
import { flowOutputs } from "./flow-outputs.ts";
import { listOf } from "./listed-names.ts";
import type { OutputCalls, StoredExecution } from "./output-calls.ts";
import { runsWithOutputs, withItsOutputs } from "./task-outputs.ts";

/** How an execution, and what it made, is asked for. */
interface ListCalls<Metric> extends OutputCalls {
  readonly metrics: () => Promise<{ readonly results: readonly Metric[]; readonly total: number }>;
  readonly size: (uri: string) => Promise<{ readonly size: number }>;
}

interface Wanted {
  readonly task_id?: string | undefined;
  readonly offset: number;
  readonly mask: (text: string) => string;
}

/** Task runs that are asked for their outputs, and files for their size: each is a request. */
const most = 20;

/** Characters of each list's JSON: together they are what a result may have. */
const room = { tasks: 8000, files: 6000, outputs: 2000, metrics: 2500 };

/** What an execution made: outputs without their values, files with their sizes, metrics. What is left out is said. */
export async function listedArtifacts<Metric>(calls: ListCalls<Metric>, { task_id, offset, mask }: Wanted) {
  const [stored, metrics, having] = await Promise.all([
    calls.execution(),
    asked(calls.metrics(), mask),
    calls.apart && asked(calls.apart.runs(), mask),
  ]);
  const execution = withoutHeaders(stored);
  const isWhole = task_id === undefined;
  if (task_id !== undefined) refuseUnknown(task_id, execution);
  const runs = runsWithOutputs(execution.taskRunList, having?.answer?.runs).filter(
    ({ taskId }) => isWhole || taskId === task_id,
  );
  const [ofFlow, read] = await Promise.all([
    isWhole ? asked(flowOutputs(execution, calls.apart?.flow), mask) : undefined,
    Promise.all(
      runs.slice(offset, offset + most).map((run) => withItsOutputs(run, (id) => asked(calls.run(id), mask))),
    ),
  ]);
  const tasks = fitting(read.map(taskRow), room.tasks);
  const flow = ofFlow?.answer ?? {};
  const found = fileRows([
    ...(isWhole
      ? Object.entries({ inputs: execution.inputs, trigger: execution.trigger, outputs: flow })
      : []),
    ...read.slice(0, tasks.length).map(({ taskId, outputs }) => [taskId ?? "", outputs] as const),
  ]);
  const files = await Promise.all(
    fitting(found, room.files)
      .slice(0, most)
      .map((file) => sized(file, execution.id, (uri) => asked(calls.size(uri), mask))),
  );
  const knowsFlow = ofFlow?.failure === undefined;
  const isRead =
    knowsFlow && having?.failure === undefined && tasks.length === runs.length && read.every(wasRead);
  const isSized = isRead && files.length === found.length && files.every(({ size }) => size !== undefined);
  const outputs = outputRows(flow);
  const shownOutputs = fitting(outputs, room.outputs);
  const shownMetrics = fitting(metrics.answer?.results ?? [], room.metrics);
  const totals = {
    taskRuns: having?.failure === undefined ? runs.length : undefined,
    files: isRead ? found.length : undefined,
    metrics: metrics.answer?.total,
  };
  const bytes = isSized ? files.reduce((sum, { size = 0 }) => sum + size, 0) : undefined;
  const truncated = notesOf([
    { what: "Task runs", from: offset, shown: tasks.length, of: runs.length, failure: having?.failure },
    { what: "Outputs of the flow", shown: shownOutputs.length, of: outputs.length, failure: ofFlow?.failure },
    { what: "Files", shown: files.length, of: found.length },
    { what: "Metrics", shown: shownMetrics.length, of: totals.metrics ?? 0, failure: metrics.failure },
  ]);
  return {
    summary: summaryOf(execution, {
      ...totals,
      bytes,
      outputs: isWhole && knowsFlow ? outputs.length : undefined,
    }),
    executionId: execution.id,
    state: execution.state,
    tasks,
    outputs: shownOutputs,
    files,
    metrics: shownMetrics,
    totals,
    ...(truncated !== "" && { truncated }),
  };
}

/** @throws InputError for a task that did not run in an execution: no numbers of it would be true */
function refuseUnknown(task: string, { id, taskRunList }: StoredExecution): void {
  const tasks = [...new Set((taskRunList ?? []).flatMap(({ taskId }) => taskId ?? []))];
  if (tasks.includes(task)) return;
  const known = tasks.length === 0 ? say`Nothing ran there.` : say`These did: ${listOf(tasks)}.`;
  throw new InputError(say`Task ${shortened(task, 100)} did not run in execution ${id}. ${known}`);
}

function wasRead({ reason }: { readonly reason?: string }): boolean {
  return reason === undefined;
}

/** A file with its size, or with why that is not known. */
async function sized(
  { uri, from }: FileRow,
  executionId: string,
  ask: (uri: string) => Promise<Asked<{ readonly size: number }>>,
): Promise<FileRow & { readonly size?: number; readonly reason?: string }> {
  const reason = elsewhere(uri, executionId);
  if (reason !== undefined) return { uri, from, reason };
  const { answer, failure } = await ask(uri);
  if (answer === undefined) return { uri, from, ...(failure !== undefined && { reason: failure }) };
  if (answer.size < 0) return { uri, from, reason: "There is no such file any more." };
  return { uri, size: answer.size, from };
}

interface Part {
  readonly what: string;
  readonly from?: number;
  readonly shown: number;
  readonly of: number;
  readonly failure?: string | undefined;
}

/** What is missing of each list, and how to get the rest. */
function notesOf(parts: readonly Part[]): string {
  return parts
    .flatMap(({ what, from = 0, shown, of, failure }) => {
      if (failure !== undefined) return [`${what} could not be read: ${failure}`];
      const end = from + shown;
      if (shown === 0 && from > 0 && of > 0) return [`${what}: of ${of} there is nothing from ${from} on.`];
      if (end >= of) return [];
      const next =
        what === "Task runs"
          ? `For the next ones call again with offset: ${end}.`
          : "For fewer at once give a task_id.";
      return [`${what}: ${from + 1} to ${end} of ${of}. ${next}`];
    })
    .join(" ");
}
