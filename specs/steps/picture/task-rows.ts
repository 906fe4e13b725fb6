import { isObject } from "../../../runtime/json.ts";
import { textOf, textsOf } from "../diagnosis/facts/fields.ts";
import type { TaskRun } from "../execution/task-runs.ts";
import { together } from "../together.ts";
import { tasksOf, type FlowBlocks, type FlowTask } from "../flow/flow-tasks.ts";
import { between } from "./seconds.ts";

/** A task of a flow in a list, each after the one that it is in. */
export interface TaskRow {
  readonly id: string;
  readonly type: string;
  /** How many tasks it is in; absent: none. */
  readonly depth?: number;
  /** Where in that task it stands: `then`, `else`, a case, `errors`, `finally`; absent: in its tasks. */
  readonly branch?: string;
  /** How the tasks in it follow: side by side, by what each needs, for each value, or one branch of several. */
  readonly kind?: "parallel" | "dag" | "loop" | "choice";
  /** What it depends on: a condition, the value of a choice, or those of a loop. */
  readonly when?: string;
  /** Of a task in a Dag: the tasks that it waits for. */
  readonly after?: string[];
  /** That it starts. */
  readonly flow?: string;
  readonly retries?: true;
  readonly disabled?: true;
  /** In the last execution: of several task runs the state that matters most. */
  readonly state?: string;
  readonly runs?: number;
  readonly seconds?: number;
}

/** A flow, as far as a picture shows it. */
export interface PicturedFlow extends FlowBlocks {
  readonly afterExecution?: unknown;
}

/** Characters of a condition. */
const most = 80;

/** The tasks of a flow. @param runs of its last execution */
export function taskRows(flow: PicturedFlow, runs: readonly TaskRun[]): readonly TaskRow[] {
  const ran = together(runs, ({ taskId }) => taskId);
  const rowsOf = (list: unknown, depth: number, branch?: string): readonly TaskRow[] =>
    tasksOf(list).flatMap((task, index) => {
      const row = { ...rowOf(task, afterOf(list, index)), ...lastOf(ran.get(task.id) ?? []) };
      const place = { ...(depth > 0 ? { depth } : {}), ...(branch === undefined ? {} : { branch }) };
      return [
        { ...row, ...place },
        ...branchesOf(task).flatMap((it) => rowsOf(it.tasks, depth + 1, it.branch)),
      ];
    });
  const parts = ["errors", "finally", "afterExecution"] as const;
  return [...rowsOf(flow.tasks, 0), ...parts.flatMap((part) => rowsOf(flow[part], 0, part))];
}

function rowOf(task: FlowTask, after: readonly string[]): TaskRow {
  const { id, type, namespace, flowId, disabled, retry } = task;
  const kind = kindOf(task);
  const when = whenOf(task);
  return {
    id,
    type,
    ...(kind === undefined ? {} : { kind }),
    ...(when === ""
      ? {}
      : { when: when.length > most ? `${when.slice(0, most - 1)}…`.toWellFormed() : when }),
    ...(after.length === 0 ? {} : { after: [...after] }),
    ...(typeof flowId === "string" && typeof namespace === "string"
      ? { flow: `${namespace}/${flowId}` }
      : {}),
    ...(isObject(retry) ? { retries: true as const } : {}),
    ...(disabled === true ? { disabled: true as const } : {}),
  };
}

/** In a Dag each task stands in an entry with what it depends on. */
function afterOf(list: unknown, index: number): readonly string[] {
  const entry: unknown = Array.isArray(list) ? list[index] : undefined;
  return isObject(entry) && isObject(entry.task) ? textsOf(entry.dependsOn) : [];
}

function kindOf(task: FlowTask): TaskRow["kind"] {
  const name = task.type.split(".").at(-1) ?? "";
  if (name === "Parallel") return "parallel";
  if (name === "Dag") return "dag";
  if (/^(Each|ForEach|Loop)/.test(name)) return "loop";
  return ["then", "else", "cases", "defaults"].some((key) => key in task) ? "choice" : undefined;
}

function whenOf(task: FlowTask): string {
  const { condition, runIf, value, values } = task;
  const first = [condition, runIf, kindOf(task) === "loop" ? values : value].find(
    (one) => (one ?? undefined) !== undefined,
  );
  return typeof first === "string" ? first : first === undefined ? "" : JSON.stringify(first);
}

function branchesOf(task: FlowTask): readonly { readonly branch?: string; readonly tasks: unknown }[] {
  const cases = isObject(task.cases) ? Object.entries(task.cases) : [];
  return [
    { tasks: task.tasks },
    ...["then", "else"].map((branch) => ({ branch, tasks: task[branch] })),
    ...cases.map(([branch, tasks]) => ({ branch, tasks })),
    { branch: "default", tasks: task.defaults },
    ...["errors", "finally"].map((branch) => ({ branch, tasks: task[branch] })),
  ];
}

/** What says most of several task runs of one task. */
const telling = ["FAILED", "KILLED", "CANCELLED", "PAUSED", "BREAKPOINT", "RUNNING", "RETRYING", "WARNING"];

function lastOf(runs: readonly TaskRun[]): Pick<TaskRow, "state" | "runs" | "seconds"> {
  const [first] = runs;
  if (first === undefined) return {};
  const state = telling.find((one) => runs.some((run) => run.state === one)) ?? first.state;
  if (runs.length > 1) return { state, runs: runs.length };
  const seconds = between(textOf(first.startDate), first.endDate);
  return { state, ...(seconds === undefined ? {} : { seconds }) };
}
