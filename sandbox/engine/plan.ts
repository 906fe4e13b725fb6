import type { Execution, TaskRun } from "../executions/execution.ts";
import { findTask, tasksUnder, type FlowSpec, type TaskSpec } from "../executions/flow.ts";
import { printed } from "../pebble/value.ts";
import { isTerminal, worstOf, type StateType } from "../executions/state.ts";
import { kindOf, loops, taskType } from "./tasks.ts";

/** Tasks that belong together: those of the flow, or those inside one task. */
interface Block {
  readonly tasks: readonly TaskSpec[];
  readonly errors: readonly TaskSpec[];
  readonly finally: readonly TaskSpec[];
  readonly concurrent: boolean;
  /** Of a `Dag`: the ids of the tasks that a task waits for. */
  readonly dependencies?: ReadonlyMap<string, readonly string[]>;
}

/** A task to create; in a loop, for one of its values. */
interface Wanted {
  readonly task: TaskSpec;
  readonly value?: string;
  readonly iteration?: number;
}

type Progress =
  | { readonly kind: "create"; readonly tasks: readonly Wanted[] }
  | { readonly kind: "wait" | "done" | "failed" };

/** What an execution does next. */
export interface Plan {
  readonly create: readonly (Wanted & { readonly parent?: TaskRun })[];
  /** Flowable tasks whose own tasks have all ended. */
  readonly end: readonly { readonly run: TaskRun; readonly state: StateType }[];
  /** Set when the whole execution has ended. */
  readonly final?: StateType;
}

const stops: ReadonlySet<StateType> = new Set<StateType>(["FAILED", "KILLED", "CANCELLED"]);

function enabled(tasks: readonly TaskSpec[]): readonly TaskSpec[] {
  return tasks.filter(({ disabled }) => disabled !== true);
}

function runOf(task: TaskSpec, runs: readonly TaskRun[]): TaskRun | undefined {
  return runs.find(({ taskId }) => taskId === task.id);
}

function progress(tasks: readonly TaskSpec[], runs: readonly TaskRun[], concurrent: boolean): Progress {
  if (concurrent) {
    const missing = tasks.filter((task) => runOf(task, runs) === undefined);
    if (missing.length > 0) return { kind: "create", tasks: missing.map((task) => ({ task })) };
    const states = tasks.map((task) => runOf(task, runs)?.state.current ?? "CREATED");
    if (!states.every(isTerminal)) return { kind: "wait" };
    return { kind: states.some((state) => stops.has(state)) ? "failed" : "done" };
  }
  for (const task of tasks) {
    const run = runOf(task, runs);
    if (run === undefined) return { kind: "create", tasks: [{ task }] };
    if (!isTerminal(run.state.current)) return { kind: "wait" };
    if (stops.has(run.state.current)) return { kind: "failed" };
  }
  return { kind: "done" };
}

function hasEndedWell(id: string, runs: readonly TaskRun[]): boolean {
  return runs.some(
    ({ taskId, state }) => taskId === id && isTerminal(state.current) && !stops.has(state.current),
  );
}

