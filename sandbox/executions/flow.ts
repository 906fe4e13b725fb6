import type { Label, Values } from "../values/values.ts";

/** A task as the flow's source gives it; what only one type has is read by that type. */
export interface TaskSpec extends Values {
  readonly id: string;
  readonly type: string;
  readonly disabled?: boolean;
}

export interface InputSpec extends Values {
  readonly id: string;
  readonly type: string;
  readonly required?: boolean;
  readonly defaults?: unknown;
}

/** How many executions of a flow run at most, and what becomes of one more. */
export interface ConcurrencySpec {
  readonly limit: number;
  readonly behavior?: "QUEUE" | "CANCEL" | "FAIL";
}

/** What the engine reads of a flow: one revision, parsed. */
export interface FlowSpec {
  readonly id: string;
  readonly namespace: string;
  readonly revision: number;
  readonly disabled?: boolean;
  /** Of a revision that only runs where it is asked for, in the Enterprise edition of 2.0. */
  readonly draft?: boolean;
  readonly labels?: readonly Label[] | Values;
  readonly variables?: Values;
  readonly inputs?: readonly InputSpec[];
  readonly tasks: readonly TaskSpec[];
  readonly errors?: readonly TaskSpec[];
  readonly finally?: readonly TaskSpec[];
  readonly outputs?: readonly InputSpec[];
  readonly checks?: readonly Values[];
  readonly concurrency?: ConcurrencySpec;
  readonly retry?: Values;
  readonly triggers?: readonly TaskSpec[];
}

/** The flows of the sandbox, as the engine needs them. Without a revision: the newest one that is no draft; undefined when missing or deleted. */
export interface FlowSource {
  find(namespace: string, id: string, revision?: number): FlowSpec | undefined;
}

/** Labels come as a list or as a map in a flow's source. */
export function labelsOf(labels: FlowSpec["labels"]): readonly Label[] {
  if (labels === undefined) return [];
  if (Array.isArray(labels)) {
    return (labels as readonly Values[]).map(({ key, value }) => ({
      key: String(key),
      value: String(value),
    }));
  }
  return Object.entries(labels).map(([key, value]) => ({ key, value: String(value) }));
}

function isTask(value: unknown): value is TaskSpec {
  return typeof value === "object" && value !== null && "id" in value && "type" in value;
}

/** The tasks of a `Dag` stand beside what they depend on. */
function unwrapped(item: unknown): unknown {
  return typeof item === "object" && item !== null && "task" in item && !isTask(item) ? item.task : item;
}

/** The tasks under one key of a task, such as `tasks`, `then`, `else`. */
export function tasksUnder(task: Values, key: string): readonly TaskSpec[] {
  const value = task[key];
  return Array.isArray(value) ? value.map(unwrapped).filter(isTask) : [];
}

/** Every list of tasks that a flow or a task holds, nested ones under `cases` included. */
function childLists(holder: Values): readonly (readonly TaskSpec[])[] {
  return [
    ...["tasks", "then", "else", "defaults", "errors", "finally", "afterExecution"].map((key) =>
      tasksUnder(holder, key),
    ),
    ...Object.keys((holder["cases"] ?? {}) as Values).map((name) =>
      tasksUnder(holder["cases"] as Values, name),
    ),
  ];
}

/** Every task of a flow, those inside others too. */
export function everyTask(flow: FlowSpec): readonly TaskSpec[] {
  const under = (holder: Values): readonly TaskSpec[] =>
    childLists(holder)
      .flat()
      .flatMap((task) => [task, ...under(task)]);
  return under({ ...flow });
}

/** The task of this id, wherever it stands in the flow. */
export function findTask(flow: FlowSpec, id: string): TaskSpec | undefined {
  const search = (holder: Values): TaskSpec | undefined => {
    for (const task of childLists(holder).flat()) {
      const found = task.id === id ? task : search(task);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search({ ...flow });
}
