import type { Line } from "../line/line.ts";
import type { Execution } from "../executions/execution.ts";
import type { TaskSpec } from "../executions/flow.ts";
import { Refusal } from "../executions/refusal.ts";
import { renderTaskRun } from "./execution.ts";
import { kindOf } from "../engine/tasks.ts";
import type { Values } from "../values/values.ts";

const hierarchies = "io.kestra.core.models.hierarchies";

/**
 * The graph of an execution whose tasks follow one another: a node each, with its task run, between a root and an end. Throws a
 * `Refusal` (501) for a flow with tasks inside tasks, whose clusters the sandbox does not draw.
 */
export function executionGraph(execution: Execution, line: Line, now: number, newId: () => string): Values {
  const tasks = execution.flow.tasks.filter(({ disabled }) => disabled !== true);
  if (tasks.some(({ type }) => kindOf(type) === "flowable")) {
    throw new Refusal(501, "Not Implemented: the graph of a flow with tasks inside tasks");
  }
  const [root, end] = [`root.root-${newId()}`, `root.end-${newId()}`];
  const uid = ({ id }: TaskSpec): string => `root.${id}`;
  const nodes = tasks.map((task) => {
    const run = execution.taskRuns?.find(({ taskId }) => taskId === task.id);
    return {
      uid: uid(task),
      type: `${hierarchies}.GraphTask`,
      task: { id: task.id, type: task.type },
      ...(run === undefined ? {} : { taskRun: renderTaskRun(execution, run, line, now, true) }),
      values: [],
      relationType: "SEQUENTIAL",
    };
  });
  const [first, last] = [tasks[0], tasks.at(-1)];
  const outer = (source: string, target: string) => ({ source, target, relation: {} });
  const inner = tasks.slice(1).map((task, index) => ({
    source: uid(tasks[index] ?? task),
    target: uid(task),
    relation: { relationType: "SEQUENTIAL" },
  }));
  return {
    nodes: [
      { uid: root, type: `${hierarchies}.GraphClusterRoot` },
      { uid: end, type: `${hierarchies}.GraphClusterEnd` },
      ...nodes,
    ],
    edges: [
      ...(first === undefined ? [] : [outer(root, uid(first))]),
      ...(last === undefined ? [] : [outer(uid(last), end)]),
      ...inner,
    ],
    clusters: [],
  };
}
