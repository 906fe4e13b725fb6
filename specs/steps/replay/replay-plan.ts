import { blocksOf, tasksOf, type FlowBlocks, type FlowTask } from "../flow/flow-tasks.ts";

/** What a replay would run, in the flow's order. */
export interface Rerun {
  readonly runsAgain: readonly string[];
  /** What only Kestra decides. */
  readonly notes: readonly string[];
}

/** What stands beside a task in its block, and whether it comes after it. */
type Kind = "sequence" | "parallel" | "graph" | "loop";

/**
 * The tasks that run again: all of them, or from one on. A task that ran in a Parallel leaves those beside it alone, one of a
 * Dag those that do not depend on it. Tasks that are disabled, and those of `errors` and `finally`, are not listed: they run
 * when their time comes.
 * @param from id of the task; undefined for the beginning
 */
export function rerun(flow: FlowBlocks, from: string | undefined): Rerun {
  const tasks = tasksOf(flow.tasks);
  if (from === undefined) return { runsAgain: tasks.flatMap(idsOf), notes: [] };
  const notes: string[] = [];
  const runsAgain = onFrom(tasks, "sequence", from, notes);
  if (runsAgain !== undefined) return { runsAgain, notes };
  return { runsAgain: [from], notes: [`Task ${from} is not among the tasks of this revision.`] };
}

/** The ids of the tasks of a block from one on; undefined where that is not in it. */
function onFrom(
  tasks: readonly FlowTask[],
  kind: Kind,
  from: string,
  notes: string[],
): readonly string[] | undefined {
  for (const [i, task] of tasks.entries()) {
    const own = task.id === from ? idsOf(task) : within(task, from, notes);
    if (own === undefined) continue;
    if (kind === "parallel") return own;
    return [...own, ...tasks.slice(i + 1).flatMap(idsOf)];
  }
  return undefined;
}

/** As `onFrom`, of what is inside a task, which then runs again itself. */
function within(task: FlowTask, from: string, notes: string[]): readonly string[] | undefined {
  const kind = kindOf(task);
  for (const tasks of blocksOf(task)) {
    const inner = kind === "graph" ? onward(task, tasks, from) : onFrom(tasks, kind, from, notes);
    if (inner === undefined) continue;
    if (kind === "loop")
      notes.push(
        `In the loop ${task.id} it starts at one iteration; which others run again, Kestra decides.`,
      );
    return [task.id, ...inner];
  }
  return undefined;
}

/** Of a Dag: the task, and all that depend on it. */
function onward(dag: FlowTask, tasks: readonly FlowTask[], from: string): readonly string[] | undefined {
  const start = tasks.find((task) => idsOf(task).includes(from));
  if (start === undefined) return undefined;
  const after = new Set([start.id]);
  const entries: readonly unknown[] = Array.isArray(dag["tasks"]) ? dag["tasks"] : [];
  for (let size = 0; size !== after.size;) {
    size = after.size;
    for (const entry of entries as readonly { readonly dependsOn?: unknown }[]) {
      const [task] = tasksOf([entry]);
      const needs: readonly unknown[] = Array.isArray(entry.dependsOn) ? entry.dependsOn : [];
      if (task !== undefined && needs.some((id) => after.has(String(id)))) after.add(task.id);
    }
  }
  return tasks.filter(({ id }) => after.has(id)).flatMap(idsOf);
}

/** A task and all inside it, without what is disabled. */
function idsOf(task: FlowTask): readonly string[] {
  if (task["disabled"] === true) return [];
  return [task.id, ...blocksOf(task).flat().flatMap(idsOf)];
}

function kindOf({ type }: FlowTask): Kind {
  const name = type.slice(type.lastIndexOf(".") + 1);
  if (name === "Parallel") return "parallel";
  if (name === "Dag") return "graph";
  return /^(ForEach|ForEachItem|EachSequential|EachParallel|LoopUntil|WaitFor|Loop)$/.test(name)
    ? "loop"
    : "sequence";
}
