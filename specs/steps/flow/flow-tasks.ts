import { isObject } from "../../../runtime/json.ts";

/** A flow's blocks of tasks, as Kestra answers them. */
export interface FlowBlocks {
  readonly tasks?: unknown;
  readonly errors?: unknown;
  readonly finally?: unknown;
}

/** A task, with what only its type has. */
export type FlowTask = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** Keys of a task whose tasks run only because something failed, or at the very end. */
const aftermath: readonly string[] = ["errors", "finally"];

/** The tasks of a list; a Dag wraps each in `task`. */
export function tasksOf(list: unknown): readonly FlowTask[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (isTask(item)) return [item];
    return isObject(item) && isTask(item["task"]) ? [item["task"]] : [];
  });
}

/** Keys of a task under which tasks stand that run in its course; inputs and outputs look like tasks, and are none. */
const courses: readonly string[] = ["tasks", "then", "else", "cases", "defaults"];

/** The blocks inside a task, without those of `errors` and `finally`. */
export function blocksOf(task: FlowTask): readonly (readonly FlowTask[])[] {
  return courses.flatMap((key) => {
    const value = task[key];
    const lists = key === "cases" && isObject(value) ? Object.values(value) : [value];
    return lists.map(tasksOf).filter((tasks) => tasks.length > 0);
  });
}

/** The task of this id, wherever in the flow it stands; undefined where there is none. */
export function taskNamed(flow: FlowBlocks, id: string): FlowTask | undefined {
  return inside([flow.tasks, flow.errors, flow.finally].flatMap(tasksOf), id);
}

function inside(tasks: readonly FlowTask[], id: string): FlowTask | undefined {
  for (const task of tasks) {
    if (task.id === id) return task;
    const after = aftermath.flatMap((key) => tasksOf(task[key]));
    const found = inside([...blocksOf(task).flat(), ...after], id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isTask(value: unknown): value is FlowTask {
  return isObject(value) && typeof value["id"] === "string" && typeof value["type"] === "string";
}