/** Tasks of a `Dag` begin when all that they depend on has ended well. */
function progressOfDag(
  tasks: readonly TaskSpec[],
  runs: readonly TaskRun[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): Progress {
  const ready = tasks.filter(
    (task) =>
      runOf(task, runs) === undefined &&
      (dependencies.get(task.id) ?? []).every((id) => hasEndedWell(id, runs)),
  );
  if (ready.length > 0) return { kind: "create", tasks: ready.map((task) => ({ task })) };
  if (runs.some(({ state }) => !isTerminal(state.current))) return { kind: "wait" };
  return { kind: tasks.every(({ id }) => hasEndedWell(id, runs)) ? "done" : "failed" };
}

/** How many values of a loop are worked on at once. */
function widthOf(task: TaskSpec): number {
  const limit = task.type === taskType.forEach ? (task["concurrencyLimit"] ?? 1) : (task["concurrent"] ?? 0);
  if (task.type === taskType.each) return 1;
  return Number(limit) === 0 ? Number.POSITIVE_INFINITY : Number(limit);
}

/** A loop goes through its tasks for each of its values; after one that failed no other begins. */
function progressOfLoop(task: TaskSpec, run: TaskRun, runs: readonly TaskRun[]): Progress {
  const tasks = enabled(tasksUnder(task, "tasks"));
  const create: Wanted[] = [];
  let [busy, failed] = [0, false];
  for (const [iteration, value] of (run.items ?? []).entries()) {
    const own = runs.filter((it) => it.iteration === iteration);
    if (busy >= widthOf(task) || (failed && own.length === 0)) break;
    const next = progress(tasks, own, false);
    if (next.kind === "done") continue;
    if (next.kind === "failed") {
      failed = true;
      continue;
    }
    busy += 1;
    if (next.kind === "create") create.push(...next.tasks.map((it) => ({ ...it, value, iteration })));
  }
  if (create.length > 0) return { kind: "create", tasks: create };
  return { kind: busy > 0 ? "wait" : failed ? "failed" : "done" };
}

/** The tasks of the block, then its error handlers if it failed, then what it does in any case. */
function advance(block: Block, runs: readonly TaskRun[], loop?: Progress): Progress {
  const tasks = enabled(block.tasks);
  const main =
    loop ??
    (block.dependencies === undefined
      ? progress(tasks, runs, block.concurrent)
      : progressOfDag(
          tasks,
          runs.filter(({ taskId }) => tasks.some(({ id }) => id === taskId)),
          block.dependencies,
        ));
  if (main.kind === "create" || main.kind === "wait") return main;
  if (main.kind === "failed") {
    const handling = progress(enabled(block.errors), runs, false);
    if (handling.kind === "create" || handling.kind === "wait") return handling;
  }
  const last = progress(enabled(block.finally), runs, false);
  return last.kind === "create" || last.kind === "wait" ? last : main;
}

function blockOf(task: TaskSpec, run: TaskRun): Block {
  const around = {
    errors: tasksUnder(task, "errors"),
    finally: tasksUnder(task, "finally"),
    concurrent: task.type === taskType.parallel,
  };
  if (task.type === taskType.when) {
    return {
      ...around,
      tasks: tasksUnder(task, run.outputs?.["evaluationResult"] === true ? "then" : "else"),
    };
  }
  if (task.type === taskType.choose) {
    const cases = (task["cases"] ?? {}) as Readonly<Record<string, unknown>>;
    const chosen = printed(run.outputs?.["value"]);
    return {
      ...around,
      tasks: Object.hasOwn(cases, chosen) ? tasksUnder(cases, chosen) : tasksUnder(task, "defaults"),
    };
  }
  if (task.type === taskType.dag)
    return { ...around, tasks: tasksUnder(task, "tasks"), dependencies: edgesOf(task) };
  return { ...around, tasks: tasksUnder(task, "tasks") };
}

function edgesOf(task: TaskSpec): ReadonlyMap<string, readonly string[]> {
  const items = (task["tasks"] ?? []) as readonly {
    readonly task?: TaskSpec;
    readonly dependsOn?: readonly string[];
  }[];
  return new Map(items.map(({ task: inner, dependsOn = [] }) => [inner?.id ?? "", dependsOn]));
}

function flowBlock(flow: FlowSpec): Block {
  return {
    tasks: flow.tasks,
    errors: flow.errors ?? [],
    finally: flow.finally ?? [],
    concurrent: false,
  };
}

function endOfTask(task: TaskSpec, runs: readonly TaskRun[]): StateType {
  const state = worstOf(runs.map((run) => run.state.current));
  const forgiven =
    state === "FAILED" && (task.type === taskType.allowFailure || task["allowFailure"] === true);
  return forgiven ? "WARNING" : state;
}

/** An `Exit` task ends its execution with the state that it ended in itself. */
function exitState(flow: FlowSpec, runs: readonly TaskRun[]): StateType | undefined {
  return runs.find(
    (run) => isTerminal(run.state.current) && findTask(flow, run.taskId)?.type === taskType.exit,
  )?.state.current;
}

/** What a running execution does next. Pure: it reads the states of the task runs, and changes none. */
export function planNext(execution: Execution): Plan {
  const { flow } = execution;
  const runs = execution.taskRuns ?? [];
  const exit = exitState(flow, runs);
  if (exit !== undefined) return { create: [], end: [], final: exit };

  const create: (Wanted & { parent?: TaskRun })[] = [];
  const end: { run: TaskRun; state: StateType }[] = [];
  for (const run of runs) {
    const task = findTask(flow, run.taskId);
    if (task === undefined || kindOf(task.type) !== "flowable" || run.state.current !== "RUNNING") continue;
    const inside = runs.filter(({ parentTaskRunId }) => parentTaskRunId === run.id);
    const loop = loops.includes(task.type) ? progressOfLoop(task, run, inside) : undefined;
    const next = advance(blockOf(task, run), inside, loop);
    if (next.kind === "create") create.push(...next.tasks.map((inner) => ({ ...inner, parent: run })));
    else if (next.kind !== "wait") end.push({ run, state: endOfTask(task, inside) });
  }

  const top = runs.filter(({ parentTaskRunId }) => parentTaskRunId === undefined);
  const next = advance(flowBlock(flow), top);
  if (next.kind === "create") create.push(...next.tasks);
  if (next.kind === "create" || next.kind === "wait" || end.length > 0) return { create, end };
  return { create, end, final: worstOf(top.map((run) => run.state.current)) };
}
